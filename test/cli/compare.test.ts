import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SMALL } from './small-data.ts';
import { untimed, workshop } from './trained.ts';

const { cwd, run } = workshop({
  'mine.mjs': "export default { name: 'mine', f: Math.sin, df: Math.cos };\n",
  'c.json': JSON.stringify({ activations: ['relu', 'gelu'], seeds: 2, lr: 0.2, epochs: 7, jobs: 1 }),
});
const QUICK = [...SMALL, '--quiet'];
const file = (...path: string[]) => readFileSync(join(cwd, ...path));

const spread = z.strictObject({
  median: z.number(),
  min: z.number(),
  max: z.number(),
  ci95: z.tuple([z.number(), z.number()]).nullable(),
});
const censored = z.strictObject({ median: z.number().nullable(), reached: z.number(), of: z.number() });
const milestones = <T extends z.ZodType>(of: T) => z.strictObject({ '0.90': of, '0.95': of, '0.97': of, '0.98': of });
const attenuation = z.strictObject({ total: z.number(), perLayer: z.number() }).nullable();
const search = z.strictObject({
  tried: z.array(
    z.strictObject({
      lr: z.number(),
      loss: z.number().nullable(),
      accuracy: z.number().nullable(),
      stage: z.enum(['grid', 'extension', 'refinement']),
    }),
  ),
  best: z.number(),
  epochs: z.number(),
  seed: z.number(),
});
const status = z.enum(['finished', 'early-stopped', 'interrupted', 'diverged']);

