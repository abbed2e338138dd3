import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadForEvaluation } from '../../src/dataset/evaluation-data.ts';
import type { Like } from '../../src/dataset/parts.ts';
import { loadData } from '../../src/dataset/splits.ts';
import { tempFolder } from './temp-folder.ts';
import { mistakeIn } from './user-mistake.ts';

const folder = tempFolder();
const put = (name: string, rows: readonly (string | number)[][]) => {
  const path = join(folder, name);
  writeFileSync(path, `${rows.map((row) => row.join(',')).join('\n')}\n`);
  return path;
};

const header = ['label', 'a', 'b'];
const rows = Array.from({ length: 25 }, (_, k) => [k % 2, k + 0.5, 100 - k]);
const table = put('table.csv', [header, ...rows]);

const like = (change: Partial<Like['form']> = {}, classes: Partial<Like['classes']> = {}): Like => ({
  form: { whose: 'runs/a', features: 2, ...change },
  classes: { count: 2, byName: false, ...classes },
});

describe('the samples to judge by', () => {
  it('are all of a table that the training has not seen, in the order of the file', async () => {
    const { data, train } = await loadForEvaluation(table, { like: like() });
    expect([data.count, train]).toEqual([25, null]);
    expect([...data.values]).toEqual(rows.flatMap(([, a, b]) => [a, b]));
  });

  it('are the test part of one that it has seen, by its content', async () => {
    const { fingerprint, test } = await loadData(table);
    const copy = put('copy.csv', [header, ...rows]);
    const { data, train } = await loadForEvaluation(copy, { like: like(), seen: fingerprint });
    expect([data.count, train?.count]).toEqual([5, 20]);
    expect(data.values).toEqual(test.values);
    const other = put('other.csv', [header, ...rows.slice(1)]);
    expect((await loadForEvaluation(other, { like: like(), seen: fingerprint })).data.count).toBe(24);
  });

  it('are the part that was asked for, also of data with a test set of their own', async () => {
    const counts = { test: 5, train: 20, all: 25 };
    for (const part of ['test', 'train', 'all'] as const) {
      expect((await loadForEvaluation(table, { part, like: like() })).data.count).toBe(counts[part]);
    }
    const embedded = await loadForEvaluation('mnist10k', { part: 'all' });
    expect([embedded.data.count, embedded.train?.count]).toEqual([10_000, 8000]);
    expect((await loadForEvaluation('mnist10k')).data.count).toBe(2000);
    const own = await loadForEvaluation(table, { part: 'all', test: put('ten.csv', [header, ...rows.slice(0, 10)]) });
    expect(own.data.count).toBe(35);
    expect((await mistakeIn(loadForEvaluation(table, { part: 'tset' as 'test' }))).message).toMatch(
      /split must be one of test, train, all.*mean test\?/,
    );
  });

  it('may be of one class, or a single row', async () => {
    const one = put('one.csv', [header, [1, 2, 3]]);
    expect((await loadForEvaluation(one, { like: like(), seen: 'x' })).data.count).toBe(1);
  });
});

describe('data for a network', () => {
  it('have its columns, in its order', async () => {
    const form = { columns: ['b', 'a'] };
    const { data, notes } = await loadForEvaluation(table, { like: like(form) });
    expect([...data.values.subarray(0, 4)]).toEqual([100, 0.5, 99, 1.5]);
    expect(notes.map(({ kind }) => kind)).toEqual(['columns-in-another-order']);
    const { message } = await mistakeIn(loadForEvaluation(table, { like: like({ columns: ['a', 'c'] }) }));
    expect(message).toMatch(/must have the columns of runs\/a: a, c; received 'without c, with b besides'/);
  });

  it('have its number of features, and its classes', async () => {
    expect((await mistakeIn(loadForEvaluation(table, { like: like({ features: 3 }) }))).message).toMatch(
      /must have 3 values per sample, as runs\/a has; received 2/,
    );
    const beyond = put('beyond.csv', [header, [0, 1, 2], [2, 1, 2]]);
    expect((await mistakeIn(loadForEvaluation(beyond, { like: like() }))).message).toMatch(
      /line 3, column 1 \(label\): labels must be in 0\.\.1, the classes of the training set; received 2/,
    );
  });

  it('have the places of its words, whichever of them come', async () => {
    const words = put('words.csv', [header, ['kite', 1, 2], ['wren', 1, 2]]);
    const names = like({}, { count: 3, names: ['auk', 'kite', 'wren'], byName: true });
    const { data } = await loadForEvaluation(words, { like: names });
    expect([[...data.labels], data.classNames]).toEqual([
      [1, 2],
      ['auk', 'kite', 'wren'],
    ]);
    const strange = put('strange.csv', [header, ['emu', 1, 2]]);
    expect((await mistakeIn(loadForEvaluation(strange, { like: names }))).message).toMatch(
      /line 2.*one of auk, kite, wren.*received 'emu'/,
    );
    // What the words of a file's outputs are is not known: all of them must be there.
    expect((await loadForEvaluation(words, { like: like() })).data.labels).toEqual(Uint16Array.of(0, 1));
    const { message } = await mistakeIn(loadForEvaluation(words, { like: like({}, { count: 3 }) }));
    expect(message).toMatch(/words for all 3 classes/);
  });

  it('have its black and white', async () => {
    const pixels = (white: number) => {
      const names = Array.from({ length: 64 }, (_, k) => `pixel${k}`);
      const lines = [0, 1, 2, 3].map((n) => [n % 2, ...names.map((_, k) => (((k * n) % 256) * white) / 255)]);
      return put(`pixels-${white}.csv`, [['label', ...names], ...lines]);
    };
    const image = (white: number) => like({ features: 64, shape: [8, 8], shades: [0, white] });
    const bytes = await loadForEvaluation(pixels(255), { like: image(255) });
    expect(bytes.notes).toEqual([]);
    const shares = await loadForEvaluation(pixels(1), { like: image(255) });
    expect(shares.notes).toMatchObject([{ kind: 'shades-converted', from: [0, 1], to: [0, 255] }]);
    for (const [k, value] of bytes.data.values.entries()) expect(shares.data.values[k]).toBeCloseTo(value, 10);
    const back = await loadForEvaluation(pixels(255), { like: image(1) });
    expect(Math.max(...back.data.values)).toBeLessThanOrEqual(1);
    const wild = put('wild.csv', [
      ['label', ...Array.from({ length: 64 }, (_, k) => `pixel${k}`)],
      [0, ...Array.from({ length: 64 }, (_, k) => k * 10.5)],
      [1, ...Array.from({ length: 64 }, (_, k) => k - 9)],
    ]);
    expect((await mistakeIn(loadForEvaluation(wild, { like: image(255) }))).message).toMatch(
      /must hold pixels in 0\.\.255, as the data of the training; received 'values in -9\.\.661\.5'/,
    );
  });
});
