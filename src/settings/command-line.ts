import { optimizerByName } from '../nn/optimizers/index.ts';
import { flagWords } from './flags.ts';
import type { Setting } from './setting.ts';
import { type SettingName, type Settings, settingNames, settingsTable } from './table.ts';

/** Which settings become flags. */
export interface FlagChoice {
  /** Left out, whatever their value. */
  readonly without?: readonly SettingName[];
  /** Written even where they are the default: another command may have another one. */
  readonly always?: readonly SettingName[];
}

/** The words of a command line that give these settings: the flags of all that differ from their defaults. */
export function settingFlags(settings: Settings, { without = [], always = [] }: FlagChoice = {}): string[] {
  return settingNames.flatMap((name) => {
    const value: unknown = settings[name];
    const given = always.includes(name) || !isDefault(settings, name);
    if (!given || value === null || without.includes(name)) return [];
    const { write } = settingsTable[name] as Setting<unknown>;
    return flagWords(name, typeof value === 'boolean' ? value : write(value));
  });
}

/** Whether a setting has the value that it has without being given. */
export function isDefault(settings: Settings, name: SettingName): boolean {
  if (name === 'lr') return settings.lr === optimizerByName(settings.optimizer).defaultLearningRate;
  return JSON.stringify(settings[name]) === JSON.stringify(settingsTable[name].default);
}

/** Words as a line for the shell: quoted where it would take one for something else. */
export function shellLine(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** The command that repeats a training. */
export function trainCommand(settings: Settings): string {
  return shellLine(['gradlens', 'train', ...settingFlags(settings)]);
}
