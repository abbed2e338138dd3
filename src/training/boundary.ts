import type { Dataset } from '../dataset/dataset.ts';
import type { Scale } from '../dataset/scale.ts';
import { argmax, type Network } from '../nn/network.ts';
import { predict } from './predict.ts';

/** What a network of two inputs answers all over the plane of its data, and the samples that it is to tell apart. */
export interface Boundary {
  /** What is shown of the plane, in raw values: [least, most] of either input. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Columns and rows of the grid; the first row is the topmost. */
  readonly columns: number;
  readonly rows: number;
  /** [rows][columns] the class at the middle of each cell. */
  readonly answers: Uint16Array;
  readonly classes: number;
  readonly classNames?: readonly string[];
  /** Names of the two inputs. */
  readonly inputs: readonly [string, string];
  /** Samples of the test set: where they are, and their classes. */
  readonly samples: { readonly values: ArrayLike<number>; readonly labels: ArrayLike<number>; readonly count: number };
}

/** Room around the outermost samples. */
const MARGIN = 0.08;
/** Samples that are shown, at most. */
const MOST_SAMPLES = 400;

/**
 * The answers of a network of two inputs on a grid over its data; null for a network of other sizes.
 * @param data what it was trained on, and what it is tested with; the latter is shown
 */
export async function boundaryOf(
  network: Network,
  scale: Scale,
  { train, test }: { readonly train: Dataset; readonly test: Dataset },
  grid: { readonly columns: number; readonly rows: number },
): Promise<Boundary | null> {
  if (network.inputs !== 2 || train.shape) return null;
  const { columns, rows } = grid;
  const [x, y] = [0, 1].map((k) => rangeOf([train, test], k));
  const at = ([least, most]: readonly [number, number], share: number) => least + (most - least) * share;
  const points = new Float64Array(2 * columns * rows);
  for (let row = 0, to = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      points[to++] = at(x, (column + 0.5) / columns);
      points[to++] = at(y, 1 - (row + 0.5) / rows);
    }
  }
  const outputs = await predict(network, points, scale);
  const O = network.outputs;
  return {
    x,
    y,
    ...grid,
    answers: Uint16Array.from({ length: columns * rows }, (_, k) => argmax(outputs, k * O, O)),
    classes: O,
    ...(train.classNames && { classNames: train.classNames }),
    inputs: [train.columns?.[0] ?? 'x1', train.columns?.[1] ?? 'x2'],
    samples: { values: test.values, labels: test.labels, count: Math.min(test.count, MOST_SAMPLES) },
  };
}

function rangeOf(parts: readonly Dataset[], input: number): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of parts) {
    for (let k = input; k < values.length; k += 2) {
      if (values[k] < least) least = values[k];
      if (values[k] > most) most = values[k];
    }
  }
  const room = most > least ? MARGIN * (most - least) : 1;
  return [least - room, most + room];
}
