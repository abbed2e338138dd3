import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import type { Scale } from '../../src/dataset/scale.ts';
import type { Kernels } from '../../src/kernels/kernels.ts';
import { reference } from '../../src/kernels/reference/index.ts';
import { createWasm } from '../../src/kernels/wasm/index.ts';
import { headNames } from '../../src/nn/heads/index.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { optimizerNames } from '../../src/nn/optimizers/index.ts';
import { train } from '../../src/training/train.ts';
import type { TrainOptions } from '../../src/training/train-options.ts';
import { randomSource } from '../../src/util/random.ts';

/** Images of bytes, `share` of which are not zero. */
function byteData(count: number, features: number, share: number, seed = 1): Dataset {
  const draws = randomSource(seed).stream('data');
  const labels = Uint16Array.from({ length: count }, (_, k) => (k * 5) % 3);
  const values = Uint8Array.from({ length: count * features }, () => {
    return draws.uniform() < share ? 1 + draws.below(255) : 0;
  });
  return { name: 'bytes', count, features, classes: 3, values, labels };
}

interface Case extends Partial<TrainOptions> {
  data: Dataset;
  hidden: number[];
  activation?: string;
  head?: (typeof headNames)[number];
  dropout?: number;
}

/** What a training leaves: its losses, accuracies, parameters and the score on other data. */
async function outcome(kernels: Kernels, { data, hidden, activation = 'tanh', head, dropout = 0, ...options }: Case) {
  const random = randomSource(7);
  const layers = [...hidden.map((units) => dense(units, activation, { dropout })), dense(3)];
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
  return { losses, scores, parameters: Array.from(network.parameters), dropout: random.stream('dropout').state() };
}

/** The same engine without its programs: forward, loss, backward and update one by one. */
const stepByStep = (kernels: Kernels): Kernels => {
  const { compile: _, ...rest } = kernels;
  return rest;
};

const distance = (a: number[], b: number[]) =>
  a.reduce((worst, value, k) => Math.max(worst, Math.abs(value - b[k]) / Math.max(1, Math.abs(b[k]))), 0);

async function expectSame(one: Case, bound = 1e-4): Promise<void> {
  const compiled = await outcome(createWasm(), one);
  const textbook = await outcome(stepByStep(createWasm()), one);
  const exact = await outcome(reference, one);
  for (const other of [textbook, exact]) {
    expect(compiled.losses).toHaveLength(other.losses.length);
    expect(distance(compiled.losses, other.losses)).toBeLessThan(bound);
    expect(distance(compiled.parameters, other.parameters)).toBeLessThan(bound);
    expect(compiled.dropout).toEqual(other.dropout);
  }
}

const sparse = byteData(30, 45, 0.2);

describe('a training inside the wasm engine is the training of the textbook', () => {
  // Measured worst over these: 2e-6 (losses and parameters, relative to max(1, |value|)).
  it.each(activations.map(({ name }) => name))('%s', (activation) =>
    expectSame({ data: sparse, hidden: [13, 9], activation }),
  );
  it.each(headNames)('%s', (head) => expectSame({ data: sparse, hidden: [10], head }));
  it.each(optimizerNames)('%s, with weight decay', (optimizer) =>
    expectSame({ data: sparse, hidden: [10], optimizer, learningRate: 0.01, weightDecay: 0.01 }, 1e-3),
  );
  it('no hidden layer', () => expectSame({ data: sparse, hidden: [] }));
  it('dense bytes', () => expectSame({ data: byteData(30, 45, 0.9), hidden: [13, 9] }));
  it('bytes whose zero is not zero', () => expectSame({ data: sparse, hidden: [13], scale: { kind: '-1..1' } }));
  it('more inputs than 16 bits can count', () => {
    const one = { data: byteData(6, 66_000, 0.01), hidden: [5], epochs: 1, batchSize: 3, learningRate: 1e-3 };
    return expectSame(one);
  });
  it('numbers that are no bytes', () => {
    const values = Float64Array.from(sparse.values, (v) => v / 7);
    return expectSame({ data: { ...sparse, values }, hidden: [13], scale: { kind: '256' } });
  });
  it('penalties', () => expectSame({ data: sparse, hidden: [13], l1: 0.001, l2: 0.01 }));
  it('clipping, of all gradients together', () =>
    expectSame({ data: sparse, hidden: [13, 9], clipNorm: 0.3, activation: 'prelu' }));
  it('clipping of dense layers with momentum', () =>
    expectSame({ data: byteData(30, 45, 0.9), hidden: [13], clipNorm: 0.3, optimizer: 'momentum' }));
  it('dropout, with the very same masks', () =>
    expectSame({ data: sparse, hidden: [13, 9], dropout: 0.4, activation: 'relu' }));
  it('file order, and a last batch left out', () => {
    return expectSame({ data: sparse, hidden: [13], dropLast: true, batchSize: 7 });
  });

  it('sizes that are no multiples of anything', { timeout: 120_000 }, async () => {
    const size = fc.integer({ min: 1, max: 21 });
    const cases = fc.record({
      features: size,
      count: fc.integer({ min: 3, max: 25 }),
      // Wide enough for every size of block that a sparse first layer is taken in.
      hidden: fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 3 }),
      batch: size,
      share: fc.constantFrom(0, 0.2, 1),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ features, count, hidden, batch, share }) => {
        const data = byteData(count, features, share);
        await expectSame({ data, hidden, batchSize: Math.min(batch, count), epochs: 1 });
      }),
      { numRuns: 40 },
    );
  });
});

describe('threads', () => {
  const data = byteData(200, 45, 0.2);
  it.each([
    ['sparse', { data, hidden: [33, 17], activation: 'prelu' }],
    ['dense', { data: byteData(200, 45, 0.9), hidden: [33, 17] }],
    ['dropout and clipping', { data, hidden: [33, 17], dropout: 0.3, clipNorm: 0.5, optimizer: 'adam' }],
  ])('%s: the same bits for 1, 2, 3 and 5', async (_what, one: Case) => {
    const alone = await outcome(createWasm(), { ...one, threads: 1 });
    for (const threads of [2, 3, 5]) expect(await outcome(createWasm(), { ...one, threads })).toEqual(alone);
  });

  it('any network: the same bits for 1, 2 and 3', { timeout: 120_000 }, async () => {
    const cases = fc.record({
      share: fc.constantFrom(0.2, 0.9),
      hidden: fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 4 }),
      batchSize: fc.integer({ min: 1, max: 100 }),
      optimizer: fc.constantFrom(...optimizerNames),
      dropout: fc.constantFrom(0, 0.3),
      clipNorm: fc.constantFrom(0, 0.5),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ share, ...rest }) => {
        const one = { ...rest, data: byteData(200, 45, share), learningRate: 0.01 };
        const alone = await outcome(createWasm(), one);
        for (const threads of [2, 3]) expect(await outcome(createWasm(), { ...one, threads })).toEqual(alone);
      }),
      { numRuns: 20 },
    );
  });

  it('stop at a loss that is not finite, all at the same step', async () => {
    const wild = { data, hidden: [33], head: 'identity-mse' as const, activation: 'relu', learningRate: 1e12 };
    const alone = await outcome(createWasm(), wild);
    expect(alone.losses.length).toBeLessThan(20);
    expect(await outcome(createWasm(), { ...wild, threads: 3 })).toEqual(alone);
  });
});
