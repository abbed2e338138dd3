import { message, setting } from '../util/message.ts';
import { randomSource } from '../util/random.ts';
import { requireWhole } from '../util/require.ts';
import { UserError } from '../util/user-error.ts';
import { type Dataset, reordered, slice } from './dataset.ts';

/** Which training samples validation takes. */
export const holdOutNames = ['last', 'random'] as const;
export type HoldOut = (typeof holdOutNames)[number];

/** How much of a data set is trained on, and how much is held out. */
export interface DivideOptions {
  /** Only the first so many training samples are used. Default: all. */
  readonly trainSize?: number;
  /** The last so many of them (or, below 1, the last share) are held out for validation. Default: 0, none. */
  readonly validation?: number;
  /** Which those are: the last ones, or some drawn from all, the same for every seed. Default: last. */
  readonly holdOut?: HoldOut;
}

/**
 * Training and validation part of a training set: first `trainSize` takes samples from its start, then `validation`
 * takes the last of those, as views, or some drawn from them, as a copy.
 * @throws UserError for sizes that leave nothing to train on
 */
export function divide(
  data: Dataset,
  { trainSize = data.count, validation = 0, holdOut = 'last' }: DivideOptions,
): { train: Dataset; validation: Dataset | null } {
  requireWhole(setting('trainSize'), trainSize, 1);
  if (trainSize > data.count) {
    throw new UserError({
      rule: message`${setting('trainSize')} must be at most ${data.count}, all there is`,
      received: trainSize,
    });
  }
  const used = slice(data, 0, trainSize);
  if (validation === 0) return { train: used, validation: null };
  if (trainSize < 2) {
    throw new UserError({
      rule: message`${setting('validation')} needs at least 2 training samples, one on each side`,
      received: `${trainSize} of ${data.name}`,
      fix: message`take more samples, or ${setting('validation', 0)}`,
    });
  }
  const held = validation > 0 && validation < 1 ? shareOf(trainSize, validation) : validation;
  if (!Number.isSafeInteger(held) || held < 1 || held >= trainSize) {
    throw new UserError({
      rule: message`${setting('validation')} must leave samples on both sides: a whole number in 1..${trainSize - 1}, or a share below 1`,
      received: validation,
      fix: message`try ${setting('validation', 0.1)}`,
    });
  }
  const inOrder = holdOut === 'last' ? used : reordered(used, drawnOrder(trainSize));
  return {
    train: slice(inOrder, 0, trainSize - held),
    validation: slice(inOrder, trainSize - held, held, data.name.replace(/train$/, 'validation')),
  };
}

/** A share of the samples: at least one, and at least one less than all. */
function shareOf(count: number, share: number): number {
  return Math.min(count - 1, Math.max(1, Math.round(share * count)));
}

/** One order for all seeds, so that their runs are of the same samples. */
function drawnOrder(count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, k) => k);
  randomSource(0).stream('split').shuffle(order);
  return order;
}
