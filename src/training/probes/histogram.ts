import type { Values } from '../../kernels/kernels.ts';
import type { Histogram } from './figures.ts';

/** Bins of a histogram. */
export const BINS = 40;

/**
 * How values[n] are spread, in equal bins from their least to their greatest.
 * @param limit what is farther than that from 0 is left out, so that a few outliers do not flatten all else
 */
export function histogramOf(n: number, values: Values, limit = Number.POSITIVE_INFINITY): Histogram {
  const [from, to] = widened(extremes(n, values, limit));
  const counts = new Uint32Array(BINS);
  const perBin = BINS / (to - from);
  for (let k = 0; k < n; k++) {
    const value = values[k];
    // False for NaN too.
    if (value >= from && value <= to) counts[Math.min(BINS - 1, Math.floor((value - from) * perBin))]++;
  }
  return { from, to, counts: Array.from(counts) };
}

/** Least and greatest of the finite values within the limit; 0 and 0 where there are none. */
function extremes(n: number, values: Values, limit: number): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < n; k++) {
    const value = values[k];
    if (!Number.isFinite(value) || Math.abs(value) > limit) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : [0, 0];
}

/** The same range, with some width where all values are equal. */
function widened([least, most]: readonly [number, number]): [number, number] {
  if (least < most) return [least, most];
  const half = Math.max(1, Math.abs(least)) / 2;
  return [least - half, least + half];
}
