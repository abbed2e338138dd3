import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadMnist10k } from '../../src/dataset/digits/mnist10k.ts';
import { drawnDigit, written } from '../dataset/drawings/drawn-digit.ts';
import { idxBytes } from '../dataset/idx-bytes.ts';
import { command, gradlens } from './run.ts';
import { smallImages } from './small-data.ts';
import { workshop } from './trained.ts';

const { test } = loadMnist10k();
const pixelsOf = (k: number) => test.values.subarray(784 * k, 784 * (k + 1)) as Uint8Array;
const PAPER = { width: 90, height: 120, left: 10, top: 20, factor: 2.5, ground: 255, ink: 0 };
const drawn = (k: number, format: string) => written[format](drawnDigit(pixelsOf(k), PAPER));

const { cwd, run, train } = workshop({
  ...smallImages(),
  'one.png': drawn(0, 'PNG'),
  'blank.png': written.PNG({ width: 9, height: 9, grey: new Uint8Array(81).fill(255), notes: [] }),
  'ten.idx': idxBytes([10, 28, 28], Uint8Array.from(test.values.subarray(0, 7840))),
  'letter.txt': 'Dear reader',
  'mixed/a10.jpg': drawn(1, 'JPEG'),
  'mixed/a9.png': drawn(2, 'PNG with alpha'),
  'mixed/broken.png': drawn(3, 'PNG').subarray(0, 99),
  'mixed/notes.txt': 'not a picture',
  'nothing/notes.txt': 'not a picture',
});

const share = z.number().min(0).max(1);
const answer = z.strictObject({
  file: z.string(),
  image: z.number().nullable(),
  width: z.number(),
  height: z.number(),
  digit: z.number(),
  probability: share,
  unsure: z.boolean(),
  candidates: z.array(z.number()).min(1),
  probabilities: z.array(share).length(10),
  inverted: z.boolean(),
  unchanged: z.boolean(),
  notes: z.array(z.string()),
  pixels: z.array(z.number().min(0).max(255)).length(784).optional(),
});
const failure = z.strictObject({ file: z.string(), image: z.number().nullable(), error: z.string() });
const shape = z.strictObject({ run: z.string(), head: z.string(), images: z.array(z.union([answer, failure])) });
const imagesOf = (text: string) => shape.parse(JSON.parse(text)).images;

beforeAll(async () => {
  await train('--data', 'images', '--hidden', 'none', '--batch-size', '4', '--run', 'runs/other-size');
  await train('--data', 'mnist10k', '--hidden', '32', '--batch-size', '32', '--run', 'runs/digits');
});

describe('predict', () => {
  it('draws what the network saw and ten bars, and names the run that it chose', async () => {
    const { code, stdout, stderr } = await run('predict', 'one.png');
    expect(code).toBe(0);
    expect(stderr).toBe('With runs/digits, the newest finished run; --run takes another.\n');
    expect(stdout).toMatch(/^one.png, 90 x 120 pixels, dark on light: inverted\n/);
    expect(stdout.match(/ \d [█▉▊▋▌▍▎▏]* +\d+\.\d\d %/g)).toHaveLength(10);
    expect(stdout).toMatch(/[▒▓█]{2}/);
    expect(stdout).toMatch(/\n(unsure: \d or )?\d \(.* %\)\n$/);
    expect(stdout).not.toContain('\x1b');
  });

  it('takes images of the right size in IDX as they are: the digits and probabilities of evaluate', async () => {
    const { code, stdout } = await run('predict', 'ten.idx', '--json', '--pixels', '--limit', '7');
    expect(code).toBe(0);
    const images = imagesOf(stdout).map((one) => answer.parse(one));
    expect(images.map(({ image }) => image)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const [k, { pixels, unchanged, inverted }] of images.entries()) {
      expect([pixels, unchanged, inverted]).toEqual([[...pixelsOf(k)], true, false]);
    }
    const right = images.filter(({ digit }, k) => digit === test.labels[k]);
    expect(right.length).toBeGreaterThanOrEqual(5);
  });

  it('makes a table of a folder; what is broken is a row, and the exit code says so', async () => {
    const { code, stdout, stderr } = await run('predict', 'mixed', '--run', 'runs/digits');
    expect(code).toBe(2);
    expect(stderr).toBe('Left out: 1 other file.\ngradlens: 1 of 3 images could not be answered.\n');
    expect(stdout).toMatch(/image +digit +probability +notes/);
    // In the order of numbers.
    expect(stdout).toMatch(/a9.png +\d +\d+\.\d\d %.*a10.jpg +\d +\d+\.\d\d %.*broken.png +- +.*mixed\/broken.png/s);
    const json = await run('predict', 'mixed', '--run', 'runs/digits', '--json');
    expect(json.code).toBe(2);
    expect(imagesOf(json.stdout).map((one) => 'error' in one)).toEqual([false, false, true]);
  });

  it('reads a picture from a pipe', async () => {
    const piped = await through(readFileSync(join(cwd, 'one.png')));
    const named = await run('predict', 'one.png', '--json');
    const [fromPipe, fromFile] = [piped, named.stdout].map((text) => answer.parse(imagesOf(text)[0]));
    expect({ ...fromPipe, file: 'one.png' }).toEqual(fromFile);
  });

  it('sees images of another size where they are what the network was trained on', async () => {
    const file = 'images/t10k-images-idx3-ubyte';
    const { code, stdout } = await run('predict', file, '--run', 'runs/other-size', '--limit', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/t10k-images-idx3-ubyte #1, 14 x 14 pixels, taken as it is/);
  });
});

function through(input: Uint8Array): Promise<string> {
  const child = spawn(process.execPath, [command, 'predict', '-', '--json'], {
    cwd,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.end(input);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

describe('what cannot be predicted is one clear line, exit 2', () => {
  const here = '--run runs/digits';
  it.each([
    [`nowhere.png ${here}`, /nowhere.png must be a file that can be read; received 'no such file or folder/],
    [`letter.txt ${here}`, /letter.txt must be a picture .*received 'text: Dear reader'/],
    [`blank.png ${here}`, /blank.png must show a digit .*'9 x 9 pixels without ink'/],
    [`mixed/broken.png ${here}`, /must be a whole PNG file; received 'an end at byte 99, inside its data'/],
    [`nothing ${here}`, /nothing must hold pictures/],
    ['runs/digits one.png', /received 'a run folder'. Name the network with --run runs\/digits/],
    [`images/t10k-labels-idx1-ubyte ${here}`, /must hold grey images.*uint8, 1 dimension/],
    [`- - ${here}`, /standard input can be read once only/],
    [`- ${here}`, /standard input must be a picture .*'an empty file'/],
    [`one.png ${here} --limit 0`, /--limit must be a whole number of at least 1; received '0'/],
    [`one.png ${here} --pixels`, /--pixels is for --json/],
    ['one.png --run runs/other-size', /runs\/other-size must take 28 x 28 = 784 inputs, .*received 196/],
    ['one.png --run nowhere', /received 'nowhere, which does not exist'/],
    [`one.png ${here} --activation tanh`, /was trained with relu; received 'tanh'/],
  ])('predict %s', async (line, says) => {
    const { code, stdout, stderr } = await run('predict', ...line.split(' '));
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^gradlens: [^\n]+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('without any run', async () => {
    const { code, stderr } = await gradlens(['predict', 'one.png'], { given: { 'one.png': drawn(0, 'PNG') } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^gradlens: a trained network is needed, [^\n]*gradlens train; [^\n]*\n$/);
  });
});
