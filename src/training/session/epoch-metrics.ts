import type { Dataset } from '../../dataset/dataset.ts';
import type { EpochMetrics } from '../metrics.ts';
import type { Stepper } from '../stepper.ts';
import { rateAt } from './learning-rate.ts';
import type { Position } from './position.ts';
import type { Setup } from './setup.ts';

/** The figures of an epoch whose last step was just made. */
export async function epochMetrics(at: Position, setup: Setup, stepper: Stepper): Promise<EpochMetrics> {
  const { batches, options } = setup;
  const score = async (data: Dataset | null | undefined) => (data ? await stepper.score(data) : null);
  return {
    epoch: at.epoch,
    step: at.steps,
    lr: rateAt(at, setup, batches.steps - 1),
    train: { loss: at.lossSum / batches.samples, accuracy: at.right / batches.samples },
    validation: await score(options.validation),
    test: await score(options.test),
    seconds: at.seconds,
    samplesPerSecond: batches.samples / (at.seconds - at.secondsBefore),
  };
}
