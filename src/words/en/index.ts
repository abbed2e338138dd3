import type { Phrases } from '../phrases/index.ts';
import { type Spelling, spellingByNames } from '../spelling.ts';
import { diagnosis } from './diagnosis.ts';
import { settingNames } from './settings.ts';

/** English. */
export const en = (spelling: Spelling = spellingByNames(settingNames)): Phrases => ({
  diagnosis: diagnosis(spelling),
});
