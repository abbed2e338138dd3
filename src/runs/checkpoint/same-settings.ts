import { isModulePath } from '../../activations/module-path.ts';
import { type SettingName, type Settings, settingNames } from '../../settings/table.ts';
import { message, setting } from '../../util/message.ts';
import { shown } from '../../util/shown.ts';
import { UserError } from '../../util/user-error.ts';

/** What may be different on each side of a checkpoint: no step depends on it, or resume checks it elsewhere. */
const free: readonly SettingName[] = [
  ...(['data', 'test', 'from', 'epochs', 'threads', 'engine', 'onDivergence'] as const),
  ...(['logEvery', 'probeEvery', 'checkpointEvery'] as const),
];

/** Settings as a checkpoint keeps them: by name, as plain JSON. */
export type SavedSettings = Readonly<Record<string, unknown>>;

/**
 * A run goes on with the settings that it began with: its config.json may have been changed by hand since.
 * @param saved those of the checkpoint; undefined in one of an earlier version, which did not keep them
 * @throws UserError for the first that differs
 */
export function requireSameSettings(folder: string, settings: Settings, saved: SavedSettings | undefined): void {
  if (!saved) return;
  for (const name of settingNames) {
    if (free.includes(name) || !Object.hasOwn(saved, name)) continue;
    const [now, before] = [settings[name], saved[name]];
    // Where a module of the user's lies may change.
    if (name === 'activation' && isModulePath(String(now)) && isModulePath(String(before))) continue;
    if (JSON.stringify(now) === JSON.stringify(before)) continue;
    throw new UserError({
      rule: message`${folder} must go on with the settings that it began with: ${name} was ${shown(before)}`,
      received: shown(now),
      fix: message`put it back in config.json, or train anew with the other one, with ${setting('config', 'config.json')}`,
    });
  }
}
