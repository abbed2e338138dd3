import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/dataset/fingerprint.ts';
import { loadData } from '../../src/dataset/splits.ts';
import { effort } from '../support/effort.ts';
import { needs } from '../support/needs.ts';
import { sharedMnist } from '../support/shared.ts';
import { idxBytes } from './idx-bytes.ts';
import { tempFolder } from './temp-folder.ts';
import { mistakeIn } from './user-mistake.ts';

const folder = tempFolder();

function putIdx(count: number, label: (k: number) => number) {
  for (const part of ['train', 't10k']) {
    const values = Uint8Array.from({ length: count * 4 }, (_, k) => k);
    const labels = Uint8Array.from({ length: count }, (_, k) => label(k));
    writeFileSync(join(folder, `${part}-images-idx3-ubyte`), idxBytes([count, 2, 2], values));
    writeFileSync(join(folder, `${part}-labels-idx1-ubyte`), idxBytes([count], labels));
  }
}
putIdx(50, (k) => k % 3);

describe('loadData', () => {
  it('takes the embedded set, a folder, and a table', async () => {
    expect((await loadData('mnist10k')).train.count).toBe(8000);
    expect((await loadData(folder)).train.shape).toEqual([2, 2]);
    const table = join(folder, 'small.csv');
    writeFileSync(table, '0,0.5\n1,0.25\n0,0.125\n');
    expect(await loadData(table)).toMatchObject({ name: 'small.csv', validation: null, train: { count: 2 } });
  });

  it('takes the first of the training set, and the last of those for validation', async () => {
    const { train, validation, test } = await loadData(folder, { trainSize: 20, validation: 5 });
    expect([train.count, validation?.count, test.count]).toEqual([15, 5, 50]);
    expect([...train.values.subarray(0, 4)]).toEqual([0, 1, 2, 3]);
    expect(validation?.values[0]).toBe(15 * 4);
    expect(validation?.labels[0]).toBe(15 % 3);
    expect(validation?.name).toMatch(/\/validation$/);
  });

  it('takes drawn samples for validation where asked: none lost, none twice, each with its label', async () => {
    const { train, validation } = await loadData(folder, { trainSize: 40, validation: 10, holdOut: 'random' });
    const numbers = (values: ArrayLike<number> = []) =>
      Array.from(values)
        .filter((_, k) => k % 4 === 0)
        .map((v) => v / 4);
    const [kept, held] = [numbers(train.values), numbers(validation?.values)];
    expect([kept.length, held.length]).toEqual([30, 10]);
    expect([...kept, ...held].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, k) => k));
    expect([...train.labels]).toEqual(kept.map((k) => k % 3));
    expect(held.every((k) => k >= 30)).toBe(false);
    const again = await loadData(folder, { trainSize: 40, validation: 10, holdOut: 'random' });
    expect(again.validation?.values).toEqual(validation?.values);
  });

  it('takes validation as a share, too', async () => {
    expect((await loadData(folder, { validation: 0.1 })).validation?.count).toBe(5);
    expect((await loadData(folder, { validation: 1 })).validation?.count).toBe(1);
    // Of few samples at least one, on either side.
    expect((await loadData(folder, { trainSize: 3, validation: 0.1 })).validation?.count).toBe(1);
    expect((await loadData(folder, { trainSize: 3, validation: 0.9 })).train.count).toBe(1);
    expect((await loadData(folder, { validation: 0 })).validation).toBeNull();
  });

  it('has one fingerprint for a data set, however it is divided, and another for any other', async () => {
    const whole = await loadData(folder);
    expect(whole.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect((await loadData(folder, { trainSize: 10, validation: 3 })).fingerprint).toBe(whole.fingerprint);
    const { train, test } = whole;
    const values = Uint8Array.from(train.values);
    values[77]++;
    const labels = Uint16Array.from(train.labels);
    labels[49]++;
    const others = [
      fingerprint({ ...train, values }, test),
      fingerprint({ ...train, labels }, test),
      fingerprint({ ...train, shape: [4, 1] }, test),
      fingerprint(test, { ...train, classes: 4 }),
    ];
    expect(new Set([whole.fingerprint, ...others]).size).toBe(5);
    expect(fingerprint({ ...train, name: 'renamed' }, test)).toBe(whole.fingerprint);
  });

  it('keeps the fingerprint of mnist10k', async () => {
    const { fingerprint, train } = await loadData('mnist10k');
    expect(fingerprint).toBe('28173a503e31f2860146fd792495eb10d87540812310ef8e30ff6ba595e84dbf');
    expect(createHash('sha256').update(train.labels).digest('hex')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('loads all of MNIST within two seconds', needs('mnist'), async () => {
    const spent = effort();
    const { train, test } = await loadData(sharedMnist);
    expect(spent()).toBeLessThan(2000);
    expect([train.count, test.count, train.classes]).toEqual([60_000, 10_000, 10]);
    expect([...test.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  });
});

describe('mistakes', () => {
  const sizes: [options: Parameters<typeof loadData>[1], message: RegExp][] = [
    [{ trainSize: 51 }, /trainSize must be at most 50/],
    [{ trainSize: 0 }, /trainSize must be a whole number of at least 1/],
    [{ trainSize: 2.5 }, /trainSize must be a whole number/],
    [{ validation: 50 }, /validation must leave samples on both sides.*received 50/s],
    [{ trainSize: 10, validation: 10 }, /1\.\.9, or a share below 1; received 10/],
    [{ validation: -1 }, /validation/],
    [{ validation: 1.5 }, /validation/],
    [{ trainSize: 1, validation: 0.1 }, /validation needs at least 2 training samples.*received '1 of/],
    [{ validation: Number.POSITIVE_INFINITY }, /validation/],
  ];
  it.each(sizes)('%o', async (options, message) => {
    expect((await mistakeIn(loadData(folder, options))).message).toMatch(message);
  });

  it('a misspelt name gets the right one', async () => {
    expect((await mistakeIn(loadData('mnist1ok'))).message).toMatch(/did you mean mnist10k\?/i);
  });

  it('a missing folder says how to fetch one', async () => {
    const { message } = await mistakeIn(loadData(join(folder, 'no', 'such')));
    expect(message).toMatch(/does not exist.*gradlens data download mnist/is);
  });

  it('a file of another kind is refused', async () => {
    const { message } = await mistakeIn(loadData(join(folder, 't10k-labels-idx1-ubyte')));
    expect(message).toMatch(/a folder with IDX files.*another kind/s);
  });

  it('a single class is nothing to learn', async () => {
    putIdx(5, () => 0);
    expect((await mistakeIn(loadData(folder))).message).toMatch(/at least 2 classes/);
  });
});
