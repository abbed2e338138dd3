import type { Dataset } from '../dataset/dataset.ts';
import type { Scale } from '../dataset/scale.ts';
import type { Network } from '../nn/network.ts';
import type { Schedule } from '../nn/schedules.ts';
import type { UpdateOptions } from '../nn/update.ts';
import type { CheckpointInterval } from '../settings/intervals.ts';
import { message, setting } from '../util/message.ts';
import type { RandomSource } from '../util/random.ts';
import { requireWhole } from '../util/require.ts';
import { UserError } from '../util/user-error.ts';
import { type EarlyStopping, requireMonitored } from './early-stopping.ts';
import type { ProbeOptions } from './probes/probe.ts';
import type { TrainingState } from './state.ts';

/** A network, its data, and how it is trained on them. */
export interface TrainOptions extends UpdateOptions {
  network: Network;
  train: Dataset;
  validation?: Dataset | null;
  test?: Dataset | null;
  /** How raw values become inputs. */
  scale: Scale;
  epochs: number;
  batchSize: number;
  /** Base rate; the schedule's factor is applied to it. Default: the optimizer's own. */
  learningRate?: number;
  /** Default `constant`. */
  schedule?: string | Schedule;
  /** Draws the order of each epoch ('shuffle'); without it samples come in file order. */
  random?: RandomSource;
  /** Leaves out an epoch's last batch where it is smaller than the others. Default false. */
  dropLast?: boolean;
  /** Stops when no epoch improves any more, and puts the best epoch's parameters back. */
  earlyStopping?: EarlyStopping;
  /** Threads, for an engine that can use them. Results do not depend on their number. Default 1. */
  threads?: number;
  /**
   * Looks into all layers before the first step, right after each epoch's event, and every so many steps. Changes no bit
   * of the training, and its time is not counted. Default false.
   */
  probe?: ProbeOptions | false;
  /**
   * Hands out its state as an event: before the first step, after each epoch, when it is interrupted, and at the interval
   * that is given. Without it there are no such events.
   */
  checkpoints?: { readonly every: CheckpointInterval };
  /** Where to go on, instead of at the beginning: a state of a training with the same options (but for `epochs`). */
  from?: TrainingState;
  /** Times that a diverged training may go back to its last checkpoint, with half the learning rate. Default 0. */
  halvings?: number;
  /** Stops after the steps under way. */
  signal?: AbortSignal;
}

/** @throws UserError where network, data and numbers do not go together */
export function requireFit(options: TrainOptions): void {
  const { network, train: data, validation, epochs, learningRate, earlyStopping } = options;
  requireWhole('epochs', epochs, 1);
  if (data.features !== network.inputs) {
    throw new UserError({
      rule: `the network takes ${network.inputs} inputs`,
      received: `${data.features} per sample`,
    });
  }
  if (data.classes > network.outputs) {
    throw new UserError({
      rule: `the network tells ${network.outputs} classes apart`,
      received: `${data.classes} classes`,
    });
  }
  if (learningRate !== undefined && !(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new UserError({ rule: 'the learning rate must be a positive number', received: learningRate });
  }
  if (earlyStopping) requireMonitored(earlyStopping.monitor, Boolean(validation));
  requireRows(options);
}

/** @throws UserError where an epoch has a batch with fewer rows than the network's layers can learn from */
function requireRows({ network: { leastRows }, train: { count }, batchSize, dropLast = false }: TrainOptions): void {
  const rest = count % batchSize;
  const least = dropLast || rest === 0 ? batchSize : rest;
  if (least >= leastRows) return;
  throw new UserError({
    rule: `batch norm needs ${leastRows} rows or more in every training batch: one row is its own mean, and all it says would be lost`,
    received:
      least === batchSize
        ? `batches of ${batchSize}`
        : `a last batch of ${rest}, of ${count} samples in batches of ${batchSize}`,
    fix:
      least === batchSize
        ? message`for example ${setting('batchSize', 32)}`
        : message`leave that batch out with ${setting('dropLast', true)}, or choose another ${setting('batchSize')}`,
  });
}
