import { selectEngine } from '../../kernels/index.ts';
import type { HeadName } from '../../nn/heads/index.ts';
import { dense } from '../../nn/layers/index.ts';
import { Network } from '../../nn/network.ts';
import type { RunRecord } from '../../runs/folder/run-record.ts';
import type { Settings } from '../../settings/table.ts';
import { smallest } from '../../util/any-length.ts';
import { randomSource } from '../../util/random.ts';
import { median } from '../../util/statistics/quantile.ts';

/** What the figures of Nielsen's chapter 5 depend on beside depth, so that a test can get it wrong. */
export interface NielsenNetwork {
  readonly activation: string;
  readonly head: HeadName;
  readonly init: string;
}

/**
 * As in the book: logistic units, the cross-entropy of chapter 3 (the default cost of its network2.py), weights
 * N(0, 1/fan_in) and biases N(0, 1). The quadratic cost gives norms five times too small.
 */
export const asInTheBook: NielsenNetwork = {
  activation: 'sigmoid',
  head: 'sigmoid-binary-cross-entropy',
  init: 'nielsen',
};

/** 784-[30] x L-10. */
export function nielsenNetwork(hidden: number, seed: number, { activation, head, init }: NielsenNetwork): Network {
  return new Network({
    inputs: 784,
    layers: [...Array.from({ length: hidden }, () => dense(30, activation)), dense(10)],
    head,
    init,
    kernels: selectEngine('auto').kernels,
    random: randomSource(seed),
  });
}

/** By hidden layer, from the input side on: the norm of dC/db, C the mean loss of the last batch. */
export function biasGradientNorms({ hiddenLayers, kernels }: Network): number[] {
  return hiddenLayers.map(({ O, gradients }) => kernels.norm(O, gradients.b));
}

/** How the book trains from chapter 3 on, but for the network: its lambda / n is our l2. */
export const asInChapter3: Partial<Settings> = {
  ...asInTheBook,
  scale: '256',
  validation: 10_000,
  optimizer: 'sgd',
  lr: 0.1,
  l2: 5 / 50_000,
  batchSize: 10,
  epochs: 30,
};

/** Validation accuracy after an epoch; null where the training did not come so far. */
export function validationAccuracy({ metrics }: RunRecord, epoch: number): number | null {
  return metrics.find((one) => one.epoch === epoch)?.validation?.accuracy ?? null;
}

/** The median accuracy over the runs, after each epoch that all of them have finished. */
export function medianAccuracy(records: readonly RunRecord[]): [epoch: number, accuracy: number][] {
  const epochs = smallest(records.map(({ metrics }) => metrics.length));
  return Array.from({ length: epochs }, (_, k) => [
    k + 1,
    median(records.map((record) => validationAccuracy(record, k + 1) ?? Number.NaN)),
  ]);
}
