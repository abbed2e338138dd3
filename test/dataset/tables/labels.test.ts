import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataNote } from '../../../src/dataset/samples/notes.ts';
import { type LoadOptions, loadData } from '../../../src/dataset/splits.ts';
import { tempFolder } from '../temp-folder.ts';
import { mistakeIn } from '../user-mistake.ts';

const folder = tempFolder();

function load(rows: readonly string[], options: LoadOptions = {}, path = join(folder, 'table.csv')) {
  writeFileSync(path, `${rows.join('\n')}\n`);
  return loadData(path, options);
}

/** Rows of `count` samples; `cells` gives those of sample k. */
const rowsOf = (count: number, cells: (k: number) => (string | number)[]) =>
  Array.from({ length: count }, (_, k) => cells(k).join(','));

const kinds = (notes: readonly DataNote[] = []) => notes.map(({ kind }) => kind);

/** How often each class comes among all samples. */
function perClass({ train, test }: Awaited<ReturnType<typeof load>>): number[] {
  const times = new Array<number>(train.classes).fill(0);
  for (const { labels } of [train, test]) for (const label of labels) times[label]++;
  return times;
}

/** A value by which the label of a sample is known, whatever form it has. */
const feature = (label: number, k: number) => (label + (k % 7) / 100).toFixed(2);
const labelOf = (value: number) => Math.floor(value);

describe('labels that are words', () => {
  const names = ['wren', 'auk', 'kite'];
  const rows = rowsOf(30, (k) => [feature(k % 3, k), k % 5, names[k % 3]]);

  it('are classes in sorted order, which keep their names, with a header or without', async () => {
    for (const header of [[], ['size,age,bird']]) {
      const read = await load([...header, ...rows]);
      expect(read.train).toMatchObject({ classes: 3, features: 2, labelsAreNames: true });
      expect(read.train.classNames).toEqual(['auk', 'kite', 'wren']);
      const { values, labels } = read.train;
      for (let k = 0; k < read.train.count; k++) {
        expect(['auk', 'kite', 'wren'][labels[k]]).toBe(names[labelOf(values[2 * k])]);
      }
      expect(kinds(read.notes)).toEqual(['labels-by-place']);
    }
  });

  it('are told from values by the header', async () => {
    const read = await load(['bird,species,size', ...rowsOf(12, (k) => [k % 4, names[k % 3], feature(k % 3, k)])]);
    expect([read.train.classNames, read.train.columns]).toEqual([
      ['auk', 'kite', 'wren'],
      ['bird', 'size'],
    ]);
    expect(kinds(read.notes)).toEqual([]);
  });

  it('may be numerals beside letters, as of EMNIST', async () => {
    const labels = ['0', '1', 'A', 'B', 'a'];
    const read = await load(['label,x', ...rowsOf(25, (k) => [labels[k % 5], k])]);
    expect(read.train.classNames).toEqual(['0', '1', 'A', 'B', 'a']);
    expect(perClass(read)).toEqual([5, 5, 5, 5, 5]);
  });

  it('may be in any alphabet, in UTF-8, UTF-16 or Latin-1, and stay apart', async () => {
    const text = `label,x\n${rowsOf(20, (k) => [['é', 'è'][k % 2], k % 3]).join('\n')}\n`;
    for (const [encoding, names] of [
      ['utf8', ['è', 'é']],
      ['utf16le', ['è', 'é']],
      ['latin1', ['è', 'é']],
    ] as const) {
      const path = join(folder, `${encoding}.csv`);
      writeFileSync(path, Buffer.from(encoding === 'utf16le' ? `\ufeff${text}` : text, encoding));
      const read = await loadData(path);
      expect(read.train.classNames).toEqual(names);
      expect(perClass(read)).toEqual([10, 10]);
    }
  });

  it('of -1 and 1 are two classes of these names', async () => {
    const read = await load(['x,label', ...rowsOf(20, (k) => [k, k % 2 ? 1 : -1])]);
    expect(read.train.classNames).toEqual(['-1', '1']);
    expect(perClass(read)).toEqual([10, 10]);
  });

  const refused: [what: string, rows: string[], message: RegExp][] = [
    ['one is missing', ['label,x', 'a,1', 'b,2', ',3'], /line 4, column 1 \(label\).*received ''/],
    ['one is unknown', ['label,x', 'a,1', 'b,2', '?,3'], /line 4, column 1.*received '\?'/],
    ['one is a slip among numbers', ['label,x', '0,1', '1,2', 'l,3'], /line 4, column 1 \(label\).*received 'l'/],
    ['one is a broken number', ['label,x', '0,1', '1,2', '1O,3'], /line 4, column 1 \(label\).*received '1O'/],
    ['a value is a word', ['label,x,colour', 'a,1,red', 'b,2,blue'], /line 2, column 3 \(colour\).*received 'red'/],
    ['all are one', ['label,x', 'a,1', 'a,2'], /at least 2 classes.*all labels are a/],
    [
      'two columns hold words',
      ['x,a,b', '1,u,w', '2,v,z'],
      /which column .* must be told: column 2 \(a\), column 3 \(b\)/,
    ],
    [
      'there are too many',
      ['label,x', ...rowsOf(1200, (k) => [`w${k}`, k])],
      /column 1 \(label\): .* at most 1000 classes/,
    ],
  ];
  it.each(refused)('are refused where %s', async (_, rows, message) => {
    expect((await mistakeIn(load(rows))).message).toMatch(message);
  });
});

