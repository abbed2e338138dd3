import { availableParallelism } from 'node:os';
import type { Activation } from '../activations/index.ts';
import { loadActivation } from '../activations/load.ts';
import type { Splits } from '../dataset/dataset.ts';
import { fitScale, type Scale } from '../dataset/scale.ts';
import { type LoadOptions, loadData } from '../dataset/splits.ts';
import { type SelectedEngine, selectEngine } from '../kernels/index.ts';
import type { Slowdown } from '../kernels/kernels.ts';
import type { Network } from '../nn/network.ts';
import { halvingsOf } from '../settings/intervals.ts';
import type { MonitorName } from '../settings/monitors.ts';
import type { SettingName, Settings } from '../settings/table.ts';
import type { EarlyStopping } from '../training/early-stopping.ts';
import { slowdownOf, threadsFor } from '../training/threads.ts';
import type { TrainOptions } from '../training/train-options.ts';
import { message, setting } from '../util/message.ts';
import { randomSource } from '../util/random.ts';
import { UserError } from '../util/user-error.ts';
import { buildNetwork } from './build-network.ts';
import { fitDefaults } from './fit-defaults.ts';
import { beginWith } from './models/first-weights.ts';

/** Everything that a training needs, made from its settings. */
export interface Assembly {
  settings: Settings;
  activation: Activation;
  splits: Splits;
  scale: Scale;
  engine: SelectedEngine;
  network: Network;
  /** What keeps the training to one thread. */
  slowdown: Slowdown | undefined;
  /** What `train` takes, but for a signal. */
  options: TrainOptions;
  /** What the best epoch is told by, whether or not training stops by it. */
  best: EarlyStopping;
}

/**
 * Loads the data and builds the network of a training. Nothing is written.
 * @param loaded the data of these settings, where they are at hand already
 * @param chosen the settings that somebody gave; defaults of the others go with the data. Default: all
 * @throws UserError for settings that do not fit together or data that cannot be read
 */
export async function assemble(given: Settings, loaded?: Splits, chosen?: ReadonlySet<SettingName>): Promise<Assembly> {
  let settings = given;
  const best = bestBy(settings);
  const activation = await loadActivation(settings.activation);
  const splits = loaded ?? (await loadSplits(settings));
  if (chosen) settings = fitDefaults(settings, splits.train.count, chosen);
  const scale = fitScale(settings.scale, splits.train);
  const random = randomSource(settings.seed);
  const engine = selectEngine(settings.engine);
  const network = buildNetwork(settings, activation, splits.train, random, engine.kernels);
  if (settings.from !== null) {
    const from = await beginWith(settings.from, network, scale, splits.train, settings.activation);
    settings = { ...settings, from };
  }
  const slowdown = slowdownOf(network, settings.optimizer);
  const options: TrainOptions = {
    network,
    train: splits.train,
    validation: splits.validation,
    test: splits.test,
    scale,
    epochs: settings.epochs,
    batchSize: settings.batchSize,
    learningRate: settings.lr,
    schedule: settings.schedule,
    optimizer: settings.optimizer,
    momentum: settings.momentum,
    weightDecay: settings.weightDecay,
    l1: settings.l1,
    l2: settings.l2,
    clipNorm: settings.clipNorm,
    ...(settings.shuffle && { random }),
    dropLast: settings.dropLast,
    threads: slowdown ? 1 : threadsOf(settings, network),
    probe: { every: settings.probeEvery },
    halvings: halvingsOf(settings.onDivergence) ?? 0,
    ...(settings.earlyStopping && { earlyStopping: best }),
  };
  return { settings, activation, splits, scale, engine, network, slowdown, options, best };
}

function threadsOf({ threads, batchSize }: Settings, { layout }: Network): number {
  return threads === 'auto' ? threadsFor(layout.length, batchSize, availableParallelism()) : threads;
}

/** The data that these settings name, divided as they say. @throws UserError */
export function loadSplits({ data, trainSize, validation, holdOut, ...reading }: Settings): Promise<Splits> {
  return loadData(data, {
    ...(trainSize !== null && { trainSize }),
    validation,
    holdOut,
    ...readingOptions(reading),
  });
}

/** How these settings have a source read. */
export function readingOptions({
  test,
  labelColumn,
  transpose,
}: Pick<Settings, 'test' | 'labelColumn' | 'transpose'>): Pick<LoadOptions, 'test' | 'labelColumn' | 'transpose'> {
  return { labelColumn, transpose: transpose ?? 'auto', ...(test !== null && { test }) };
}

function bestBy({ monitor, validation, earlyStopping, patience, minDelta }: Settings): EarlyStopping {
  const name: MonitorName = monitor ?? (validation > 0 || earlyStopping ? 'val_loss' : 'train_loss');
  if (name.startsWith('val_') && validation === 0) {
    throw new UserError({
      rule: `${earlyStopping ? 'early stopping' : 'the best epoch'} goes by ${name}, which needs a validation set`,
      fix: message`add ${setting('validation', 0.1)}, or choose ${setting('monitor', 'train_loss')}`,
    });
  }
  return earlyStopping ? { monitor: name, patience, minDelta } : { monitor: name };
}
