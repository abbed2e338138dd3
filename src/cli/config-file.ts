import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseJson } from '../runs/json.ts';
import type { SettingsSource } from '../runs/settings.ts';
import { UserError } from '../util/user-error.ts';

/**
 * Settings from a JSON or YAML file; a run's config.json repeats that run, a compare.json that comparison.
 * @throws UserError where it cannot be read or holds no settings
 */
export async function readConfigFile(path: string): Promise<SettingsSource> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError({
      rule: '--config must be a readable file',
      received: path,
      fix: `the system says: ${(error as Error).message}`,
    });
  }
  const content = await parse(text, path);
  if (!isRecord(content)) {
    throw new UserError({
      rule: `${path} must hold settings by name`,
      received: content,
      fix: 'for example { "lr": 0.1, "epochs": 3 }',
    });
  }
  const { settings, plan } = content;
  const values = isRecord(settings) ? { ...settings, ...(isRecord(plan) && plan) } : content;
  return { label: (name) => `${name} in ${basename(path)}`, values };
}

async function parse(text: string, path: string): Promise<unknown> {
  if (!/\.ya?ml$/i.test(path)) return parseJson(text, path);
  const { parse: parseYaml } = await import('yaml');
  try {
    return parseYaml(text);
  } catch (error) {
    // The first line says what and where; a drawing of the place follows.
    const [reason] = (error as Error).message.split('\n');
    throw new UserError({ rule: `${path} must be YAML`, received: reason });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
