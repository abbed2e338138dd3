import { beforeAll, describe, expect, it } from 'vitest';
import type { Splits } from '../../../src/dataset/dataset.ts';
import type { ReproductionEvent } from '../../../src/experiments/reproduction/runner.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { localRunner, madeUpImages } from './runners.ts';

let data: Splits;
beforeAll(() => {
  data = madeUpImages();
});
const images = async () => data;
const SETTINGS = { trainSize: 60, validation: 20, hidden: [4], epochs: 2, batchSize: 10, lr: 0.2 };

describe('a runner', () => {
  it('trains once for each seed with the settings over the defaults, and measures all there is to measure', async () => {
    const events: ReproductionEvent[] = [];
    const runner = localRunner({ images, seeds: 2, listen: (event) => events.push(event) });
    const records = await runner.train('four units', SETTINGS);
    expect(records.map(({ config }) => config.settings.seed)).toEqual([0, 1]);
    for (const { config, metrics, probes, folder } of records) {
      expect(config.settings).toMatchObject({ ...SETTINGS, threads: 1, activation: 'relu', data: 'images' });
      expect(config.data.samples).toEqual({ train: 40, validation: 20, test: 10_000 });
      expect(metrics.map(({ epoch }) => epoch)).toEqual([1, 2]);
      expect(metrics[1].validation).not.toBeNull();
      expect(metrics[1].test).not.toBeNull();
      expect(probes).toHaveLength(3);
      expect(folder).toBe('');
    }
    expect(records[0].metrics[1].train.loss).not.toBe(records[1].metrics[1].train.loss);
    expect(events.filter(({ type }) => type === 'queued')).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'done')).toHaveLength(2);
    const ended = [0, 1].map((seed) => ({ seed, status: 'finished', seconds: expect.any(Number) }));
    expect(runner.trainings).toMatchObject([{ label: 'four units', settings: SETTINGS, ended }]);
  });

  it('refuses settings that are none, naming the training', async () => {
    await expect(localRunner({ images }).train('odd', { lr: -1 })).rejects.toThrow(
      /lr of odd must be a positive number/,
    );
  });

  it('refuses data that are not as many as published figures are of', async () => {
    const few = async () => ({ ...data, train: { ...data.train, count: 50_000 } });
    const refused = localRunner({ images: few }).images();
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(/need all 60,000 images of 784 pixels.*'50000 of 784'.*download mnist/i);
  });

  it('says how far it has come, until it is called off', () => {
    const events: ReproductionEvent[] = [];
    const controller = new AbortController();
    const runner = localRunner({ images, signal: controller.signal, listen: (event) => events.push(event) });
    runner.progress('half');
    expect(events).toEqual([{ type: 'said', text: 'half' }]);
    controller.abort(new Error('enough'));
    expect(() => runner.progress('more')).toThrow('enough');
  });
});
