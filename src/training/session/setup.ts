import { Batches } from '../../dataset/batches.ts';
import { type Schedule, scheduleByName } from '../../nn/schedules.ts';
import { Update } from '../../nn/update.ts';
import type { RandomStream } from '../../util/random.ts';
import { Prober } from '../probes/probe.ts';
import { requireFit, type TrainOptions } from '../train-options.ts';

/** What a training works with, made from its options. */
export interface Setup {
  readonly options: TrainOptions;
  readonly update: Update;
  /** Base rate, before the schedule and before it is halved. */
  readonly learningRate: number;
  readonly schedule: Schedule;
  readonly batches: Batches;
  /** undefined where no layers are probed. */
  readonly prober: Prober | undefined;
  /** Draws the order of each epoch; undefined where samples come in file order. */
  readonly shuffle: RandomStream | undefined;
  readonly dropout: RandomStream;
}

/** @throws UserError for options that are out of range or do not go together */
export function setUp(options: TrainOptions): Setup {
  requireFit(options);
  const { network, train: data, scale, batchSize, dropLast = false, schedule = 'constant', random, probe } = options;
  const update = new Update(network, options);
  const shuffle = random?.stream('shuffle');
  return {
    options,
    update,
    learningRate: options.learningRate ?? update.optimizer.defaultLearningRate,
    schedule: typeof schedule === 'string' ? scheduleByName(schedule) : schedule,
    batches: new Batches({ data, scale, batchSize, dropLast, ...(shuffle && { shuffle }) }),
    prober: probe ? new Prober(network, data, scale, probe) : undefined,
    shuffle,
    dropout: network.random.stream('dropout'),
  };
}
