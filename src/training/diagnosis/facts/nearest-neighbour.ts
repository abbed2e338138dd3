import type { Dataset } from '../../../dataset/dataset.ts';
import { type Scale, scaleRow } from '../../../dataset/scale.ts';

/** Training samples that are compared with, and samples that are asked about. */
const REFERENCES = 1000;
const QUERIES = 200;
/** Numbers that a sample is brought down to, about. */
const WIDTH = 100;

/** How often the label of the most similar training sample is right. */
export interface NeighbourFigures {
  /** On training samples, each left out of those it is compared with; null with fewer than two. */
  readonly train: number | null;
  /** On the samples of those sets; null where there is no such set. */
  readonly validation: number | null;
  readonly test: number | null;
  /** Training samples that were compared with, and that were asked about. */
  readonly references: number;
  readonly queries: number;
}

/**
 * The accuracy of the nearest neighbour among 1,000 training samples, on 200 of each set: what the data allow at the least. It knows nothing of networks, so it tells bad data from bad training.
 * Source: Cover & Hart, Nearest Neighbor Pattern Classification (1967): with many samples, its error is at most twice the
 * least there can be.
 *
 * Images are brought down to means of small squares, tables of many columns to a hundred random sums of columns (with
 * random signs, which keeps distances), so that it takes about 20 ms.
 */
export function nearestNeighbour(
  train: Dataset,
  validation: Dataset | null,
  test: Dataset | null,
  scale: Scale,
): NeighbourFigures {
  const fold = foldOf(train);
  const references = folded(train, scale, fold, Math.min(train.count, REFERENCES));
  const queries = Math.min(QUERIES, references.count);
  // References themselves are asked about: each is left out of its own comparison.
  const step = references.count / queries;
  const own = Array.from({ length: queries }, (_, k) => Math.floor(k * step));
  const right = own.filter((k) => nearest(references, references.x, k, k) === references.labels[k]).length;
  const among = (set: Dataset | null) => {
    if (!set) return null;
    const asked = folded(set, scale, fold, Math.min(set.count, QUERIES));
    const labels = Array.from(asked.labels);
    return labels.filter((label, k) => nearest(references, asked.x, k, -1) === label).length / asked.count;
  };
  return {
    train: references.count > 1 ? right / queries : null,
    validation: among(validation),
    test: among(test),
    references: references.count,
    queries,
  };
}

interface Folded {
  readonly count: number;
  readonly width: number;
  /** [count][width] */
  readonly x: Float32Array;
  readonly labels: Uint16Array;
}

/** Where each feature goes, and with which sign. */
interface Fold {
  readonly width: number;
  readonly to: Uint16Array;
  readonly sign: Int8Array;
}

/** The label of the sample of `references` that is most like row k of x, itself left out. */
function nearest({ count, width, x: all, labels }: Folded, x: Float32Array, k: number, itself: number): number {
  let [least, label] = [Number.POSITIVE_INFINITY, -1];
  const from = k * width;
  for (let row = 0; row < count; row++) {
    if (row === itself) continue;
    const at = row * width;
    let distance = 0;
    // Most are given up early.
    for (let i = 0; i < width && distance < least; ) {
      for (const end = Math.min(width, i + 16); i < end; i++) distance += (x[from + i] - all[at + i]) ** 2;
    }
    if (distance < least) [least, label] = [distance, labels[row]];
  }
  return label;
}

/** Rows at equal distances in file order, scaled and brought down. */
function folded({ features: I, count, values, labels }: Dataset, scale: Scale, fold: Fold, rows: number): Folded {
  const { width, to, sign } = fold;
  const row = scaleRow(scale, I, values instanceof Uint8Array);
  const scaled = new Float64Array(I);
  const x = new Float32Array(rows * width);
  const ownLabels = new Uint16Array(rows);
  for (let k = 0; k < rows; k++) {
    const sample = Math.floor((k * count) / rows);
    row(values, sample * I, scaled, 0);
    for (let i = 0; i < I; i++) x[k * width + to[i]] += sign[i] * scaled[i];
    ownLabels[k] = labels[sample];
  }
  return { count: rows, width, x, labels: ownLabels };
}

function foldOf({ features, shape }: Dataset): Fold {
  const sign = new Int8Array(features).fill(1);
  const to = Uint16Array.from({ length: features }, (_, i) => i);
  if (features <= WIDTH) return { width: features, to, sign };
  if (shape) {
    const [rows, columns] = shape;
    const side = Math.ceil(Math.sqrt(features / WIDTH));
    const across = Math.ceil(columns / side);
    const width = across * Math.ceil(rows / side);
    const square = (i: number) =>
      Math.floor(Math.floor(i / columns) / side) * across + Math.floor((i % columns) / side);
    return { width, to: to.map(square), sign };
  }
  // Hashed by a fixed multiplier (Knuth): the same for every run.
  const hash = (i: number) => Math.imul(i + 1, 2654435761) >>> 0;
  return { width: WIDTH, to: to.map((i) => (hash(i) >>> 8) % WIDTH), sign: sign.map((_, i) => (hash(i) & 4 ? 1 : -1)) };
}
