import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { smallImages } from './small-data.ts';
import { type Summary, workshop } from './trained.ts';

const { cwd, run, train } = workshop({
  ...smallImages(),
  'mine.mjs': "export default { name: 'mine', f: Math.sin, df: Math.cos };\n",
});
const share = z.number().min(0).max(1);
const shape = z.strictObject({
  run: z.string(),
  data: z.string(),
  samples: z.number(),
  loss: z.number(),
  accuracy: share,
  scale: z.object({ kind: z.string() }),
  notes: z.array(z.object({ kind: z.string(), text: z.string() })),
  classes: z.array(
    z.strictObject({
      class: z.number(),
      samples: z.number(),
      precision: share.nullable(),
      recall: share.nullable(),
      f1: share.nullable(),
    }),
  ),
  confusion: z.array(z.array(z.number())),
  worst: z.array(
    z.strictObject({
      sample: z.number(),
      label: z.number(),
      predicted: z.number(),
      confidence: share,
      loss: z.number(),
    }),
  ),
});

let trained: Summary;
beforeAll(async () => {
  trained = (await train('--run', 'run', '--lr', '0.5')).summary;
});

async function evaluated(...args: string[]) {
  const { code, stdout, stderr } = await run('evaluate', ...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return shape.parse(JSON.parse(stdout));
}

describe('evaluate', () => {
  it("repeats the training's own final test figures, and they add up", async () => {
    const result = await evaluated('run', '--worst', '4');
    expect(result).toMatchObject({ samples: 12, accuracy: trained.test?.accuracy, loss: trained.test?.loss });
    const right = result.confusion.reduce((sum, row, k) => sum + row[k], 0);
    expect(right / 12).toBe(result.accuracy);
    expect(result.confusion.flat().reduce((a, b) => a + b)).toBe(12);
    const losses = result.worst.map(({ loss }) => loss);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    const wrong = 12 - right;
    expect(wrong).toBeGreaterThan(0);
    expect(losses).toHaveLength(Math.min(4, wrong));
    expect(result.worst.every(({ label, predicted }) => label !== predicted)).toBe(true);
  });

  it('can look at the training part, and at other data', async () => {
    expect(await evaluated('run', '--split', 'train')).toMatchObject({ samples: 48, data: 'small.csv/train' });
    const images = await run('evaluate', 'run', '--data', 'images');
    expect(images.code).toBe(2);
    expect(images.stderr).toMatch(/images.* must have 4 values per sample, as run has; received 196/);
  });

  it('draws the confusion matrix and the worst images', async () => {
    await train('--data', 'images', '--run', 'seen', '--hidden', 'none', '--batch-size', '4');
    const { code, stdout } = await run('evaluate', 'seen', '--worst', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/accuracy .* %/);
    expect(stdout).toMatch(/class +samples +precision +recall +F1/);
    expect(stdout).toMatch(/Confusion/);
    expect(stdout.match(/#\d: [01] read as/g)).toHaveLength(2);
    expect(stdout).toMatch(/[░▒▓█]/);
  });
});

describe('a run with an activation of the user’s own', () => {
  it('does not load the module that its folder names: it asks for it', async () => {
    await train('--activation', 'mine.mjs', '--run', 'own');
    const { code, stderr } = await run('evaluate', 'own');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^gradlens: own was trained with an activation of your own, mine. .*--activation mine.mjs\.\n$/,
    );
    expect((await evaluated('own', '--activation', './mine.mjs')).samples).toBe(12);
  });

  it('refuses an activation that it was not trained with', async () => {
    const { code, stderr } = await run('evaluate', 'run', '--activation', 'tanh');
    expect(code).toBe(2);
    expect(stderr).toMatch(/run was trained with relu; received 'tanh'/);
  });
});

describe('a run folder that is none, or broken', () => {
  type Spoil = (file: (name: string) => string) => void;
  const change = (file: string, from: RegExp, to: string) =>
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  const truncate = (file: string, bytes: number) => writeFileSync(file, readFileSync(file).subarray(0, bytes));
  const weights = (bytes: Buffer) => bytes.subarray(8 + Number(bytes.readBigUInt64LE(0)));
  const cases: [string, Spoil, RegExp][] = [
    ['no such folder', (file) => rmSync(file(''), { recursive: true }), /received 'spoilt, which does not exist'/],
    ['no config', (file) => rmSync(file('config.json')), /spoilt, without a readable config.json/],
    ['half a config', (file) => truncate(file('config.json'), 300), /config.json must be JSON/],
    [
      'another config',
      (file) => writeFileSync(file('config.json'), '{"lr": 1}'),
      /must be the config of a run.*versions/,
    ],
    [
      'settings of tomorrow',
      (file) => change(file('config.json'), /"momentum"/, '"momentun"'),
      /momentun in .* is no setting/,
    ],
    [
      'absurd sizes',
      (file) => change(file('config.json'), /"inputs": 4/, '"inputs": 4e15'),
      /must hold the 16000000000000020 weights of its network; received '\d+ bytes'/,
    ],
    [
      'other sizes',
      (file) => change(file('config.json'), /"inputs": 4/, '"inputs": 5'),
      /layers.0.weight of shape \[5,4\]; received '\[4,4\]'/,
    ],
    [
      'no weights',
      (file) => rmSync(file('model.safetensors')),
      /model.safetensors must be a file that can be read; received 'no such file or folder/,
    ],
    [
      'a module in the config, which is not followed',
      (file) => {
        writeFileSync(
          join(cwd, 'trap.mjs'),
          "import { rmSync } from 'node:fs'; rmSync('spoilt', { recursive: true });",
        );
        change(file('config.json'), /"activation": "relu"/, '"activation": "./trap.mjs"');
      },
      /with an activation of your own, relu. Name its module again: --activation .\/trap.mjs/,
    ],
    ['half the weights', (file) => truncate(file('model.safetensors'), 600), /must be a whole safetensors file/],
    [
      'an empty file of weights',
      (file) => truncate(file('model.safetensors'), 0),
      /must hold the 35 weights of its network; received '0 bytes'/,
    ],
    [
      'two arrays in the same place',
      (file) => {
        const bytes = readFileSync(file('model.safetensors'));
        const offsets = /"layers.0.bias":\{[^}]*"data_offsets":\[\d+,\d+\]/;
        const text = bytes.toString('latin1').replace(offsets, (found) => found.replace(/\[64,80\]/, '[60,76]'));
        writeFileSync(file('model.safetensors'), Buffer.from(text, 'latin1'));
      },
      /whole safetensors file; received 'tensor layers.0.bias from byte 60, and not 64, on'/,
    ],
    [
      'other bytes',
      (file) => writeFileSync(file('model.safetensors'), Buffer.alloc(999, 'x')),
      /whole safetensors file/,
    ],
    [
      'weights that are NaN',
      (file) => {
        const bytes = readFileSync(file('model.safetensors'));
        weights(bytes).writeDoubleLE(Number.NaN, 16);
        writeFileSync(file('model.safetensors'), bytes);
      },
      /weights must be finite; received 'NaN in layers.0.weight\[1\]\[1\] of spoilt/,
    ],
  ];

  it.each(cases)('%s: one clear message, exit 2', async (_what, spoil, says) => {
    rmSync(join(cwd, 'spoilt'), { recursive: true, force: true });
    cpSync(join(cwd, 'run'), join(cwd, 'spoilt'), { recursive: true });
    spoil((name) => join(cwd, 'spoilt', name));
    const { code, stdout, stderr } = await run('evaluate', 'spoilt');
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^gradlens: [^\n]+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it.each([
    ['--split', 'tset'],
    ['--worst', '-1'],
    ['--worst', 'all'],
  ])('%s %s is refused', async (flag, value) => {
    const { code, stderr } = await run('evaluate', 'run', flag, value);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^gradlens: ${flag} must be .*received '${value}'.*\n$`));
  });
});