describe('one-hot labels', () => {
  const oneHot = (label: number, classes: number) => Array.from({ length: classes }, (_, k) => Number(k === label));
  const samples = (classes: number, count = 40) =>
    rowsOf(count, (k) => [feature(k % classes, k), k % 4, ...oneHot(k % classes, classes)]);
  const header = (...names: string[]) => ['size,age', ...names].join(',');

  it('are recognised by their names: numerals are the numbers of classes', async () => {
    const read = await load([header('label_0', 'label_1', 'label_2'), ...samples(3)]);
    expect(read.train).toMatchObject({ classes: 3, features: 2, columns: ['size', 'age'] });
    for (let k = 0; k < read.train.count; k++) expect(read.train.labels[k]).toBe(labelOf(read.train.values[2 * k]));
    expect(read.notes).toEqual([
      {
        kind: 'one-hot',
        file: join(folder, 'table.csv'),
        first: { place: 3, name: 'label_0' },
        last: { place: 5, name: 'label_2' },
      },
    ]);
  });

  it('keep the words in their names', async () => {
    const read = await load([header('species_wren', 'species_auk', 'species_kite'), ...samples(3)]);
    expect(read.train.classNames).toEqual(['auk', 'kite', 'wren']);
  });

  it('are recognised without names, from either end, also where classes never come beside an image', async () => {
    const read = await load(samples(3));
    expect([read.train.classes, read.train.features]).toEqual([3, 2]);
    const first = await load(rowsOf(40, (k) => [...oneHot(k % 3, 3), feature(k % 3, k), k / 4]));
    expect([first.train.classes, first.train.features]).toEqual([3, 2]);
    // Pixels at the edge are always 0, and so is class 0.
    const pixels = (k: number) => Array.from({ length: 64 }, (_, p) => (p < 60 ? (p * k) % 256 : 0));
    const images = await load(rowsOf(60, (k) => [...pixels(k), ...oneHot(1 + (k % 9), 10)]));
    expect([images.train.classes, images.train.features]).toEqual([10, 64]);
    expect(perClass(images)[0]).toBe(0);
  });

  it('are not thought of where a column is named as labels, or rows mark none or two', async () => {
    const named = await load(['label,a,b,c', ...rowsOf(20, (k) => [k % 2, ...oneHot(k % 3, 3)])]);
    expect([named.train.classes, named.train.features]).toEqual([2, 3]);
    const none = await load(['x,label_0,label_1,y', ...rowsOf(20, (k) => [feature(k % 2, k), 0, k % 2, k % 2])]);
    expect([none.train.classes, none.train.features]).toEqual([2, 3]);
  });

  it('are not guessed at beside another column that can hold labels', async () => {
    const { message } = await mistakeIn(
      load(['survived,age,port_C,port_Q,port_S', ...rowsOf(30, (k) => [k % 2, 20 + (k % 9) / 2, ...oneHot(k % 3, 3)])]),
    );
    expect(message).toMatch(/which column .* must be told: column 1 \(survived\), column 3 \(port_C\)/);
  });
});

