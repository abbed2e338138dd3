import { fixedScales, type SavedScale } from '../../dataset/scale.ts';
import type { Constant } from './constants.ts';
import { isClose } from './match.ts';

/** What operators before the first layer do to each column: v * factor + shift. One number stands for all columns. */
export interface Affine {
  readonly factor: readonly number[];
  readonly shift: readonly number[];
}

type Operation = (factor: number, shift: number, by: number) => readonly [factor: number, shift: number];

/** What each operator with a constant on its right does. */
const operations: Readonly<Record<string, Operation>> = {
  Add: (factor, shift, by) => [factor, shift + by],
  Sub: (factor, shift, by) => [factor, shift - by],
  Mul: (factor, shift, by) => [factor * by, shift * by],
  Div: (factor, shift, by) => [factor / by, shift / by],
};

/** The affine map with one more operator after it; undefined where the operator or its constant cannot be a scale. */
export function scaledBy(op: string, { values, dims }: Constant, before: Affine): Affine | undefined {
  const operation = Object.hasOwn(operations, op) ? operations[op] : undefined;
  const columns = Math.max(before.factor.length, values.length);
  const fits = [before.factor.length, values.length].every((length) => length === 1 || length === columns);
  // Broadcast along the columns only.
  if (!operation || !fits || dims.length > 2 || (values.length > 1 && dims.at(-1) !== values.length)) return undefined;
  const pairs = Array.from({ length: columns }, (_, k) => {
    const of = (list: ArrayLike<number>) => list[list.length === 1 ? 0 : k];
    return operation(of(before.factor), of(before.shift), of(values));
  });
  if (!pairs.flat().every(Number.isFinite)) return undefined;
  return { factor: pairs.map(([factor]) => factor), shift: pairs.map(([, shift]) => shift) };
}

/** The affine map as a scale; undefined where a column's values are all replaced by a number other than 0. */
export function scaleOfAffine({ factor, shift }: Affine): SavedScale | undefined {
  if (factor.length === 1) {
    for (const [kind, { mean, deviation }] of Object.entries(fixedScales)) {
      if (isClose(factor[0], 1 / deviation[0]) && isClose(shift[0], -mean[0] / deviation[0])) return { kind };
    }
  }
  if (factor.some((f, k) => f === 0 && shift[k] !== 0)) return undefined;
  // v f + s = (v - mean) / deviation
  const deviation = factor.map((f) => (f === 0 ? 0 : 1 / f));
  const mean = factor.map((f, k) => (f === 0 ? 0 : -shift[k] / f));
  return { kind: 'standardize', mean, deviation };
}
