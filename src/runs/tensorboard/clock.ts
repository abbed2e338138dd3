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
    const after = known.findIndex((moment) => moment.step > step);
    const from = known.at(after < 0 ? -1 : after - 1) ?? known[0];
    if (after < 0) return start + from.seconds;
    const share = (step - from.step) / (known[after].step - from.step);
    return start + from.seconds + share * (known[after].seconds - from.seconds);
  };
}