/** The documented shape of `compare --json` and compare.json: no field more, none less. */
const shape = z.strictObject({
  folder: z.string(),
  versions: z.strictObject({ gradlens: z.string(), node: z.string() }),
  settings: z.record(z.string(), z.unknown()),
  plan: z.strictObject({
    activations: z.array(z.string()),
    seeds: z.number(),
    lr: z.union([z.number(), z.literal('search')]),
  }),
  fixed: z.array(z.string()),
  seeds: z.array(z.number()),
  activations: z.array(
    z.strictObject({
      name: z.string(),
      lr: z.number(),
      init: z.string(),
      search: search.nullable(),
      runs: z.array(
        z.strictObject({
          seed: z.number(),
          run: z.string(),
          status,
          testAccuracy: z.number().nullable(),
          testSamples: z.number(),
          testLoss: z.number().nullable(),
          areaUnderLoss: z.number().nullable(),
          epochsTo: milestones(z.number().nullable()),
          seconds: z.number(),
        }),
      ),
      testAccuracy: spread.nullable(),
      testLoss: spread.nullable(),
      epochsTo: milestones(censored),
      stepsTo: milestones(censored),
      secondsTo: milestones(censored),
      areaUnderLoss: z.number().nullable(),
      attenuation: z.strictObject({ start: attenuation, end: attenuation }),
      saturated: z.number().nullable(),
      off: z.number().nullable(),
      dead: z.number().nullable(),
      samplesPerSecond: z.number().nullable(),
      status: z.partialRecord(status, z.number()),
      diagnosis: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
  verdicts: z.array(
    z.strictObject({
      better: z.string(),
      than: z.string(),
      figure: z.string(),
      difference: z.number().nullable(),
      shown: z.boolean(),
      p: z.number().nullable(),
      wins: z.number(),
      pairs: z.number(),
      facts: z.looseObject({ outcome: z.string(), better: z.string(), than: z.string(), pairs: z.number() }),
      text: z.string(),
    }),
  ),
  seconds: z.number(),
});

async function compared(...args: string[]) {
  const { code, stdout, stderr } = await run('compare', ...QUICK, '--json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return shape.parse(JSON.parse(stdout));
}

describe('compare --json', () => {
  it('prints one document of the documented shape, the same as compare.json, beside ordinary run folders', async () => {
    const comparison = await compared('--activations', 'tanh,./mine.mjs', '--seeds', '2', '--seed', '5');
    expect(comparison.folder).toBe('runs/compare-tanh-mine');
    expect(JSON.parse(file(comparison.folder, 'compare.json').toString())).toEqual(comparison);
    expect(comparison.activations.map(({ runs }) => runs.map((one) => one.run))).toEqual([
      ['runs/compare-tanh-mine/tanh-seed-5', 'runs/compare-tanh-mine/tanh-seed-6'],
      ['runs/compare-tanh-mine/mine-seed-5', 'runs/compare-tanh-mine/mine-seed-6'],
    ]);
    const evaluated = await run('evaluate', 'runs/compare-tanh-mine/tanh-seed-6', '--json');
    const accuracy = comparison.activations[0].runs[1].testAccuracy;
    expect(JSON.parse(evaluated.stdout).accuracy).toBe(accuracy);
  });

  it('gives the same bits however many work side by side, and as a training of its own', async () => {
    const flags = ['--activations', 'sigmoid,relu,gelu', '--seeds', '2', '--dropout', '0.2', '--epochs', '4'];
    const [one, three] = [
      await compared(...flags, '--jobs', '1', '--run', 'one'),
      await compared(...flags, '--jobs', '3', '--run', 'three'),
    ];
    for (const [k, { name, search, lr }] of one.activations.entries()) {
      expect(three.activations[k].search).toEqual(search);
      for (const folder of readdirSync(join(cwd, 'one')).filter((entry) => entry.startsWith(name))) {
        expect(file('three', folder, 'model.safetensors')).toEqual(file('one', folder, 'model.safetensors'));
        const rows = untimed(file('one', folder, 'metrics.csv'));
        expect(rows).toHaveLength(4);
        expect(untimed(file('three', folder, 'metrics.csv'))).toEqual(rows);
      }
      const alone = ['--activation', name, '--lr', String(lr), '--seed', '1', '--validation', '0.1'];
      await run('train', ...QUICK, '--dropout', '0.2', '--epochs', '4', ...alone, '--run', `alone-${name}`);
      expect(file(`alone-${name}`, 'model.safetensors')).toEqual(file('one', `${name}-seed-1`, 'model.safetensors'));
    }
  });

  it('repeats what a compare.json says', async () => {
    const flags = ['--activations', 'relu,./mine.mjs', '--seeds', '2', '--dropout', '0.1', '--fix', 'init=pytorch'];
    const first = await compared(...flags, '--run', 'first');
    const { stdout } = await run('compare', '--config', 'first/compare.json', '--run', 'again', '--json', '--quiet');
    const again = shape.parse(JSON.parse(stdout));
    expect(again).toMatchObject({ settings: first.settings, plan: first.plan });
    expect(again.activations.map(({ search }) => search)).toEqual(first.activations.map(({ search }) => search));
    const model = (folder: string) => file(folder, 'mine-seed-1', 'model.safetensors');
    expect(model('again')).toEqual(model('first'));
  });

  it('never takes a folder that is there', async () => {
    const flags = ['--activations', 'relu', '--lr', '0.1', '--seeds', '1', '--run', 'taken'];
    const folders = [await compared(...flags), await compared(...flags)].map(({ folder }) => folder);
    expect(folders).toEqual(['taken', 'taken-2']);
  });

  it('has no interval for one seed, and says why where messages are wanted', async () => {
    const flags = [...SMALL, '--activations', 'relu,tanh', '--lr', '0.1', '--seeds', '1', '--json'];
    const { stdout, stderr } = await run('compare', ...flags);
    const { activations } = shape.parse(JSON.parse(stdout));
    expect(activations.map(({ testAccuracy }) => testAccuracy?.ci95)).toEqual([null, null]);
    expect(stderr).toMatch(/One seed has no 95 % interval: .*--seeds 3/);
  });

  it('keeps diverged runs, and exits 0', async () => {
    const wild = ['--head', 'identity-mse', '--lr', '1e6', '--epochs', '20', '--seeds', '2'];
    const { activations } = await compared('--activations', 'relu,tanh', ...wild);
    expect(activations.map((one) => one.status)).toEqual([{ diverged: 2 }, { diverged: 2 }]);
  });
});

describe('compare without --json', () => {
  it('has progress in plain lines on stderr; rates, table, curves and folder on stdout', async () => {
    const { code, stdout, stderr } = await run('compare', ...SMALL, '--activations', 'tanh,relu', '--seeds', '2');
    expect(code).toBe(0);
    expect(stderr).toMatch(/43 to train, 5 to validate, 12 to test.*\n4-4-3, .*: tanh, relu\n4 runs of 2 epochs/);
    expect(stderr.match(/^ {2}(tanh|relu): learning rate \d/gm)).toHaveLength(2);
    expect(stderr.match(/^ {2}(tanh|relu), seed [01]: 2 epochs .*test /gm)).toHaveLength(4);
    expect(stdout).toMatch(/^Learning rates, by validation loss after 1 epoch with seed 0\n/);
    expect(stdout).toMatch(/ tanh [^[]*\[[\d.]+:[\d.]+\]/);
    expect(stdout).toMatch(/Medians of 2 runs each[\s\S]* test accuracy .* %/);
    expect(stdout).toMatch(/Training loss by epoch, median over seeds/);
    expect(stdout).toMatch(
      /4 runs and \d+ short ones in .*busy\.\nRun folders: runs\/compare-tanh-relu\nRepeat it: .*--config runs\/compare-tanh-relu\/compare.json\n/,
    );
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('says nothing on stderr with --quiet', async () => {
    const { stderr, stdout } = await run('compare', ...QUICK, '--activations', 'relu', '--seeds', '1', '--lr', '0.1');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/One seed has no 95 % interval/);
    expect(stdout).not.toMatch(/Learning rates/);
  });
});

describe('the settings of compare', () => {
  const inForce = async (...args: string[]) => JSON.parse((await run('compare', '--print-config', ...args)).stdout);

  it('come from defaults, a file, flags and --fix, in this order', async () => {
    expect(await inForce()).toMatchObject({ activations: ['sigmoid', 'tanh', 'relu'], seeds: 3, lr: 'search' });
    const file = ['--config', 'c.json'];
    expect(await inForce(...file)).toMatchObject({ activations: ['relu', 'gelu'], lr: 0.2, epochs: 7, jobs: 1 });
    const flags = ['--lr', 'search', '--epochs', '2', '--init', 'pytorch', '--fix', 'init=nielsen'];
    expect(await inForce(...file, ...flags)).toMatchObject({ lr: 'search', epochs: 2, init: 'nielsen', seeds: 2 });
  });

  it('are taken back from what --print-config shows', async () => {
    const shown = await inForce('--config', 'c.json', '--hidden', '3x7', '--no-shuffle');
    writeFileSync(join(cwd, 'shown.json'), JSON.stringify(shown));
    expect(await inForce('--config', 'shown.json')).toEqual(shown);
  });
});
