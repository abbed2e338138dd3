import { basename } from 'node:path';
import { documentText } from '../../runs/files/document-text.ts';
import { parseJson, requireFlat } from '../../runs/files/json.ts';
import type { SettingsSource } from '../../settings/resolve.ts';
import { UserError } from '../../util/user-error.ts';
import { parseYaml } from './yaml-text.ts';

/**
 * Settings from a JSON or YAML file; a run's config.json repeats that run, a compare.json that comparison. No path in it
 * is followed here: what it names counts as if it had been typed, and is read by the command that is told so.
 * @throws UserError where it cannot be read or holds no settings
 */
export async function readConfigFile(path: string): Promise<SettingsSource> {
  const text = documentText(path);
  const content = /\.ya?ml$/i.test(path) ? requireFlat(await parseYaml(text, path), path) : parseJson(text, path);
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
