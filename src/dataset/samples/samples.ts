import type { Values } from '../values.ts';
import type { DataNote, Place } from './notes.ts';
import type { Shades } from './shades.ts';

/** Labels as a file has them, before they are classes. */
export interface Labels {
  /** [count] numbers, or places in `words`. */
  readonly values: ArrayLike<number>;
  /** The words of labels that are words, in any order. */
  readonly words?: readonly string[];
  /** Where they stand, for messages: `column 1 (label)`. */
  readonly where: string;
}

/** Samples as a file has them, in its order: what every reader gives, whatever the format. */
export interface Samples {
  /** The file, as it was named. */
  readonly path: string;
  readonly count: number;
  /** Numbers per sample. */
  readonly features: number;
  /** Rows and columns of the image, where a sample is one. */
  readonly shape?: readonly [rows: number, columns: number];
  /** What black and white are among the values of images, where that is known. */
  readonly shades?: Shades;
  /** [count][features], row-major. */
  readonly values: Values;
  /** null where the file holds none. */
  readonly labels: Labels | null;
  /** Names of the features, where they have any. */
  readonly columns?: readonly string[];
  readonly notes: readonly DataNote[];
  place(sample: number): Place;
}