describe('columns that are no values', () => {
  const body = (k: number) => [k % 3, feature(k % 3, k), 7 - (k % 5)];
  const plain = load(['label,a,b', ...rowsOf(30, body)], {}, join(folder, 'plain.csv'));
  const cases: [what: string, rows: string[], note: DataNote['kind']][] = [
    ['an index without a name', [',label,a,b', ...rowsOf(30, (k) => [k, ...body(k)])], 'index-left-out'],
    ["pandas' own name", ['Unnamed: 0,label,a,b', ...rowsOf(30, (k) => [k, ...body(k)])], 'index-left-out'],
    ['a shuffled index', ['Unnamed: 0,label,a,b', ...rowsOf(30, (k) => [(k * 7) % 30, ...body(k)])], 'index-left-out'],
    ['numbers from 1 on', ['ImageId,label,a,b', ...rowsOf(30, (k) => [k + 1, ...body(k)])], 'index-left-out'],
    ['names of files', [',label,a,b', ...rowsOf(30, (k) => [`img${k}.png`, ...body(k)])], 'index-left-out'],
    [
      'names of rows as R writes them',
      ['label,a,b', ...rowsOf(30, (k) => [`"${k + 1}"`, ...body(k)])],
      'index-left-out',
    ],
    ['a comma too many', ['label,a,b,', ...rowsOf(30, (k) => [...body(k), ''])], 'empty-column-left-out'],
  ];
  it.each(cases)('%s: left out, and said', async (_, rows, note) => {
    const read = await load(rows);
    expect(kinds(read.notes)).toEqual([note]);
    expect(read.fingerprint).toBe((await plain).fingerprint);
  });

  it('are found without a header, too', async () => {
    const read = await load(rowsOf(30, (k) => [k, ...body(k)]));
    expect(read.notes?.[0]).toMatchObject({ kind: 'index-left-out', column: { place: 1, name: null } });
    expect(read.fingerprint).toBe((await plain).fingerprint);
  });

  it('are values and labels where they only look like it', async () => {
    // A few rows that are labelled 0, 1, 2, ...; a column of labels that counts; numbers that come twice.
    expect((await load(['0,5', '1,6', '2,9'])).train.features).toBe(1);
    expect((await load(['label,x', ...rowsOf(12, (k) => [k, k % 3])])).train.classes).toBe(12);
    expect((await load(['id,x,label', ...rowsOf(12, (k) => [k % 6, k, k % 2])])).train.features).toBe(2);
  });

  it('True and False are 1 and 0', async () => {
    const read = await load(['label,a,b', ...rowsOf(20, (k) => [k % 2, k % 4 < 2 ? 'True' : 'False', k])]);
    for (let k = 0; k < read.train.count; k++) {
      expect(read.train.values[2 * k]).toBe(Number(read.train.values[2 * k + 1] % 4 < 2));
    }
  });
});

describe('a column of labels', () => {
  it('is taken by name or number', async () => {
    const rows = ['a,b,kind', ...rowsOf(20, (k) => [k % 4, feature(k % 2, k), k % 2])];
    for (const labelColumn of ['kind', 'KIND', '3', 'last'])
      expect((await load(rows, { labelColumn })).train.columns).toEqual(['a', 'b']);
    expect((await load(rows, { labelColumn: 'a' })).train.classes).toBe(4);
    expect((await mistakeIn(load(rows, { labelColumn: 'kinds' }))).message).toMatch(/did you mean kind\?/i);
    expect((await mistakeIn(load(rows, { labelColumn: '4' }))).message).toMatch(/its number in 1\.\.3/);
  });

  it('must be told where two can be it', async () => {
    const rows = ['pregnancies,glucose,outcome', ...rowsOf(40, (k) => [k % 5, 90.5 + k, k % 2])];
    const { message } = await mistakeIn(load(rows));
    expect(message).toMatch(/must be told: column 1 \(pregnancies\), column 3 \(outcome\) can be labels/);
    expect((await load(rows, { labelColumn: 'last' })).train.classes).toBe(2);
  });

  it('is missed where there is none', async () => {
    const pixels = (k: number) => Array.from({ length: 64 }, (_, p) => (p > 3 && p < 60 ? (p * k) % 256 : 0));
    const header = Array.from({ length: 64 }, (_, p) => `pixel${p}`).join(',');
    for (const rows of [rowsOf(20, pixels), [header, ...rowsOf(20, pixels)]]) {
      expect((await mistakeIn(load(rows))).message).toMatch(
        /must hold a column of labels; received 'its 64 columns are an image'/,
      );
    }
    const { message } = await mistakeIn(load(['u,v,w', ...rowsOf(20, (k) => [k / 4, k, 0.5 + k])]));
    expect(message).toMatch(/column 1 \(u\) is 0\.25 in line 3; column 3 \(w\) is 0\.5 in line 2/);
  });

  it('with an empty class, or a label that comes once, is told of', async () => {
    const read = await load(['label,x', ...rowsOf(60, (k) => [k === 41 ? 99 : 1 + (k % 4), k])]);
    expect(read.train.classes).toBe(100);
    const empty = [0, ...Array.from({ length: 94 }, (_, k) => k + 5)];
    expect(read.notes).toEqual([
      { kind: 'empty-classes', file: join(folder, 'table.csv'), classes: empty, of: 100 },
      { kind: 'lone-label', file: join(folder, 'table.csv'), label: '99', place: { unit: 'line', number: 43 } },
    ]);
  });
});
