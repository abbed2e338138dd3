import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type Summary, untimed, workshop } from './trained.ts';

const { cwd, train } = workshop();
const settings = ['--dropout', '0.2', '--optimizer', 'nadam', '--batch-size', '5', '--seed', '11', '--log-every', '1'];
const file = (run: string, name: string) => readFileSync(join(cwd, run, name));
let first: Summary;

beforeAll(async () => {
  first = (await train('--run', 'first', ...settings)).summary;
});

it('the same seed gives the same metrics, steps and weights, bit for bit', async () => {
  await train('--run', 'second', ...settings);
  expect(untimed(file('second', 'metrics.csv'))).toEqual(untimed(file('first', 'metrics.csv')));
  expect(file('second', 'steps.jsonl')).toEqual(file('first', 'steps.jsonl'));
  expect(file('second', 'model.safetensors')).toEqual(file('first', 'model.safetensors'));
});

it('another seed gives other weights', async () => {
  await train('--run', 'other', ...settings, '--seed', '12');
  expect(file('other', 'model.safetensors')).not.toEqual(file('first', 'model.safetensors'));
});

it('a taken name gets -2, then -3, and what is there stays as it is', async () => {
  const before = file('first', 'model.safetensors');
  const runs = [];
  // As the shell completes the name of a folder, with a slash at its end.
  for (const name of ['first', 'first/']) runs.push((await train('--run', name, '--seed', '1')).summary.run);
  expect([first.run, ...runs]).toEqual(['first', 'first-2', 'first-3']);
  expect(file('first', 'model.safetensors')).toEqual(before);
});

it('processes that want the same name at once get a folder each', async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => train('--run', 'deep/er/same')));
  const runs = outcomes.map(({ summary }) => summary.run).sort();
  expect(runs).toEqual(['deep/er/same', 'deep/er/same-2', 'deep/er/same-3']);
  for (const run of runs) {
    expect(JSON.parse(file(run, 'summary.json').toString()).run).toBe(run);
    expect(untimed(file(run, 'metrics.csv'))).toHaveLength(2);
  }
});
