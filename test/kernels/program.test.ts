import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import { createWasm } from '../../src/kernels/wasm/index.ts';
import { headNames } from '../../src/nn/heads/index.ts';
import { optimizerNames } from '../../src/nn/optimizers/index.ts';
import { byteData, type Case, expectSame, outcome } from './outcome.ts';

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
  it.each<[string, Partial<Case>]>([
    ['batch norm', { norm: 'batch' }],
    ['layer norm', { norm: 'layer' }],
    ['residual connections', { residual: true }],
    ['batch norm, residual connections and dropout', { norm: 'batch', residual: true, dropout: 0.3 }],
    ['layer norm, residual connections and weight decay', { norm: 'layer', residual: true, weightDecay: 0.05 }],
    ['batch norm and every penalty', { norm: 'batch', weightDecay: 0.05, l1: 0.001, l2: 0.01, activation: 'prelu' }],
  ])('%s', (_what, one) => expectSame({ data: sparse, hidden: [13, 13, 9, 9], batchSize: 10, ...one }));
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
  it.each<[string, Case]>([
    ['sparse', { data, hidden: [33, 17], activation: 'prelu' }],
    ['dense', { data: byteData(200, 45, 0.9), hidden: [33, 17] }],
    [
      'batch norm, residual connections and dropout',
      { data, hidden: [33, 33, 17], norm: 'batch', residual: true, dropout: 0.3 },
    ],
    ['dropout and clipping', { data, hidden: [33, 17], dropout: 0.3, clipNorm: 0.5, optimizer: 'adam' }],
  ])('%s: the same bits for 1, 2, 3 and 5', async (_what, one) => {
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
