import type { Dataset, Splits } from './dataset.ts';
import { moments } from './scale.ts';

/** Figures of one part of a data set; values are taken before scaling. */
export interface PartFigures {
  readonly count: number;
  /** [classes]: samples of each class. */
  readonly perClass: readonly number[];
  /** Share of values that are not zero, in 0..1. */
  readonly nonZero: number;
  /** Of all values together. */
  readonly mean: number;
  readonly deviation: number;
}

/** What `gradlens data inspect` shows. */
export interface DataFigures {
  readonly name: string;
  readonly features: number;
  readonly shape: readonly [rows: number, columns: number] | null;
  readonly classes: number;
  /** Whether values are stored as whole numbers in 0..255. */
  readonly bytes: boolean;
  readonly train: PartFigures;
  readonly validation: PartFigures | null;
  readonly test: PartFigures;
  /** SHA-256 over all values and labels. */
  readonly fingerprint: string;
}

/** Counts and moments of a data set, as plain data. */
export function describeData({ name, train, validation, test, fingerprint }: Splits): DataFigures {
  const { features, shape, classes, values } = train;
  return {
    name,
    features,
    shape: shape ?? null,
    classes,
    bytes: values instanceof Uint8Array,
    train: describePart(train),
    validation: validation && describePart(validation),
    test: describePart(test),
    fingerprint,
  };
}

function describePart({ count, classes, values, labels }: Dataset): PartFigures {
  const perClass = new Array<number>(classes).fill(0);
  for (const label of labels) perClass[label]++;
  let nonZero = 0;
  for (let k = 0; k < values.length; k++) if (values[k] !== 0) nonZero++;
  const { mean, deviation } = moments(values, 1);
  return { count, perClass, nonZero: nonZero / values.length, mean: mean[0], deviation: deviation[0] };
}
