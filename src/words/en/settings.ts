import { settingsTable } from '../../settings/table.ts';
import type { SettingPhrases } from '../phrases/settings.ts';

/** Settings in English, as their table has them. */
export const settings = Object.fromEntries(
  Object.entries(settingsTable).map(([name, { title, meaning }]) => [name, { title, meaning }]),
) as unknown as SettingPhrases;
