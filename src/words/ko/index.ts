import type { Phrases } from '../phrases/index.ts';
import { type Spelling, spellingByNames } from '../spelling.ts';
import { diagnosis } from './diagnosis.ts';
import { settingNames } from './settings.ts';

/** Korean. */
export const ko = (spelling: Spelling = spellingByNames(settingNames)): Phrases => ({
  diagnosis: diagnosis(spelling),
});
