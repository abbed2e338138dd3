import { join } from 'node:path';
import { namesIn, statsAt } from '../../dataset/file.ts';
import { resolveSettings } from '../../settings/resolve.ts';
import { plain } from '../../util/plain.ts';
import { UserError } from '../../util/user-error.ts';
import { documentText } from '../files/document-text.ts';
import { parseJson } from '../files/json.ts';
import { type RunConfig, runConfigSchema } from './schema.ts';

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
  // What is there and cannot be read has a reason of its own.
  if (statsAt(file)) return documentText(file);
  throw new UserError({
    rule: 'a run folder holds config.json and model.safetensors',
    received: whatIs(folder),
    fix: '`gradlens train` makes one and prints its name',
  });
}

/** What stands at a path that should be a run folder. */
function whatIs(path: string): string {
  const found = statsAt(path);
  if (!found) return `${path}, which does not exist`;
  if (!found.isDirectory()) return `${path}, which is no folder`;
  const names = namesIn(path).sort();
  const listed =
    names
      .slice(0, 5)
      .map((name) => plain(name))
      .join(', ') + (names.length > 5 ? ', ...' : '');
  return `${path}, without a readable config.json; it holds ${listed || 'nothing'}`;
}
