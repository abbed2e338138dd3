import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/training/evaluate.ts';
import { train } from '../../src/training/train.ts';
import { randomSource } from '../../src/util/random.ts';
import { mistakeOf } from '../dataset/user-mistake.ts';
import { eventsOf, only, raw, tinyData, tinyNetwork } from './tiny.ts';

const types = (events: readonly { type: string }[]) => events.map(({ type }) => type).join(' ');

describe('train', () => {
  it('tells every step, every epoch after its steps, and the end last', async () => {
    const events = await eventsOf({ batchSize: 8 });
    expect(types(events)).toBe('step step step epoch step step step epoch finished');
    expect(only(events, 'step').map(({ epoch, step, stepsPerEpoch }) => [epoch, step, stepsPerEpoch])).toEqual(
      [1, 2, 3, 4, 5, 6].map((step) => [step <= 3 ? 1 : 2, step, 3]),
    );
    expect(only(events, 'epoch').map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 3],
      [2, 6],
    ]);
    expect(events.at(-1)).toEqual({ type: 'finished', epoch: 2, step: 6 });
  });

  it('leaves out the last, smaller batch where it is told to', async () => {
    expect(types(await eventsOf({ batchSize: 8, dropLast: true, epochs: 1 }))).toBe('step step epoch finished');
    expect(types(await eventsOf({ batchSize: 10, dropLast: true, epochs: 1 }))).toBe('step step epoch finished');
  });

  it("gives an epoch's loss as the mean over its samples, not over its batches", async () => {
    const events = await eventsOf({ batchSize: 8, epochs: 1 });
    const [a, b, c] = only(events, 'step').map(({ loss }) => loss);
    expect(only(events, 'epoch')[0].train.loss).toBeCloseTo((8 * a + 8 * b + 4 * c) / 20, 14);
  });

  it('gives losses before each update: the first is that of the untrained network', async () => {
    const data = tinyData();
    const [first] = only(await eventsOf(), 'step');
    expect(first.loss).toBeCloseTo((await evaluate(tinyNetwork(), data, raw)).loss, 14);
  });

  it('judges validation and test sets after the epoch, and null where there are none', async () => {
    const network = tinyNetwork();
    const [validation, test] = [tinyData(9, 'validation'), tinyData(7, 'test')];
    const [, last] = only(await eventsOf({ network, validation, test }), 'epoch');
    const { loss, accuracy } = await evaluate(network, test, raw);
    expect(last.test).toEqual({ loss, accuracy });
    expect(last.validation?.loss).toBe((await evaluate(network, validation, raw)).loss);
    const [bare] = only(await eventsOf(), 'epoch');
    expect(bare).toMatchObject({ validation: null, test: null });
  });

  it('lowers the loss', async () => {
    const losses = only(await eventsOf({ epochs: 60, learningRate: 0.5 }), 'epoch').map(({ train: { loss } }) => loss);
    expect(losses.at(-1)).toBeLessThan(0.4 * losses[0]);
  });

  it('applies the schedule to the rate of every step, inside epochs too', async () => {
    const events = await eventsOf({ batchSize: 10, epochs: 2, learningRate: 0.4, schedule: 'cosine:2' });
    const cosine = (epoch: number) => (0.4 * (1 + Math.cos((Math.PI * epoch) / 2))) / 2;
    const rates = only(events, 'step').map(({ lr }) => lr);
    expect(rates).toHaveLength(4);
    for (const [k, lr] of rates.entries()) expect(lr).toBeCloseTo(cosine(k / 2), 15);
    expect(only(events, 'epoch').map(({ lr }) => lr)).toEqual([rates[1], rates[3]]);
  });

  it('takes the optimizer’s own rate where none is given', async () => {
    const { learningRate: _, ...bare } = { learningRate: 0, network: tinyNetwork(), train: tinyData(), scale: raw };
    const events = [];
    for await (const event of train({ ...bare, epochs: 1, batchSize: 20, optimizer: 'adam' })) events.push(event);
    expect(only(events, 'step')[0].lr).toBe(0.001);
  });

  it('with dropout and shuffling gives the same bits for the same seed, and others for another', async () => {
    const run = async (seed: number) => {
      const random = randomSource(seed);
      const network = tinyNetwork({ dropout: 0.5, seed });
      await eventsOf({ network, random, batchSize: 3, epochs: 3 });
      return [...network.parameters];
    };
    expect(await run(4)).toEqual(await run(4));
    expect(await run(4)).not.toEqual(await run(5));
  });
});

