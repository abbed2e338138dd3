import { expect } from 'vitest';
import type { Activation } from '../../src/activations/index.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import type { Scale } from '../../src/dataset/scale.ts';
import type { Head, Kernels } from '../../src/kernels/kernels.ts';
import { reference } from '../../src/kernels/reference/index.ts';
import { createWasm } from '../../src/kernels/wasm/index.ts';
import type { HeadName } from '../../src/nn/heads/index.ts';
import { dense, type NormName } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { train } from '../../src/training/train.ts';
import type { TrainOptions } from '../../src/training/train-options.ts';
import { randomSource } from '../../src/util/random.ts';

/** Images of bytes, `share` of which are not zero. */
export function byteData(count: number, features: number, share: number, seed = 1): Dataset {
  const draws = randomSource(seed).stream('data');
  const labels = Uint16Array.from({ length: count }, (_, k) => (k * 5) % 3);
  const values = Uint8Array.from({ length: count * features }, () => {
    return draws.uniform() < share ? 1 + draws.below(255) : 0;
  });
  return { name: 'bytes', count, features, classes: 3, values, labels };
}

export interface Case extends Partial<TrainOptions> {
  data: Dataset;
  hidden: number[];
  activation?: string | Activation;
  head?: HeadName | Head;
  dropout?: number;
  norm?: NormName;
  /** Around all hidden layers with as many units as the one before. */
  residual?: boolean;
}

/** What a training leaves: its losses, accuracies, parameters and the score on other data. */
export async function outcome(kernels: Kernels, { data, hidden, activation = 'tanh', head, ...rest }: Case) {
  const { dropout = 0, norm = 'none', residual: wanted = false, ...options } = rest;
  const random = randomSource(7);
  const layers = hidden.map((units, k) =>
    dense(units, activation, { dropout, norm, residual: wanted && units === (hidden[k - 1] ?? data.features) }),
  );
  layers.push(dense(3));
  const network = new Network({ inputs: data.features, layers, kernels, random, ...(head && { head }) });
  const test = byteData(37, data.features, 0.3, 2);
  const scale: Scale = { kind: '255' };
  const defaults = { network, train: data, test, scale, epochs: 2, batchSize: 8, learningRate: 0.05, random };
  const losses: number[] = [];
  const scores: unknown[] = [];
  for await (const event of train({ ...defaults, ...options })) {
    if (event.type === 'step') losses.push(event.loss);
    if (event.type === 'epoch') scores.push(event.train, event.test);
  }
  const [parameters, statistics] = [Array.from(network.parameters), Array.from(network.statistics)];
  return { losses, scores, parameters, statistics, dropout: random.stream('dropout').state() };
}

/** The same engine without its programs: forward, loss, backward and update one by one. */
export const stepByStep = (kernels: Kernels): Kernels => {
  const { compile: _, ...rest } = kernels;
  return rest;
};

export const distance = (a: number[], b: number[]) =>
  a.reduce((worst, value, k) => Math.max(worst, Math.abs(value - b[k]) / Math.max(1, Math.abs(b[k]))), 0);

export async function expectSame(one: Case, bound = 1e-4): Promise<void> {
  const compiled = await outcome(createWasm(), one);
  const textbook = await outcome(stepByStep(createWasm()), one);
  const exact = await outcome(reference, one);
  for (const other of [textbook, exact]) {
    expect(compiled.losses).toHaveLength(other.losses.length);
    expect(distance(compiled.losses, other.losses)).toBeLessThan(bound);
    expect(distance(compiled.parameters, other.parameters)).toBeLessThan(bound);
    expect(distance(compiled.statistics, other.statistics)).toBeLessThan(bound);
    expect(compiled.dropout).toEqual(other.dropout);
  }
}
