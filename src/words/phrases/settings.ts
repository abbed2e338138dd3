import type { SettingName } from '../../settings/table.ts';

/** Every setting of a training: what it is called beside its control or in a sentence, and what it means. */
export type SettingPhrases = {
  readonly [Name in SettingName]: { readonly title: string; readonly meaning: string };
};
