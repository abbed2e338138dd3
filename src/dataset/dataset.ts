import type { DataNote } from './samples/notes.ts';
import type { Shades } from './samples/shades.ts';
import { emptyLike, type Values } from './values.ts';

/** Samples as they came, before scaling: bytes for images, numbers for tables. */
export interface Dataset {
  /** For messages and logs, e.g. `mnist10k/test`. */
  readonly name: string;
  /** Samples held. */
  readonly count: number;
  /** Numbers per sample, the inputs of a network. */
  readonly features: number;
  /** Classes are 0..classes-1. */
  readonly classes: number;
  /** Names of the classes, where they have any. */
  readonly classNames?: readonly string[];
  /** Whether labels of the same data elsewhere are those names; else they are the numbers of classes. */
  readonly labelsAreNames?: boolean;
  /** Names of the features, where they have any. */
  readonly columns?: readonly string[];
  /** Rows and columns of the image, where a sample is one. */
  readonly shape?: readonly [rows: number, columns: number];
  /** What black and white are among the values of images, where they are not 0 and 255 of bytes. */
  readonly shades?: Shades;
  /** [count][features], row-major. */
  readonly values: Values;
  /** [count] */
  readonly labels: Uint16Array;
}

/** A data set divided for an honest experiment: the test part is never trained on, and never chosen by. */
export interface Parts {
  readonly name: string;
  readonly train: Dataset;
  readonly validation: Dataset | null;
  readonly test: Dataset;
  /** What was noticed as they were read. */
  readonly notes?: readonly DataNote[];
}

/** The same, with what tells it apart from all others. */
export interface Splits extends Parts {
  /** SHA-256 over values and labels of the whole data set, to tell whether a run can be repeated. */
  readonly fingerprint: string;
}

/** The same samples in another order, copied. @param order [count], each place once */
export function reordered(data: Dataset, order: Uint32Array): Dataset {
  const { features } = data;
  const values = emptyLike(data.values, data.values.length);
  const labels = new Uint16Array(data.labels.length);
  order.forEach((from, to) => {
    values.set(data.values.subarray(from * features, (from + 1) * features), to * features);
    labels[to] = data.labels[from];
  });
  return { ...data, values, labels };
}

/** `count` samples from `first` on, as a view: nothing is copied. */
export function slice(data: Dataset, first: number, count: number, name = data.name): Dataset {
  const { features } = data;
  return {
    ...data,
    name,
    count,
    values: data.values.subarray(first * features, (first + count) * features),
    labels: data.labels.subarray(first, first + count),
  };
}
