import { describe, expect, it } from 'vitest';
import { activationByName } from '../../../src/activations/index.ts';
import type { Kernels, Values } from '../../../src/kernels/kernels.ts';
import { reference } from '../../../src/kernels/reference/index.ts';
import { createWasm } from '../../../src/kernels/wasm/index.ts';
import { dense } from '../../../src/nn/layers/index.ts';
import { Network } from '../../../src/nn/network.ts';
import type { ProbeOptions } from '../../../src/training/probes/probe.ts';
import { train } from '../../../src/training/train.ts';
import type { TrainOptions } from '../../../src/training/train-options.ts';
import { randomSource } from '../../../src/util/random.ts';
import { eventsOf, only, raw, tinyData, tinyNetwork } from '../tiny.ts';

const types = (events: readonly { type: string }[]) => events.map(({ type }) => type).join(' ');
const stepByStep = ({ compile: _, ...rest }: Kernels): Kernels => rest;

describe('probes of a training', () => {
  it('come before all steps, and right after each epoch', async () => {
    const events = await eventsOf({ batchSize: 10, probe: {} });
    expect(types(events)).toBe('probe step step epoch probe step step epoch probe finished');
    expect(only(events, 'probe').map(({ epoch, step }) => [epoch, step])).toEqual([
      [0, 0],
      [1, 2],
      [2, 4],
    ]);
  });

  it('come every so many steps too, right after the step, and once where an epoch ends there', async () => {
    const events = await eventsOf({ batchSize: 5, probe: { every: 3 } });
    expect(types(events)).toBe(
      'probe step step step probe step epoch probe step step probe step step epoch probe finished',
    );
    const twice = await eventsOf({ batchSize: 5, probe: { every: 2 } });
    expect(only(twice, 'probe').map(({ step }) => step)).toEqual([0, 2, 4, 6, 8]);
  });

  it.each([{ every: -1 }, { every: 1.5 }, { samples: 0 }])('%j is refused at the call', (probe) => {
    const options = { network: tinyNetwork(), train: tinyData(), scale: raw, epochs: 1, batchSize: 4 };
    expect(() => train({ ...options, probe })).toThrow(/must be a whole number/);
  });
});

/** Everything a training leaves but its probes. */
async function outcome(kernels: Kernels, probe: ProbeOptions | false, more: Partial<TrainOptions> = {}) {
  const random = randomSource(3);
  const layers = [dense(6, 'prelu', { dropout: 0.3 }), dense(5, 'softmax'), dense(3)];
  const network = new Network({ inputs: 4, layers, kernels, random });
  const options = { network, random, test: tinyData(9, 'test'), batchSize: 3, epochs: 3, optimizer: 'adam' };
  const events = await eventsOf({ ...options, ...more, probe });
  const told = events
    .filter(({ type }) => type !== 'probe')
    .map((event) => (event.type === 'epoch' ? { ...event, seconds: 0, samplesPerSecond: 0 } : event));
  return { told, parameters: [...network.parameters], streams: random.save(), probes: only(events, 'probe') };
}

describe('a probe changes no bit of a training', () => {
  it.each([
    ['reference', () => reference],
    ['wasm', createWasm],
    ['wasm, step by step', () => stepByStep(createWasm())],
  ])('%s', async (_name, make) => {
    const { probes: none, ...bare } = await outcome(make(), false);
    expect(none).toEqual([]);
    for (const probe of [{}, { every: 1 }, { every: 4, samples: 7 }]) {
      const { probes, ...probed } = await outcome(make(), probe);
      expect(probed).toEqual(bare);
      expect(probes.length).toBeGreaterThan(3);
    }
  });

  it('nor does it depend on the number of threads', async () => {
    const alone = await outcome(createWasm(), { every: 2 }, { threads: 1 });
    for (const threads of [2, 3]) expect(await outcome(createWasm(), { every: 2 }, { threads })).toEqual(alone);
  });

  it('and shows the same on both engines, to rounding', async () => {
    const [fast, exact] = await Promise.all([outcome(createWasm(), {}), outcome(reference, {})]);
    fast.probes.forEach(({ layers }, k) => {
      layers.forEach((layer, l) => {
        const wanted = exact.probes[k].layers[l];
        // Measured: 2e-5 relative.
        for (const figure of ['gradientNorm', 'deltaRms', 'weightNorm', 'activationMean', 'activationStd'] as const) {
          expect(Math.abs(layer[figure] / wanted[figure] - 1), figure).toBeLessThan(2e-4);
        }
      });
    });
  });
});

