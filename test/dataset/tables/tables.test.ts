import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classBalancedOrder } from '../../../src/dataset/class-order.ts';
import type { Dataset } from '../../../src/dataset/dataset.ts';
import type { LabelColumn } from '../../../src/dataset/label-column.ts';
import { loadData } from '../../../src/dataset/splits.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { effort } from '../../support/effort.ts';
import { tempFolder } from '../temp-folder.ts';
import { mistakeIn } from '../user-mistake.ts';

const folder = tempFolder();
const path = join(folder, 'table.csv');

function load(text: string | Uint8Array, labelColumn?: LabelColumn) {
  writeFileSync(path, text);
  return loadData(path, labelColumn && { labelColumn });
}

/** All samples as rows of [label, ...values], in the order of the data set. */
function rowsOf({ train, test }: { train: Dataset; test: Dataset }): number[][] {
  return [train, test].flatMap(({ count, features, values, labels }) =>
    Array.from({ length: count }, (_, k) => [labels[k], ...values.subarray(k * features, (k + 1) * features)]),
  );
}

const sorted = (rows: number[][]) => rows.map((row) => row.join(' ')).sort();

describe('where the labels stand', () => {
  const cases: [what: string, text: string, option: LabelColumn | undefined, labels: number[]][] = [
    ['first, without a header', '0,1.5,2\n1,3.5,4\n', undefined, [0, 1]],
    ['last, where the first column is no list of labels', '1.5,2,0\n3.5,4,1\n', undefined, [0, 1]],
    ['last, where the first column is always the same', '0,2,0\n0,4,1\n', undefined, [0, 1]],
    ['last, as told', '0,2,1\n1,4,0\n', 'last', [0, 1]],
    ['first, as told, against the header', 'a,b,label\n1,2,0\n0,3,0\n', 'first', [0, 1]],
    ['by the header, last', 'a,b,Label\n1,2,0\n0,3,1\n', undefined, [0, 1]],
    ['by the header, in the middle', 'a,target,b\n1,0,5\n0,1,5\n', undefined, [0, 1]],
    ['by the surest name of several', 'y,class\n7,0\n9,1\n', undefined, [0, 1]],
    ['first, under a header without such a name', 'a,b\n1,0.5\n0,0.5\n', undefined, [0, 1]],
    ['first, under a header of pixel numbers', 'label,0,1,2\n1,9,9,9\n0,9,9,9\n', undefined, [0, 1]],
  ];
  it.each(cases)('%s', async (_, text, option, labels) => {
    expect(
      rowsOf(await load(text, option))
        .map(([label]) => label)
        .sort(),
    ).toEqual(labels);
  });
});

