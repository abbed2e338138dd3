import { join } from 'node:path';
import { statsAt } from '../../dataset/file.ts';
import type { EpochMetrics } from '../../training/metrics.ts';

/**
 * When a run began, in seconds since 1970: config.json is written first and never again. 0 where there is none, so that
 * the same record gives the same bytes.
 */
export function startOf(folder: string): number {
  return (statsAt(join(folder, 'config.json'))?.mtimeMs ?? 0) / 1000;
}

/**
 * Seconds since 1970 after so many updates: the start, and the seconds in metrics.csv, spread evenly over the steps of
 * an epoch. After the last epoch the clock stands still.
 */
export function loggedClock(start: number, metrics: readonly EpochMetrics[]): (step: number) => number {
  const known = [{ step: 0, seconds: 0 }, ...metrics.filter(({ seconds }) => Number.isFinite(seconds))];
  return (step) => {
    const after = firstAfter(known, step);
    const from = known[Math.max(0, after - 1)];
    if (after === known.length) return start + from.seconds;
    const share = (step - from.step) / (known[after].step - from.step);
    return start + from.seconds + share * (known[after].seconds - from.seconds);
  };
}

/** The place of the first moment after that step, by halves: runs have up to millions of epochs, in the order of their steps. */
function firstAfter(known: readonly { readonly step: number }[], step: number): number {
  let [from, to] = [0, known.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (known[middle].step > step) to = middle;
    else from = middle + 1;
  }
  return from;
}
