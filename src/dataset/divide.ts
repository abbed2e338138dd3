import { requireWhole } from '../util/require.ts';
import { UserError } from '../util/user-error.ts';
import { type Dataset, slice } from './dataset.ts';

/** How much of a data set is trained on, and how much is held out. */
export interface DivideOptions {
  /** Only the first so many training samples are used. Default: all. */
  readonly trainSize?: number;
  /** The last so many of them (or, below 1, the last share) are held out for validation. Default: 0, none. */
  readonly validation?: number;
}

/**
 * Training and validation part of a training set: first `trainSize` takes samples from its start, then `validation`
 * takes the last of those.
 * @throws UserError for sizes that leave nothing to train on
 */
export function divide(
  data: Dataset,
  { trainSize = data.count, validation = 0 }: DivideOptions,
): { train: Dataset; validation: Dataset | null } {
  requireWhole('--train-size', trainSize, 1);
  if (trainSize > data.count) {
    throw new UserError({ rule: `--train-size must be at most ${data.count}, all there is`, received: trainSize });
  }
  const used = slice(data, 0, trainSize);
  if (validation === 0) return { train: used, validation: null };
  const held = validation > 0 && validation < 1 ? Math.round(validation * trainSize) : validation;
  if (!Number.isSafeInteger(held) || held < 1 || held >= trainSize) {
    throw new UserError({
      rule: `--validation must leave samples on both sides: a whole number in 1..${trainSize - 1}, or a share below 1`,
      received: validation,
      fix: 'try --validation 0.1',
    });
  }
  return {
    train: slice(used, 0, trainSize - held),
    validation: slice(used, trainSize - held, held, data.name.replace(/train$/, 'validation')),
  };
}
