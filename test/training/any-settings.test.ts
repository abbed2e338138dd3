import fc from 'fast-check';
import { expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import { headNames } from '../../src/nn/heads/index.ts';
import { initializers } from '../../src/nn/initializers.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { optimizerNames } from '../../src/nn/optimizers/index.ts';
import { scheduleNames } from '../../src/nn/schedules.ts';
import type { ProbeOptions } from '../../src/training/probes/probe.ts';
import { randomSource } from '../../src/util/random.ts';
import { fitsSingle } from '../../src/util/single.ts';
import { eventsOf, tinyData } from './tiny.ts';

const inits = ['auto', ...initializers.map(({ name }) => name.replace('NUMBER', '0.5'))];
const number = (max: number) => fc.double({ min: 0, max, noNaN: true }).filter(fitsSingle);

/** Any settings that are valid one by one. */
const settings = fc.record({
  activation: fc.constantFrom(...activations),
  head: fc.constantFrom(...headNames),
  hidden: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  init: fc.constantFrom(...inits),
  optimizer: fc.constantFrom(...optimizerNames),
  schedule: fc.constantFrom(...scheduleNames),
  dropout: fc.constantFrom(0, 0.5, 0.999),
  momentum: number(0.99),
  weightDecay: number(1),
  l1: number(1),
  l2: number(1),
  clipNorm: number(5),
  // Far too much at its end, so that trainings diverge among these.
  learningRate: fc.integer({ min: -8, max: 8 }).map((power) => 10 ** power),
  batchSize: fc.integer({ min: 1, max: 6 }),
  seed: fc.nat(),
  probe: fc.constantFrom<ProbeOptions | false>(false, {}, { every: 1 }, { every: 2, samples: 3 }),
});

it('no settings that are valid by themselves crash a training: losses are finite, or it is told as diverged', async () => {
  await fc.assert(
    fc.asyncProperty(settings, async ({ activation, head, hidden, init, dropout, seed, ...options }) => {
      const random = randomSource(seed);
      const layers = [...hidden.map((units) => dense(units, activation, { dropout })), dense(3)];
      const network = new Network({ inputs: 4, layers, head, init, random });
      const train = tinyData(2 * options.batchSize);
      const events = await eventsOf({ ...options, network, random, train, test: tinyData(3, 'test'), epochs: 1 });
      const last = events.at(-1);
      expect(['finished', 'diverged']).toContain(last?.type);
      for (const event of events) {
        if (event.type === 'probe') expect(event.layers).toHaveLength(network.denseLayers.length);
        if (event.type === 'step') expect(Number.isFinite(event.loss)).toBe(true);
        if (event.type === 'epoch') expect(Number.isFinite(event.test?.loss)).toBe(true);
      }
      if (last?.type === 'diverged') expect(last.suggestedLearningRate).toBeCloseTo(options.learningRate / 10, 12);
    }),
    { numRuns: 300 },
  );
});
