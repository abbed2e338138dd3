import type { Dataset } from '../../../dataset/dataset.ts';
import { type Scale, scaleRow } from '../../../dataset/scale.ts';

/** Samples that are looked at, at equal distances in file order. */
const SAMPLES = 1000;

/** What the inputs of a network are like, after scaling. */
export interface InputFigures {
  /** Of all values together. */
  readonly mean: number;
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
  /** Standard deviation of the samples' own means: how far one sample may lie from `mean`. */
  readonly meanSpread: number;
  /** Share 0..1 of values that are zero before scaling. */
  readonly zeros: number;
  /** Share 0..1 of features that are the same in all samples. */
  readonly constant: number;
  /**
   * Of images: the mean of the outermost ring of pixels and of the rest, from 0 (the least value) to 1 (the greatest);
   * null where samples are no images, or all values are equal.
   */
  readonly ink: { readonly border: number; readonly inside: number } | null;
}

/** Figures of a data set's inputs. Time does not grow with the data: a thousand samples are looked at. */
export function inputFigures(data: Dataset, scale: Scale): InputFigures {
  const { features: I, count, values, shape } = data;
  const rows = Math.min(count, SAMPLES);
  const row = scaleRow(scale, I, values instanceof Uint8Array);
  const x = new Float64Array(I);
  const first = new Float64Array(I);
  const varies = new Uint8Array(I);
  const sums = new Float64Array(I);
  let [sum, squares, zeros] = [0, 0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [meanSum, meanSquares] = [0, 0];
  for (let k = 0; k < rows; k++) {
    const from = Math.floor((k * count) / rows) * I;
    row(values, from, x, 0);
    if (k === 0) first.set(x);
    let own = 0;
    for (let i = 0; i < I; i++) {
      const value = x[i];
      if (values[from + i] === 0) zeros++;
      if (value !== first[i]) varies[i] = 1;
      if (value < min) min = value;
      if (value > max) max = value;
      own += value;
      squares += value * value;
      sums[i] += value;
    }
    sum += own;
    meanSum += own / I;
    meanSquares += (own / I) ** 2;
  }
  const n = rows * I;
  const mean = sum / n;
  return {
    mean,
    deviation: Math.sqrt(Math.max(0, squares / n - mean * mean)),
    min,
    max,
    meanSpread: Math.sqrt(Math.max(0, meanSquares / rows - (meanSum / rows) ** 2)),
    zeros: zeros / n,
    constant: 1 - varies.reduce((some, one) => some + one, 0) / I,
    ink: shape && max > min ? inkOf(sums, rows, shape, min, max) : null,
  };
}

/** @param sums [rows][columns] over the samples */
function inkOf(
  sums: Float64Array,
  samples: number,
  [rows, columns]: readonly [number, number],
  min: number,
  max: number,
): InputFigures['ink'] {
  if (rows < 5 || columns < 5) return null;
  const ring = { sum: 0, pixels: 0 };
  const rest = { sum: 0, pixels: 0 };
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const part = r === 0 || c === 0 || r === rows - 1 || c === columns - 1 ? ring : rest;
      part.sum += (sums[r * columns + c] / samples - min) / (max - min);
      part.pixels++;
    }
  }
  return { border: ring.sum / ring.pixels, inside: rest.sum / rest.pixels };
}
