import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { layerLine } from '../runs/written-run.ts';
import { gradlens } from './run.ts';
import { metricsOf, workshop } from './trained.ts';

const log = (name: string) => readFileSync(fileURLToPath(new URL(`../fixtures/logs/${name}`, import.meta.url)));
const given = { 'keras.csv': log('keras.csv'), 'lightning.csv': log('lightning.csv') };
const { cwd, run, train } = workshop(given);

beforeAll(async () => {
  await train('--run', 'relu', '--log-every', '2');
  await train('--run', 'tanh', '--activation', 'tanh');
  const lines = [1, 2].flatMap((layer) => [0, 6, 12].map((step) => layerLine(step / 6, step, layer)));
  writeFileSync(join(cwd, 'relu', 'layers.jsonl'), `${lines.join('\n')}\n`);
}, 60_000);

/** The documented shape of `curves --json`. */
const document = z.strictObject({
  metric: z.string(),
  x: z.string(),
  smooth: z.number(),
  runs: z.array(
    z.strictObject({
      run: z.string(),
      source: z.string(),
      dialect: z.string(),
      ended: z.boolean(),
      skipped: z.array(z.string()),
      curves: z.array(
        z.strictObject({
          part: z.string(),
          points: z.array(
            z.strictObject({
              epoch: z.number().nullable(),
              step: z.number().nullable(),
              seconds: z.number().nullable(),
              value: z.union([z.number(), z.literal('NaN')]),
              smoothed: z.union([z.number(), z.literal('NaN')]),
            }),
          ),
        }),
      ),
    }),
  ),
});

async function json(...args: string[]) {
  const { code, stdout, stderr } = await run('curves', ...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return document.parse(JSON.parse(stdout));
}

describe('curves', () => {
  it('draws the runs over each other, with a legend', async () => {
    const { code, stdout, stderr } = await run('curves', 'relu', 'tanh');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Loss by epoch\n/);
    expect(stdout).toContain('● relu train  ▲ relu test  ■ tanh train  ◆ tanh test');
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it('is ASCII where the locale is', async () => {
    const { stdout } = await gradlens(['curves', 'relu'], { cwd, env: { LC_ALL: 'C' } });
    expect(stdout).toMatch(/^Loss by epoch: relu\n/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
    expect(stdout).toMatch(/^[\x0a\x20-\x7e]*$/);
  });

  it('gives in --json what metrics.csv holds', async () => {
    const { runs } = await json('relu', 'tanh', '--metric', 'accuracy');
    expect(runs.map((one) => [one.run, one.dialect, one.ended])).toEqual([
      ['relu', 'gradlens', true],
      ['tanh', 'gradlens', true],
    ]);
    const rows = metricsOf(readFileSync(join(cwd, 'tanh', 'metrics.csv')));
    expect(runs[1].curves.map(({ part }) => part)).toEqual(['train', 'test']);
    expect(runs[1].curves[1].points.map(({ epoch, value }) => [epoch, value])).toEqual(
      rows.map((row) => [Number(row.epoch), Number(row.test_accuracy)]),
    );
  });

  it('takes a run that is named twice once', async () => {
    expect((await json('relu', './relu/')).runs).toHaveLength(1);
  });

  it('takes single steps over --x step, and layers for gradient-norm', async () => {
    const [{ curves }] = (await json('relu', '--x', 'step', '--split', 'train')).runs;
    expect(curves[0].points.map(({ step }) => step)).toEqual([1, 2, 4, 6, 8, 10, 12]);
    const norms = await json('relu', '--metric', 'gradient-norm');
    expect(norms.runs[0].curves.map(({ part, points }) => [part, points.map(({ value }) => value)])).toEqual([
      ['layer 1', [0.1, 0.1, 0.1]],
      ['layer 2', [0.01, 0.01, 0.01]],
    ]);
    const { stdout } = await run('curves', 'relu', 'tanh', '--metric', 'gradient-norm');
    expect(stdout).toContain('gradient norm (log scale)');
  });

  it('smooths, and says so', async () => {
    const [{ curves }] = (await json('keras.csv', '--smooth', '0.6', '--split', 'validation')).runs;
    const [a, b] = curves[0].points.map(({ value }) => Number(value));
    expect(curves[0].points[1].smoothed).toBeCloseTo((0.6 * 0.4 * a + 0.4 * b) / 0.64, 14);
    expect((await run('curves', 'keras.csv', '--smooth', '0.6')).stdout).toContain('smoothed 0.6');
  });

  it('reads logs of others beside ours', async () => {
    const { runs } = await json('keras.csv', 'lightning.csv', 'relu', '--split', 'validation,test');
    expect(runs.map(({ dialect }) => dialect)).toEqual(['Keras CSVLogger', 'Lightning metrics.csv', 'gradlens']);
    expect(runs.map(({ curves }) => curves.map(({ part }) => part))).toEqual([
      ['validation'],
      ['validation'],
      ['test'],
    ]);
  });

  it('says what was left out, and which run has nothing to show', async () => {
    const { stderr, code } = await run('curves', 'keras.csv', 'relu', '--metric', 'gradient-norm');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'keras.csv has no gradient-norm by epoch\n' });
    writeFileSync(join(cwd, 'cut.csv'), log('keras.csv').subarray(0, 300));
    expect((await run('curves', 'cut.csv')).stderr).toMatch(
      /^cut.csv, left out: cut.csv: a last line .*\(line \d\)\n$/,
    );
  });

  it('writes a table to a named file, over an old one', async () => {
    writeFileSync(join(cwd, 'out.csv'), 'old');
    const { code, stdout, stderr } = await run('curves', 'relu', '--split', 'test', '--csv', 'out.csv');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Written: out.csv\n' });
    expect(stdout).toContain('Loss by epoch');
    const rows = metricsOf(readFileSync(join(cwd, 'out.csv')));
    const wanted = metricsOf(readFileSync(join(cwd, 'relu', 'metrics.csv')));
    expect(rows.map((row) => [row.run, row.metric, row.part, row.epoch, row.value])).toEqual(
      wanted.map(({ epoch, test_loss }) => ['relu', 'loss', 'test', epoch, test_loss]),
    );
  });

  it('draws whatever a log has, over steps where it tells no epochs, all trainings of it', async () => {
    writeFileSync(join(cwd, 'own.csv'), 'step,reward\n1,3\n2,5\n');
    const { x, runs } = await json('own.csv', '--metric', 'reward');
    expect([x, runs[0].curves[0].points.map(({ value }) => value)]).toEqual(['step', [3, 5]]);
    expect((await run('curves', 'own.csv', '--metric', 'rewrad')).stderr).toMatch(
      /logged: reward; received 'rewrad'. Did you/,
    );
    writeFileSync(join(cwd, 'twice.csv'), 'epoch,loss\n0,2\n1,1\n0,3\n1,2\n');
    expect((await json('twice.csv')).runs.map((one) => one.run)).toEqual(['twice.csv #1', 'twice.csv #2']);
  });

  it('asks for --follow where nothing was logged yet', async () => {
    await train('--run', 'young');
    writeFileSync(join(cwd, 'young', 'metrics.csv'), '');
    for (const file of ['steps.jsonl', 'layers.jsonl', 'summary.json'])
      rmSync(join(cwd, 'young', file), { force: true });
    const { code, stderr } = await run('curves', 'young');
    expect(code).toBe(2);
    expect(stderr).toMatch(/--metric must be one that was logged: nothing was yet.*--follow waits/);
  });
});
