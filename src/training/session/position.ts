import type { StepReport } from '../../kernels/program.ts';
import { copyBuffers, type NetworkBuffers, putBuffers } from '../../nn/buffers.ts';
import type { RandomState } from '../../util/random.ts';
import { afterEpoch, NO_EPOCH } from '../early-stopping.ts';
import type { EpochMetrics } from '../metrics.ts';
import type { TrainingPosition, TrainingState } from '../state.ts';
import type { Setup } from './setup.ts';

/**
 * Where a training stands: one value that never changes, but is replaced by the next. With the network's buffers, the
 * optimizer's moments and the state of the dropout stream, which change in place, it is all that a checkpoint saves.
 */
export interface Position extends Omit<TrainingPosition, 'streams'> {
  /** The shuffle stream before it draws this epoch's order; null where nothing is shuffled. */
  readonly shuffle: RandomState | null;
  /** What early stopping may put back; null before the first epoch has ended. */
  readonly best: NetworkBuffers | null;
}

/** Before the first step. */
export function beginning({ options, shuffle }: Setup): Position {
  return {
    epoch: 1,
    stepInEpoch: 0,
    steps: 0,
    lossSum: 0,
    right: 0,
    seconds: 0,
    secondsBefore: 0,
    lastFiniteLoss: null,
    halvings: [],
    earlyStopping: options.earlyStopping ? NO_EPOCH : null,
    shuffle: shuffle?.state() ?? null,
    best: null,
  };
}

/** After one more step, on a batch of B rows. */
export function stepped(at: Position, { loss, right }: StepReport, B: number): Position {
  return {
    ...at,
    stepInEpoch: at.stepInEpoch + 1,
    steps: at.steps + 1,
    lossSum: at.lossSum + loss * B,
    right: at.right + right,
    lastFiniteLoss: loss,
  };
}

/** After the end of an epoch with these figures: early stopping has looked at them. */
export function judged(at: Position, metrics: EpochMetrics, { network, earlyStopping }: Setup['options']): Position {
  if (!earlyStopping) return at;
  const state = afterEpoch(at.earlyStopping ?? NO_EPOCH, metrics, earlyStopping);
  return { ...at, earlyStopping: state, best: state.best === metrics ? copyBuffers(network) : at.best };
}

/** Before the first step of the next epoch. */
export function turned(at: Position, { shuffle }: Setup): Position {
  const { epoch, seconds } = at;
  const sums = { stepInEpoch: 0, lossSum: 0, right: 0, secondsBefore: seconds };
  return { ...at, ...sums, epoch: epoch + 1, shuffle: shuffle?.state() ?? null };
}

/** All that it takes to go on from here; the network must be up to date. */
export function saved({ shuffle, ...at }: Position, { options, update, dropout }: Setup): TrainingState {
  return {
    ...at,
    streams: { shuffle, dropout: dropout.state() },
    network: copyBuffers(options.network),
    moments: update.moments.map((moment) => moment.slice()),
  };
}

/** Puts everything back to where that state was taken. */
export function restored(state: TrainingState, { options, update, shuffle, dropout }: Setup): Position {
  const { streams, network, moments, ...at } = state;
  putBuffers(options.network, network);
  update.steps = at.steps;
  update.moments.forEach((moment, k) => {
    moment.set(moments[k]);
  });
  if (streams.shuffle) shuffle?.resume(streams.shuffle);
  dropout.resume(streams.dropout);
  return { ...at, shuffle: streams.shuffle };
}
