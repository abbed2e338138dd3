import { availableParallelism } from 'node:os';
import type { Activation } from '../activations/index.ts';
import { loadActivation } from '../activations/load.ts';
import type { Dataset, Splits } from '../dataset/dataset.ts';
import { fitScale, type Scale } from '../dataset/scale.ts';
import { loadData } from '../dataset/splits.ts';
import { type SelectedEngine, selectEngine } from '../kernels/index.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { dense, type LayerSpec, layoutOf } from '../nn/layers/index.ts';
import { MOST_PARAMETERS } from '../nn/layout.ts';
import { Network } from '../nn/network.ts';
import { halvingsOf } from '../settings/intervals.ts';
import type { MonitorName } from '../settings/monitors.ts';
import type { Settings } from '../settings/table.ts';
import type { EarlyStopping } from '../training/early-stopping.ts';
import { threadsFor } from '../training/threads.ts';
import type { TrainOptions } from '../training/train-options.ts';
import { message, setting } from '../util/message.ts';
import { type RandomSource, randomSource } from '../util/random.ts';
import { UserError } from '../util/user-error.ts';
import { beginWith } from './models/first-weights.ts';

/** Everything that a training needs, made from its settings. */
export interface Assembly {
  settings: Settings;
  activation: Activation;
  splits: Splits;
  scale: Scale;
  engine: SelectedEngine;
  network: Network;
  /** What `train` takes, but for a signal. */
  options: TrainOptions;
  /** What the best epoch is told by, whether or not training stops by it. */
  best: EarlyStopping;
}

/**
 * Loads the data and builds the network of a training. Nothing is written.
 * @param loaded the data of these settings, where they are at hand already
 * @throws UserError for settings that do not fit together or data that cannot be read
 */
export async function assemble(given: Settings, loaded?: Splits): Promise<Assembly> {
  let settings = given;
  const best = bestBy(settings);
  const activation = await loadActivation(settings.activation);
  const splits = loaded ?? (await loadSplits(settings));
  const scale = fitScale(settings.scale, splits.train);
  const random = randomSource(settings.seed);
  const engine = selectEngine(settings.engine);
  const network = buildNetwork(settings, activation, splits.train, random, engine.kernels);
  if (settings.from !== null) {
    const from = await beginWith(settings.from, network, scale, splits.train, settings.activation);
    settings = { ...settings, from };
  }
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
    threads:
      settings.threads === 'auto'
        ? threadsFor(network.layout.length, settings.batchSize, availableParallelism())
        : settings.threads,
    probe: { every: settings.probeEvery },
    halvings: halvingsOf(settings.onDivergence) ?? 0,
    ...(settings.earlyStopping && { earlyStopping: best }),
  };
  return { settings, activation, splits, scale, engine, network, options, best };
}

/** The data that these settings name, divided as they say. @throws UserError */
export function loadSplits({ data, trainSize, validation, holdOut, labelColumn }: Settings): Promise<Splits> {
  return loadData(data, { ...(trainSize !== null && { trainSize }), validation, holdOut, labelColumn });
}

/** The layers that these settings describe, the output layer last. */
export function layersOf(
  { hidden, dropout, initBias }: Pick<Settings, 'hidden' | 'dropout' | 'initBias'>,
  activation: Activation,
  classes: number,
): LayerSpec[] {
  const more = { dropout, ...(initBias !== null && { bias: initBias }) };
  return [...hidden.flatMap((units) => dense(units, activation, more)), ...dense(classes)];
}

/** The network that these settings describe, for data of that shape. */
export function buildNetwork(
  settings: Pick<Settings, 'hidden' | 'head' | 'init' | 'initBias' | 'dropout'>,
  activation: Activation,
  { features, classes }: Pick<Dataset, 'features' | 'classes'>,
  random: RandomSource,
  kernels: Kernels,
): Network {
  const { head, init } = settings;
  const layers = layersOf(settings, activation, classes);
  const { length } = layoutOf(features, layers).layout;
  if (length > MOST_PARAMETERS) {
    throw new UserError({
      rule: `a network must have at most ${MOST_PARAMETERS} weights and biases, to fit into memory`,
      received: length,
      fix: message`make layers smaller: ${setting('hidden')}`,
    });
  }
  return new Network({
    inputs: features,
    layers,
    head,
    init,
    kernels,
    random,
  });
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
