import { readFileSync } from 'node:fs';

/** An oracle file of test/fixtures, parsed. */
export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')) as T;
}

/** The largest |ours - theirs| / max(|theirs|, floor) over two arrays; NaN anywhere, or unequal lengths, gives Infinity. */
export function worstError(ours: ArrayLike<number>, theirs: ArrayLike<number>, floor = Number.MIN_VALUE): number {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let k = 0; k < ours.length; k++) {
    if (Object.is(ours[k], theirs[k]) || ours[k] === theirs[k]) continue;
    const error = Math.abs(ours[k] - theirs[k]) / Math.max(Math.abs(theirs[k]), floor);
    worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(worst, error);
  }
  return worst;
}

/** The oracle's names of optimizers, as ours with their settings. */
export const optimizerSettings: Readonly<
  Record<string, { optimizer: string; momentum?: number; weightDecay?: number }>
> = {
  sgd: { optimizer: 'sgd' },
  'sgd-momentum-0.9': { optimizer: 'momentum', momentum: 0.9 },
  'sgd-nesterov-0.9': { optimizer: 'nesterov', momentum: 0.9 },
  'sgd-weight-decay-0.01': { optimizer: 'sgd', weightDecay: 0.01 },
  rmsprop: { optimizer: 'rmsprop' },
  adagrad: { optimizer: 'adagrad' },
  adam: { optimizer: 'adam' },
  'adamw-0.05': { optimizer: 'adamw', weightDecay: 0.05 },
  nadam: { optimizer: 'nadam' },
};
