import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { npyBytes } from '../dataset/npy-bytes.ts';
import { smallTable } from './small-data.ts';
import { workshop } from './trained.ts';

const { cwd, run, train } = workshop();
const rows = smallTable()
  .trim()
  .split('\n')
  .map((line) => line.split(','));
const unlabelled = rows.map(([, ...values]) => values.join(',')).join('\n');

beforeAll(async () => {
  await train('--run', 'numbers', '--epochs', '20');
  const named = rows.map(([label, ...values]) => [...values, ['ant', 'bee', 'cow'][Number(label)]].join(','));
  writeFileSync(join(cwd, 'named.csv'), `a,b,c,d,label\n${named.join('\n')}\n`);
  await run('train', '--data', 'named.csv', '--hidden', '4', '--epochs', '20', '--run', 'words', '--quiet');
}, 60_000);

const answers = async (...args: string[]) => JSON.parse((await run('predict', ...args, '--json')).stdout);

it('answers rows with labels, without them, and as an array alike', async () => {
  writeFileSync(join(cwd, 'bare.csv'), `${unlabelled}\n`);
  const values = Float64Array.from(rows.flatMap(([, ...row]) => row.map(Number)));
  writeFileSync(join(cwd, 'bare.npy'), npyBytes('<f8', [rows.length, 4], new Uint8Array(values.buffer)));
  const labelled = await answers('small.csv', '--run', 'numbers');
  expect(labelled).toMatchObject({
    rows: 60,
    right: labelled.answers.filter((one: { digit: number; label: number }) => one.digit === one.label).length,
  });
  expect(labelled.accuracy).toBeGreaterThan(0.6);
  const digits = labelled.answers.map(({ digit }: { digit: number }) => digit);
  for (const file of ['bare.csv', 'bare.npy']) {
    const found = await answers(file, '--run', 'numbers');
    expect(found).not.toHaveProperty('right');
    expect(found.answers.map(({ digit }: { digit: number }) => digit)).toEqual(digits);
  }
});

it('writes what Kaggle takes', async () => {
  writeFileSync(join(cwd, 'test.csv'), `p0,p1,p2,p3\n${unlabelled}\n`);
  const { files, stdout, code } = await run('predict', 'test.csv', '--run', 'numbers', '--submission', 'sub.csv');
  expect(code).toBe(0);
  const { answers: all } = await answers('test.csv', '--run', 'numbers');
  const lines = all.map(({ digit }: { digit: number }, k: number) => `${k + 1},${digit}`);
  expect(files['sub.csv'].toString()).toBe(`ImageId,Label\n${lines.join('\n')}\n`);
  expect(stdout).toContain('The first 10 of 60 rows');
});

it('has names where the classes have them', async () => {
  const { classNames, answers: all } = await answers('named.csv', '--run', 'words');
  expect(classNames).toEqual(['ant', 'bee', 'cow']);
  expect(all[0].class).toBe(classNames[all[0].digit]);
  expect((await run('predict', 'named.csv', '--run', 'words')).stdout).toMatch(/\b(ant|bee|cow)\b.*\b(ant|bee|cow)\b/);
});

it('refuses other columns, other names and two files', async () => {
  expect((await run('predict', 'small.csv', '--run', 'words')).stderr).toMatch(
    /labels must be one of ant, bee, cow|columns/,
  );
  writeFileSync(join(cwd, 'short.csv'), 'a,b\n1,2\n3,4\n');
  expect((await run('predict', 'short.csv', '--run', 'numbers')).stderr).toMatch(/must have 4 values per sample/);
  expect((await run('predict', 'small.csv', 'named.csv', '--run', 'numbers')).stderr).toMatch(
    /a table is asked about alone/,
  );
});

it('a training on two columns ends with its decision boundary, and saves it', async () => {
  const { stdout, files } = await run(
    'train',
    '--data',
    'moons:100',
    '--hidden',
    '8',
    '--epochs',
    '3',
    '--run',
    'moons',
    '--quiet',
  );
  expect(stdout).toMatch(/Decision boundary: .* 20 samples of the test set\n[\s\S]*░[\s\S]*moons.boundary\.svg\n$/);
  expect(files['moons/boundary.svg'].toString()).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
});