describe('stopping', () => {
  const validation = tinyData(9, 'validation');

  it('early puts the parameters of the best epoch back', async () => {
    const network = tinyNetwork();
    const options = {
      network,
      earlyStopping: { monitor: 'val_loss', patience: 3 } as const,
      validation,
      epochs: 500,
      learningRate: 2,
    };
    const events = await eventsOf(options);
    const epochs = only(events, 'epoch');
    const losses = epochs.map((one) => one.validation?.loss ?? Number.NaN);
    const best = Math.min(...losses);
    expect(events.at(-1)).toMatchObject({ type: 'stopped', reason: 'early-stopping', epoch: losses.indexOf(best) + 4 });
    expect(losses.at(-1)).toBeGreaterThan(best);
    expect((await evaluate(network, validation, raw)).loss).toBe(best);
  });

  it('early happens at the same epoch when the same options are used again', async () => {
    const earlyStopping = { monitor: 'val_loss', patience: 3 } as const;
    const run = () => eventsOf({ network: tinyNetwork(), earlyStopping, validation, epochs: 500, learningRate: 2 });
    expect(types(await run())).toBe(types(await run()));
  });

  it('does so too where the last epoch comes first', async () => {
    const network = tinyNetwork();
    const earlyStopping = { monitor: 'val_loss', patience: 1000 } as const;
    const events = await eventsOf({ network, earlyStopping, validation, epochs: 60, learningRate: 2 });
    const losses = only(events, 'epoch').map((one) => one.validation?.loss ?? Number.NaN);
    expect(events.at(-1)?.type).toBe('finished');
    expect(losses.at(-1)).toBeGreaterThan(Math.min(...losses));
    expect((await evaluate(network, validation, raw)).loss).toBe(Math.min(...losses));
  });

  it('by a signal ends epochs that are shorter than a breath, too', async () => {
    const controller = new AbortController();
    const begun = performance.now();
    setTimeout(() => controller.abort(), 300);
    const options = { network: tinyNetwork(), train: tinyData(), scale: raw, epochs: 1e9, batchSize: 20 };
    let last: unknown;
    for await (const event of train({ ...options, signal: controller.signal })) {
      last = event;
      if (performance.now() - begun > 5000) break;
    }
    // Measured: an epoch takes 45 microseconds.
    expect(last).toMatchObject({ type: 'stopped', reason: 'interrupted' });
  });

  it('by a signal ends after the step under way', async () => {
    const controller = new AbortController();
    const events = [];
    const options = { network: tinyNetwork(), train: tinyData(), scale: raw, epochs: 9, batchSize: 5 };
    for await (const event of train({ ...options, signal: controller.signal })) {
      events.push(event);
      if (event.type === 'step' && event.step === 6) controller.abort();
    }
    expect(events.at(-1)).toEqual({ type: 'stopped', reason: 'interrupted', epoch: 2, step: 6 });
  });

  it('at a loss that is not finite tells the layer, the last finite loss and a smaller rate', async () => {
    const network = tinyNetwork();
    network.denseLayers[1].parameters.W[0] = Number.POSITIVE_INFINITY;
    expect(await eventsOf({ network, learningRate: 0.5 })).toEqual([
      {
        type: 'diverged',
        epoch: 1,
        step: 1,
        loss: Number.NaN,
        layer: 2,
        what: 'weights',
        lastFiniteLoss: null,
        lr: 0.5,
        suggestedLearningRate: 0.1,
      },
    ]);
  });

  it('also where only the evaluation after the epoch sees what the last update did', async () => {
    const test = { ...tinyData(3), values: new Float64Array(12).fill(Number.NaN) };
    const events = await eventsOf({ test, epochs: 3 });
    expect(types(events)).toBe('step diverged');
  });
});

describe('options that do not fit', () => {
  const fits = { network: tinyNetwork(), train: tinyData(), scale: raw, epochs: 1, batchSize: 4 };

  it.each([
    [{ epochs: 0 }, /epochs must be a whole number/],
    [{ batchSize: 21 }, /batchSize must be at most 20/],
    [{ learningRate: -1 }, /learning rate must be a positive number/],
    [{ learningRate: Number.NaN }, /learning rate must be a positive number/],
    [{ earlyStopping: { monitor: 'val_loss' } as const }, /val_loss needs a validation set/],
    [{ optimizer: 'adamm' }, /Did you mean adam\?/],
    [{ schedule: 'cosin' }, /Did you mean cosine\?/],
    [{ train: { ...tinyData(), features: 3 } }, /network takes 4 inputs; received '3 per sample'/],
    [{ train: { ...tinyData(), classes: 4 } }, /tells 3 classes apart; received '4 classes'/],
  ])('%o are refused at the call, before anything is asked for', (wrong, says) => {
    expect(() => train({ ...fits, ...wrong })).toThrow(says);
  });

  it('is a mistake of the user’s', () => {
    expect(mistakeOf(() => train({ ...fits, batchSize: 21 })).mistake.received).toBe(21);
  });
});