describe('the update ratio', () => {
  it.each([
    ['reference', () => reference],
    ['wasm', createWasm],
  ])('is the change of W by the last update over ||W||: %s', async (_name, make) => {
    const network = new Network({ inputs: 4, layers: [dense(5, 'tanh'), dense(3)], kernels: make() });
    const options = { network, train: tinyData(), scale: raw, epochs: 2, batchSize: 4, probe: { every: 1 } };
    let before: Values[] | undefined;
    for await (const event of train({ ...options, optimizer: 'momentum' })) {
      if (event.type !== 'probe') continue;
      const weights = network.denseLayers.map(({ parameters }) => parameters.W.slice());
      for (const [k, { updateRatio }] of event.layers.entries()) {
        const old = before?.[k];
        const ratio = old && Math.hypot(...weights[k].map((w, j) => w - old[j])) / Math.hypot(...weights[k]);
        if (ratio === undefined) expect(updateRatio).toBeNull();
        else expect(updateRatio).toBeCloseTo(ratio, 6);
        expect(ratio ?? 1).toBeGreaterThan(0);
      }
      before = weights;
    }
    expect(before).toBeDefined();
  });

  it.each([
    ['reference', () => reference],
    ['wasm', createWasm],
  ])('is of the very last step, also where probes are far apart: %s', async (_name, make) => {
    const probes = async (probe: ProbeOptions) => {
      const network = new Network({ inputs: 4, layers: [dense(5, 'tanh'), dense(3)], kernels: make() });
      return only(await eventsOf({ network, batchSize: 2, probe }), 'probe');
    };
    const often = await probes({ every: 1 });
    for (const probe of await probes({})) expect(probe).toEqual(often.find(({ step }) => step === probe.step));
  });
});

describe('what a probe costs', () => {
  it('does not count as time of training', async () => {
    const slow = {
      ...activationByName('tanh'),
      saturated: () => {
        const begun = performance.now();
        while (performance.now() - begun < 2);
        return false;
      },
    };
    const network = new Network({ inputs: 4, layers: [dense(5, slow), dense(3)] });
    // 20 samples of 5 units: 200 ms for each probe.
    const begun = performance.now();
    const epochs = only(await eventsOf({ network, probe: {}, epochs: 3 }), 'epoch');
    expect(performance.now() - begun).toBeGreaterThan(700);
    expect(epochs.at(-1)?.seconds).toBeLessThan(0.1);
  });

  it('is no room in the engine after the first', async () => {
    const kernels = createWasm();
    let made = 0;
    const allocate = (n: number) => {
      made++;
      return kernels.allocate(n);
    };
    const network = new Network({ inputs: 4, layers: [dense(5, 'tanh'), dense(3)], kernels: { ...kernels, allocate } });
    const counts: number[] = [];
    const options = { network, train: tinyData(), scale: raw, epochs: 4, batchSize: 4, probe: { every: 1 } };
    for await (const event of train(options)) if (event.type === 'probe') counts.push(made);
    expect(counts).toHaveLength(21);
    expect(new Set(counts).size).toBe(1);
  });
});

it('a network whose last update lost the numbers is probed without a crash', async () => {
  const network = tinyNetwork();
  const layers = [];
  for await (const event of train({ network, train: tinyData(), scale: raw, epochs: 1, batchSize: 20, probe: {} })) {
    if (event.type === 'epoch') network.parameters.fill(Number.NaN);
    if (event.type === 'probe') layers.push(...event.layers);
  }
  expect(layers).toHaveLength(4);
  expect(layers[2]).toMatchObject({ weightNorm: Number.NaN, activationMean: Number.NaN });
});
