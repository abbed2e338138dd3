import type { Figure, Moment } from './figures.ts';

/**
 * Trainings that were logged one after another into one file: where epochs begin again, so does a training. A log that
 * goes on counting is one.
 * @param epochs of the rows, in order, as the file has them; null where a row does not say
 * @param headers how many headers stand before each row: after another one, the same epoch is one of another training
 * @returns for each row, which training it is of, from 0
 */
export function fitsOf(epochs: readonly (number | null)[], headers: readonly number[]): number[] {
  let fit = 0;
  let last: { readonly epoch: number; readonly header: number } | undefined;
  return epochs.map((epoch, k) => {
    if (epoch === null) return fit;
    if (last && (epoch < last.epoch || (epoch === last.epoch && headers[k] > last.header))) fit++;
    last = { epoch, header: headers[k] };
    return fit;
  });
}

/** Each list of values as a figure over its epochs: values are of the 1st, the 2nd, ... */
export function figureByEpoch(name: string, values: readonly (number | null)[]): Figure {
  const points = values.flatMap((value, k): Moment[] =>
    value === null ? [] : [{ epoch: k + 1, step: null, seconds: null, within: k + 1, value }],
  );
  return { name, points };
}
