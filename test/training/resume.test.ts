import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectEngine } from '../../src/kernels/index.ts';
import { copyBuffers } from '../../src/nn/buffers.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { optimizerNames } from '../../src/nn/optimizers/index.ts';
import type { TrainingEvent } from '../../src/training/events.ts';
import type { TrainingState } from '../../src/training/state.ts';
import type { TrainOptions } from '../../src/training/train-options.ts';
import { randomSource } from '../../src/util/random.ts';
import { eventsOf, only, tinyData } from './tiny.ts';

interface Setting {
  optimizer: string;
  dropout: number;
  seed: number;
  batchSize: number;
  every: number;
  probe: number;
  engine: 'reference' | 'wasm';
  shuffle: boolean;
  patience: number | null;
}

/** A training with all that has a state of its own; the same each time it is made. */
function training({ optimizer, dropout, seed, batchSize, every, probe, engine, shuffle, patience }: Setting) {
  const random = randomSource(seed);
  const { kernels } = selectEngine(engine);
  const layers = [dense(6, 'prelu', { dropout }), dense(5, 'tanh', { dropout }), dense(3)];
  const network = new Network({ inputs: 4, layers, random, kernels });
  const earlyStopping = patience === null ? {} : { earlyStopping: { monitor: 'val_loss' as const, patience } };
  const options: Partial<TrainOptions> = {
    ...{
      network,
      optimizer,
      batchSize,
      train: tinyData(23),
      validation: tinyData(9, 'validation'),
      learningRate: 0.02,
    },
    ...{ epochs: 4, momentum: 0.8, weightDecay: 0.01, clipNorm: 1, probe: { every: probe }, ...earlyStopping },
    ...{ schedule: 'cosine', checkpoints: { every: { steps: every } }, ...(shuffle && { random }) },
  };
  return { network, options };
}

/** What was told, without times, and without checkpoints. */
function told(events: readonly TrainingEvent[]) {
  return events
    .filter(({ type }) => type !== 'checkpoint')
    .map((event) => (event.type === 'epoch' ? { ...event, seconds: 0, samplesPerSecond: 0 } : event));
}

const settings = fc.record<Setting>({
  optimizer: fc.constantFrom(...optimizerNames),
  dropout: fc.constantFrom(0, 0.4),
  seed: fc.nat(1000),
  batchSize: fc.integer({ min: 1, max: 23 }),
  every: fc.integer({ min: 1, max: 30 }),
  probe: fc.integer({ min: 0, max: 5 }),
  engine: fc.constantFrom('reference', 'wasm'),
  shuffle: fc.boolean(),
  patience: fc.constantFrom(null, 1, 9),
});

describe('a training that goes on from a checkpoint', () => {
  it('tells and ends with the same bits as one that was never stopped, wherever it was', async () => {
    await fc.assert(
      fc.asyncProperty(settings, fc.nat(), async (setting, pick) => {
        const whole = training(setting);
        const events = await eventsOf(whole.options);
        const states = only(events, 'checkpoint');
        const { state } = states[pick % states.length];
        const at = events.findIndex((event) => event.type === 'checkpoint' && event.state === state);
        const rest = training(setting);
        const resumed = await eventsOf({ ...rest.options, from: throughJson(state) });
        expect(told(resumed)).toEqual(told(events.slice(at + 1)));
        expect(rest.network.parameters).toEqual(whole.network.parameters);
      }),
      { numRuns: 120 },
    );
  });

  it('hands out a state before the first step, at the interval, after each epoch, and when it is interrupted', async () => {
    const controller = new AbortController();
    const setting = { optimizer: 'sgd', dropout: 0, seed: 1, batchSize: 5, every: 2, probe: 0 };
    const { options } = training({ ...setting, engine: 'reference', shuffle: true, patience: null });
    const events: TrainingEvent[] = [];
    const { train } = await import('../../src/training/train.ts');
    for await (const event of train({ ...(options as TrainOptions), scale: RAW, signal: controller.signal })) {
      events.push(event);
      if (event.type === 'step' && event.step === 8) controller.abort();
    }
    const at = only(events, 'checkpoint').map(({ state: { epoch, stepInEpoch } }) => [epoch, stepInEpoch]);
    expect(at).toEqual([
      [1, 0],
      [1, 2],
      [1, 4],
      [2, 0],
      [2, 2],
      [2, 3],
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'stopped', reason: 'interrupted', epoch: 2, step: 8 });
  });
});

/** A state as it comes back from a file: numbers by way of JSON, arrays as copies. */
function throughJson({ network, moments, best, ...position }: TrainingState): TrainingState {
  return {
    ...(JSON.parse(JSON.stringify(position)) as typeof position),
    network: copyBuffers(network),
    moments: moments.map((moment) => moment.slice()),
    best: best && copyBuffers(best),
  };
}

const RAW = { kind: 'standardize', mean: [0], deviation: [1] } as const;

describe.each(['reference', 'wasm'] as const)('a training that diverges, on the engine %s', (engine) => {
  const diverging = (halvings: number) => {
    const network = new Network({
      inputs: 4,
      layers: [dense(5, 'relu'), dense(3)],
      head: 'identity-mse',
      kernels: selectEngine(engine).kernels,
      random: randomSource(3),
    });
    const checkpoints = { every: null };
    return { network, options: { network, learningRate: 1e20, batchSize: 4, epochs: 3, halvings, checkpoints } };
  };

  it('goes back to its last checkpoint with half the rate, as often as it may, then ends', async () => {
    const { options } = diverging(2);
    const events = await eventsOf(options);
    const halved = only(events, 'halved');
    expect(halved.map(({ learningRate }) => learningRate)).toEqual([5e19, 2.5e19]);
    for (const { backTo, step } of halved) expect(backTo).toBeLessThan(step);
    expect(events.at(-1)).toMatchObject({ type: 'diverged', suggestedLearningRate: 0.1 });
  });

  it('trains on where the rate is small enough, just as from that checkpoint at that rate', async () => {
    const { options, network } = diverging(90);
    const events = await eventsOf({ ...options, epochs: 1 });
    const last = only(events, 'halved').at(-1);
    expect(events.at(-1)?.type).toBe('finished');
    const state = only(events.slice(0, events.indexOf(last as TrainingEvent)), 'checkpoint').at(-1)
      ?.state as TrainingState;
    expect(state.steps).toBe(last?.backTo);
    const again = diverging(0);
    await eventsOf({
      ...again.options,
      epochs: 1,
      learningRate: last?.learningRate as number,
      from: { ...state, halvings: [] },
    });
    expect(again.network.parameters).toEqual(network.parameters);
    // Whoever resumes later knows of it.
    expect(only(events, 'checkpoint').at(-1)?.state.halvings).toHaveLength(only(events, 'halved').length);
  });
});
