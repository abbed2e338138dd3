import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ComparisonEvent, compare, prepareComparison } from '../../src/experiments/compare.ts';
import type { ComparisonRecord } from '../../src/experiments/comparison.ts';
import { ComparisonFolder } from '../../src/experiments/comparison-folder.ts';
import { resolvePlan } from '../../src/experiments/plan.ts';
import type { Task } from '../../src/experiments/pool/task.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import { smallTable } from '../cli/small-data.ts';
import { tempFolder } from '../dataset/temp-folder.ts';
import { localPool } from './local-pool.ts';

const folder = tempFolder();
const data = join(folder, 'small.csv');
writeFileSync(data, smallTable());

const small = { data, hidden: [4], batchSize: 8, epochs: 4, activations: ['tanh', 'relu'], seeds: 2, seed: 7 };
const prepared = (values: Record<string, unknown> = {}) =>
  prepareComparison(resolvePlan({ label: String, values: { ...small, ...values } }));

async function compared(values: Record<string, unknown> = {}) {
  const preparation = await prepared(values);
  const pool = localPool(preparation.splits);
  const events: ComparisonEvent[] = [];
  const listen = (event: ComparisonEvent) => void events.push(event);
  const place = await ComparisonFolder.create(join(tempFolder(), 'compared'), preparation);
  const record = await compare(preparation, pool, {
    folder: place,
    version: '1.2.3',
    begun: performance.now(),
    listen,
  });
  place.release();
  return { record, tasks: pool.tasks, events, folder: place.folder };
}

describe('a comparison with a search of the rates', () => {
  let record: ComparisonRecord;
  let tasks: Task[];
  let events: ComparisonEvent[];
  let place: string;

  beforeAll(async () => {
    ({ record, tasks, events, folder: place } = await compared());
  });

  it('runs every activation with every seed, in folders of their own', () => {
    expect(readdirSync(place).sort()).toEqual([
      'compare.json',
      'plan.json',
      'relu-seed-7',
      'relu-seed-8',
      'search.jsonl',
      'tanh-seed-7',
      'tanh-seed-8',
    ]);
    expect(record.comparison.seeds).toEqual([7, 8]);
    const runs = record.runs.map((records) => records.map(({ config }) => config.settings));
    expect(runs.map((settings) => settings.map(({ seed, activation }) => `${activation} ${seed}`))).toEqual([
      ['tanh 7', 'tanh 8'],
      ['relu 7', 'relu 8'],
    ]);
    const summary = JSON.parse(readFileSync(join(place, 'relu-seed-8', 'summary.json'), 'utf8'));
    expect(summary).toEqual(JSON.parse(JSON.stringify(record.runs[1][1].summary)));
    expect(record.runs[1][1].metrics).toHaveLength(4);
  });

  it('gives each activation its own best rate: the least validation loss, ties within 2 % aside', () => {
    for (const [k, { search, lr }] of record.comparison.activations.entries()) {
      expect(search).toMatchObject({ best: lr, seed: 7, epochs: 2 });
      const losses = search?.tried.map(({ loss }) => loss ?? Number.POSITIVE_INFINITY) ?? [];
      const chosen = search?.tried.find((one) => one.lr === lr)?.loss ?? Number.NaN;
      expect(chosen).toBeLessThanOrEqual(1.02 * Math.min(...losses));
      expect(losses.length).toBeGreaterThanOrEqual(7);
      for (const { config } of record.runs[k]) expect(config.settings.lr).toBe(lr);
    }
  });

  it('judges on validation data: trials have no folder, and never see the test set', () => {
    const trials = events.flatMap((event) => (event.type === 'done' && event.task.folder === null ? [event] : []));
    expect(trials.length).toBe(tasks.length - 4);
    for (const { task, record: trial } of trials) {
      expect(task.settings).toMatchObject({ seed: 7, epochs: 2 });
      expect(trial.metrics.every(({ test, validation }) => test === null && validation !== null)).toBe(true);
      expect(trial.summary?.test).toBeNull();
      const tried = record.comparison.activations.find(({ name }) => name === task.activation)?.search?.tried;
      expect(tried?.find(({ lr }) => lr === task.settings.lr)?.loss).toBe(trial.metrics[1].validation?.loss);
    }
  });

  it('saves what it returns', () => {
    const saved = JSON.parse(readFileSync(join(place, 'compare.json'), 'utf8'));
    expect(saved).toEqual(JSON.parse(JSON.stringify(record.comparison)));
  });
});

it('one rate for all needs no search, and no validation set', async () => {
  const { record, tasks } = await compared({ lr: 0.05, validation: 0, seeds: 1 });
  expect(tasks.map(({ name, settings }) => `${name}: ${settings.lr}`)).toEqual([
    'tanh, seed 7: 0.05',
    'relu, seed 7: 0.05',
  ]);
  expect(record.comparison.activations.map(({ search }) => search)).toEqual([null, null]);
});

it('names the init that was in force, and what was held', async () => {
  const inits = async (values: object) => {
    const { comparison } = (await compared({ lr: 0.1, seeds: 1, epochs: 1, ...values })).record;
    return [comparison.fixed, ...comparison.activations.map(({ init }) => init)];
  };
  expect(await inits({})).toEqual([[], 'glorot-uniform', 'he-normal']);
  expect(await inits({ init: 'pytorch' })).toEqual([['init'], 'pytorch', 'pytorch']);
});

it('keeps a diverged run as such, and goes on', async () => {
  const { record } = await compared({ lr: 1e6, head: 'identity-mse', epochs: 20 });
  const [, relu] = record.comparison.activations;
  expect(relu.status).toEqual({ diverged: 2 });
  expect(relu.runs.map(({ status }) => status)).toEqual(['diverged', 'diverged']);
  expect(record.runs[1][0].summary?.divergence?.lr).toBe(1e6);
});

it('fails with the first run that fails', async () => {
  const preparation = await prepared();
  const pool = { size: 1, run: () => Promise.reject(new Error('lost')) };
  const place = await ComparisonFolder.create(join(folder, 'failed'), preparation);
  const running = compare(preparation, pool, { folder: place, version: '0', begun: 0 });
  await expect(running).rejects.toThrow('lost');
});

it.each([
  [{ activations: ['relu', 'tahn'] }, /'tahn'. Did you mean tanh\?/],
  [{ activations: ['silu', 'relu', 'swish'] }, /compared once only; received 'silu and swish'/],
  [{ validation: 0 }, /needs a validation set. Add validation: 0.1, or .* lr: 0.1/],
  [{ batchSize: 49 }, /batchSize must be at most/],
  [{ trainSize: 99 }, /trainSize must be at most 48/],
  [{ monitor: 'val_loss', validation: 0, lr: 0.1 }, /val_loss, which needs a validation set/],
])('is refused before anything is done: %j', async (values, says) => {
  await expect(prepared(values)).rejects.toThrow(says);
});

it('shares no more between its runs than a training of its own would: the same bits', async () => {
  const { record } = await compared({ lr: 0.1, seeds: 1, activations: ['tanh'] });
  const { config, metrics } = record.runs[0][0];
  const again = (await compared({ lr: 0.1, seeds: 1, activations: ['relu', 'tanh'] })).record.runs[1][0];
  const untimed = (rows: typeof metrics) => rows.map(({ seconds: _s, samplesPerSecond: _r, ...rest }) => rest);
  expect(untimed(again.metrics)).toEqual(untimed(metrics));
  expect(config.settings).toEqual(
    resolveSettings({ label: String, values: { ...config.settings, activation: 'tanh', seed: 7, threads: 1 } }),
  );
});
