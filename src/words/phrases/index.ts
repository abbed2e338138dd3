import type { DiagnosisPhrases } from './diagnosis.ts';

/** Every sentence, heading and label that is shown, as functions of facts: what each language must have. */
export interface Phrases {
  readonly diagnosis: DiagnosisPhrases;
}
