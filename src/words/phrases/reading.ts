import type { DataNote } from '../../dataset/samples/notes.ts';
import type { ScaleFacts } from '../../dataset/scale-choice.ts';

/** The sentence of every note on data. */
export type NotePhrases = {
  readonly [Kind in DataNote['kind']]: (note: Extract<DataNote, { readonly kind: Kind }>) => string;
};

/** What is said of data as they were read. */
export interface ReadingPhrases {
  readonly notes: NotePhrases;
  /** Which scale was taken, and why: the end of a line. */
  scale(facts: ScaleFacts): string;
}
