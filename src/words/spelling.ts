import type { SettingName } from '../settings/table.ts';
import type { SettingPhrases } from './phrases/settings.ts';

/** Settings with values, as a sentence names them. */
export type SettingValues = Readonly<Partial<Record<SettingName, string | number | true>>>;

/**
 * How settings are written, which depends on where a sentence is read: a terminal writes flags, since they can be
 * typed; a page and the library write `learning rate 0.01`.
 */
export interface Spelling {
  /** One setting with its value, or several that belong together. */
  settings(values: SettingValues): string;
  /** A value where the sentence has named the setting in words: `0.01`, or the setting again as it is typed. */
  value(setting: SettingName, value: string | number): string;
}

/** Settings by their titles in a language; `true` is told by the title alone. */
export function spellingByTitles(settings: SettingPhrases): Spelling {
  return {
    settings: (values) =>
      Object.entries(values)
        .map(([name, value]) => settings[name as SettingName].title + (value === true ? '' : ` ${value}`))
        .join(' + '),
    value: (_, value) => String(value),
  };
}
