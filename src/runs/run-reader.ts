import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../util/user-error.ts';
import { parseJson } from './json.ts';
import { type RunConfig, runConfigSchema } from './schema.ts';
import { resolveSettings } from './settings.ts';

/**
 * The config.json of a run folder.
 * @throws UserError where the folder is none of a run, or the file is broken
 */
export function readRunConfig(folder: string): RunConfig {
  const file = join(folder, 'config.json');
  const parsed = runConfigSchema.safeParse(parseJson(readText(folder, file), file));
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new UserError({ rule: `${file} must be the config of a run`, received: `${path.join('.')}: ${message}` });
  }
  const label = (name: string) => `${name} in ${file}`;
  return { ...parsed.data, settings: resolveSettings({ label, values: parsed.data.settings }) };
}

function readText(folder: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const found = statSync(folder, { throwIfNoEntry: false });
    throw new UserError({
      rule: 'a run folder holds config.json and model.safetensors',
      received: found ? `${folder}, without a readable config.json` : `${folder}, which does not exist`,
      fix: '`gradlens train` makes one and prints its name',
    });
  }
}
