import type { Position } from './position.ts';
import type { Setup } from './setup.ts';

/** The base rate in force: halvings count, the schedule does not. */
export function baseRate({ halvings }: Position, { learningRate }: Setup): number {
  return halvings.at(-1)?.learningRate ?? learningRate;
}

/** Learning rate of step k of the epoch, from 0. */
export function rateAt(at: Position, setup: Setup, k: number): number {
  const { schedule, batches, options } = setup;
  return baseRate(at, setup) * schedule.factor(at.epoch - 1 + k / batches.steps, options.epochs);
}