describe('tables', () => {
  it('keep every number, whatever separates them', async () => {
    const number = fc.oneof(fc.nat({ max: 255 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
    const tables = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 20 })).chain(([width, count]) =>
      fc.record({
        values: fc.array(fc.array(number, { minLength: width, maxLength: width }), {
          minLength: count,
          maxLength: count,
        }),
        labels: fc.array(fc.nat({ max: 999 }), { minLength: count, maxLength: count }),
        separator: fc.constantFrom(',', ';', '\t'),
        newline: fc.constantFrom('\n', '\r\n'),
        end: fc.constantFrom('', '\n', '\n\n'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(tables, async ({ values, labels, separator, newline, end }) => {
        const rows = values.map((row, k) => [labels[k], ...row]);
        const text = rows.map((row) => row.join(separator)).join(newline) + end.replaceAll('\n', newline);
        const read = await load(text, 'first');
        // -0 is written as 0.
        expect(sorted(rowsOf(read))).toEqual(sorted(rows.map((row) => row.map((v) => v + 0))));
      }),
      { numRuns: 150 },
    );
  });

  it('are put into the order in which classes alternate, the last fifth being the test set', async () => {
    const labels = Array.from({ length: 53 }, (_, k) => Math.floor(k / 20));
    const read = await load(labels.map((label, k) => `${label},${k}`).join('\n'));
    expect([read.train.count, read.test.count]).toEqual([43, 10]);
    const order = [...classBalancedOrder(Uint16Array.from(labels), 3)];
    expect(rowsOf(read)).toEqual(order.map((k) => [labels[k], k]));
    expect(read.test.name).toBe('table.csv/test');
  });

  it('of bytes stay bytes, even where labels do not fit into one', async () => {
    const rows = Array.from({ length: 3000 }, (_, k) => `${k % 700},${k % 256},255`);
    const read = await load(rows.join('\n'));
    expect(read.train.values).toBeInstanceOf(Uint8Array);
    expect(read.train.classes).toBe(700);
    expect(sorted(rowsOf(read))).toEqual(sorted(rows.map((row) => row.split(',').map(Number))));
  });

  it('of other numbers are float64, from the first fraction on', async () => {
    const rows = Array.from({ length: 3000 }, (_, k) => [k % 3, k % 256, k === 2500 ? 0.1 : 7]);
    const read = await load(rows.map((row) => row.join(',')).join('\n'));
    expect(read.train.values).toBeInstanceOf(Float64Array);
    expect(sorted(rowsOf(read))).toEqual(sorted(rows));
  });

  it('of a square number of shades are images', async () => {
    const pixels = (shade: number) => Array.from({ length: 64 }, () => shade).join(',');
    expect((await load(`0,${pixels(3)}\n1,${pixels(9)}`)).train.shape).toEqual([8, 8]);
    expect((await load(`0,${pixels(0)}\n1,${pixels(1)}`)).train.shape).toBeUndefined();
    expect((await load(`0,${pixels(3)},1\n1,${pixels(9)},1`)).train.shape).toBeUndefined();
  });

  it('may begin with a byte order mark, hold blank lines, and quote', async () => {
    expect(rowsOf(await load('\uFEFF0,2\n\n1,"3"\n'))).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(rowsOf(await load('\uFEFF"label",x\n0,2\n1,3\n'))).toHaveLength(2);
  });

  it('load at a hundred thousand cells in well under a second', async () => {
    const row = Array.from({ length: 784 }, (_, k) => (k * 7) % 256).join(',');
    const text = Array.from({ length: 1000 }, (_, k) => `${k % 10},${row}`).join('\n');
    writeFileSync(path, text);
    const spent = effort();
    await loadData(path);
    expect(spent()).toBeLessThan(1000);
  });
});

describe('broken tables', () => {
  const cases: [what: string, text: string | Uint8Array, message: RegExp][] = [
    ['a short row', 'label,a,b\n0,1,2\n1,2\n', /table\.csv, line 3: every row must hold 3 cells.*'2 cells'/s],
    ['a long row', '0,1,2\n1,2,3\n\n1,2,3,4\n', /line 4: every row must hold 3 cells.*'4 cells'/s],
    ['text', 'label,a,b\n0,1,2\n1,2,red\n', /line 3, column 3 \(b\): every cell must be a finite number.*'red'/s],
    ['text without a header', '0,1,2\n1,red,2\n', /line 2, column 2: every cell.*'red'/s],
    ['a missing cell', '0,1,2\n1,,2\n', /line 2, column 2.*received ''/s],
    ['a slip in the first row', '0,1,2,1O\n1,2,3,4\n', /line 1, column 4.*'1O'/s],
    ['infinity', '0,1\n1,Infinity\n', /line 2, column 2.*finite.*'Infinity'/s],
    ['overflow', '0,1\n1,1e999\n', /line 2, column 2.*'1e999'/s],
    ['hexadecimal', '0,1\n1,0x10\n', /line 2, column 2.*'0x10'/s],
    ['nothing', '', /must hold rows of numbers/],
    ['blank lines', '\n\n\n', /must hold rows of numbers/],
    ['a header alone', 'label,a\n', /must hold rows of numbers/],
    ['one row', '0,1\n', /at least 2 rows/],
    ['one column', '0\n1\n', /line 1: every row must hold a label and at least one value/],
    ['gzip that is cut short', gzipSync('0,1\n1,2\n'.repeat(9)).subarray(0, -9), /must be whole gzip data/],
    ['a binary file', Buffer.from([0, 255, 3, 44, 9, 10, 0, 200, 10, 77]), /line/],
    ['labels with fractions', 'label,a\n0,1\n1.5,1\n', /line 3, column 1 \(label\): labels must be whole.*1\.5/s],
    ['negative labels', 'label,a\n0,1\n\n-1,1\n', /line 4, column 1 \(label\).*received -1/s],
    ['too many classes', 'label,a\n0,1\n1000,1\n', /0\.\.999.*received 1000/s],
    ['labels beyond 16 bits', '0,0.5\n65536,0.5\n', /must hold a column of labels.*column 1 is 65536 in line 2/s],
  ];
  it.each(cases)('with %s are refused', async (_, text, message) => {
    expect((await mistakeIn(load(text))).message).toMatch(message);
  });

  it('are refused far into a file, and reading ends there', async () => {
    const rows = Array.from({ length: 200_000 }, (_, k) => `${k % 10},1,2,3,4,5,6,7`);
    rows[150_000] = '1,2,3';
    expect((await mistakeIn(load(rows.join('\n')))).message).toMatch(/line 150001: every row must hold 8 cells/);
  });

  it('that are not there or no files are refused', async () => {
    expect((await mistakeIn(loadData(join(folder, 'absent.csv')))).message).toMatch(
      /absent\.csv, which does not exist/,
    );
    expect((await mistakeIn(loadData(folder))).message).toMatch(/must hold four IDX files/);
  });

  it('give a UserError, or numbers, for any text', async () => {
    const alphabet = fc.constantFrom(...'0123456789,,,\n\n.-e"ax;\t \r');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: alphabet, maxLength: 60 }), async (text) => {
        try {
          const read = await load(text);
          expect(rowsOf(read).flat().every(Number.isFinite)).toBe(true);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cannot be read with an unknown place for labels', async () => {
    const wrong = 'lst' as LabelColumn;
    expect((await mistakeIn(load('0,1\n1,2\n', wrong))).message).toMatch(/auto, first, last.*did you mean last/is);
  });
});
