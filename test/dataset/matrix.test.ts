import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { loadForEvaluation, type PartName } from '../../src/dataset/evaluation-data.ts';
import { fitScale } from '../../src/dataset/scale.ts';
import { randomSource } from '../../src/util/random.ts';
import { UserError } from '../../src/util/user-error.ts';
import { typedIdx } from './idx-bytes.ts';
import { npyBytes } from './npy-bytes.ts';
import { tempFolder } from './temp-folder.ts';

/** The same 30 images of 16 x 16 pixels in three classes, in as many spellings as people have. */
const [N, SIDE, CLASSES] = [30, 16, 3];
const I = SIDE * SIDE;
const draws = randomSource('matrix').stream('pixels');
const labels = Array.from({ length: N }, (_, k) => Math.floor(k / 2) % CLASSES);
const pixels = Uint8Array.from({ length: N * I }, (_, k) =>
  draws.uniform() < 0.6 ? 0 : draws.below(255) + (k % I === 17 ? 1 : 0),
);
pixels[100] = 255;
const words = ['ant', 'bee', 'cow'];

const folder = tempFolder();
let made = 0;
const place = (name: string) => {
  const path = join(folder, String(made++));
  mkdirSync(path);
  return join(path, name);
};

/** What is at `path` is the same images and labels, or it is refused with a message; never anything else. */
async function outcome(
  path: string,
  part: PartName = 'all',
  transpose: boolean | 'auto' = 'auto',
): Promise<'read' | string> {
  try {
    const { data } = await loadForEvaluation(path, { part, transpose });
    const [black, white] = data.shades ?? [0, 255];
    expect({ count: data.count, features: data.features, classes: data.classes }).toEqual({
      count: N,
      features: I,
      classes: CLASSES,
    });
    expect([...data.labels]).toEqual(labels);
    const wrong = Array.from(data.values, (value) => ((value - black) / (white - black)) * 255).findIndex(
      (value, k) => Math.abs(value - pixels[k]) > 1e-4,
    );
    expect(wrong).toBe(-1);
    // What a training would make of it: 0..1, in whatever range the pixels came.
    expect(fitScale('auto', data).kind).toBe(white === 1 ? '1' : '255');
    return 'read';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function product<T extends Record<string, readonly unknown[]>>(choices: T): { [K in keyof T]: T[K][number] }[] {
  return Object.entries(choices).reduce<Record<string, unknown>[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  ) as { [K in keyof T]: T[K][number] }[];
}

/** Every fifth of them, each with its number; all where $MATRIX says so, which takes a minute. */
function* some<T>(all: readonly T[]): Generator<[number, T]> {
  for (const [n, one] of all.entries()) if (n % 5 === 0 || process.env.MATRIX === 'all') yield [n, one];
}

const oneHot = (label: number) => words.map((_, k) => Number(k === label));

describe('one data set in all spellings', () => {
  const tables = product({
    separator: [',', ';', '\t', '|', ' '],
    header: [true, false],
    index: [false, true],
    labelAt: ['first', 'last'],
    form: ['numbers', 'words', 'one-hot'],
    unit: [false, true],
  });
  it(`${tables.length} tables`, async () => {
    const refused: string[] = [];
    for (const [n, { separator, header, index, labelAt, form, unit }] of some(tables)) {
      const label = (k: number): (string | number)[] =>
        form === 'one-hot' ? oneHot(labels[k]) : [form === 'words' ? words[labels[k]] : labels[k]];
      const names = form === 'one-hot' ? words.map((_, k) => `label_${k}`) : ['label'];
      const row = (values: (string | number)[], own: (string | number)[], first: string | number) => {
        const cells = labelAt === 'first' ? [...own, ...values] : [...values, ...own];
        return (index ? [first, ...cells] : cells).join(separator);
      };
      const head = header
        ? [
            row(
              Array.from({ length: I }, (_, k) => `pixel${k}`),
              names,
              separator === ' ' ? 'id' : '',
            ),
          ]
        : [];
      const body = labels.map((_, k) => {
        const values = [...pixels.subarray(k * I, (k + 1) * I)].map((value) => (unit ? value / 255 : value));
        return row(values, label(k), k);
      });
      const text = `${[...head, ...body].join('\n')}\n`;
      const path = place(n % 3 === 0 ? 'a.csv.gz' : 'a.csv');
      writeFileSync(path, n % 3 === 0 ? gzipSync(text) : text);
      const found = await outcome(path);
      if (found !== 'read')
        refused.push(`${JSON.stringify({ separator, header, index, labelAt, form, unit })}: ${found}`);
    }
    expect(refused).toEqual([]);
  });

  const types = {
    '|u1': Uint8Array,
    '<i2': Int16Array,
    '<i4': Int32Array,
    '<f4': Float32Array,
    '<f8': Float64Array,
  } as const;
  const arrays = product({
    type: Object.keys(types) as (keyof typeof types)[],
    unit: [false, true],
    fortran: [false, true],
    rank: [2, 3, 4],
    form: ['numbers', 'words', 'one-hot'],
    container: ['npz', 'stored npz', 'folder'],
  }).filter(({ type, unit }) => !unit || type[1] === 'f');
  it(`${arrays.length} arrays`, async () => {
    for (const [n, { type, unit, fortran, rank, form, container }] of some(arrays)) {
      const shape = [
        [N, I],
        [N, SIDE, SIDE],
        [N, SIDE, SIDE, 1],
      ][rank - 2];
      const order = fortran ? fortranOrder(shape) : Array.from(pixels.keys());
      const values = order.map((k) => (unit ? pixels[k] / 255 : pixels[k]));
      const data = types[type].from(values);
      const x = npyBytes(type, shape, new Uint8Array(data.buffer), fortran);
      const y =
        form === 'words'
          ? npyBytes('|S3', [N], new TextEncoder().encode(labels.map((k) => words[k]).join('')))
          : form === 'numbers'
            ? npyBytes('<i8', [N], new Uint8Array(BigInt64Array.from(labels, BigInt).buffer))
            : npyBytes('<f4', [N, CLASSES], new Uint8Array(Float32Array.from(labels.flatMap(oneHot)).buffer));
      const [inputs, targets] = [
        ['x', 'y'],
        ['images', 'labels'],
        ['X_train', 'y_train'],
        ['data', 'target'],
      ][n % 4];
      const path = place('a.npz');
      if (container === 'folder') {
        writeFileSync(join(path, `../${inputs}.npy`), x);
        writeFileSync(join(path, `../${targets}.npy`), y);
      } else
        writeFileSync(
          path,
          zipSync({ [`${inputs}.npy`]: x, [`${targets}.npy`]: y }, { level: container === 'npz' ? 6 : 0 }),
        );
      expect([n, await outcome(container === 'folder' ? join(path, '..') : path)]).toEqual([n, 'read']);
    }
  });

  const idx = product({
    type: ['uint8', 'int16', 'int32', 'float32', 'float64'] as const,
    unit: [false, true],
    rank: [2, 3, 4],
    form: ['u8', 'i32', 'qmnist', 'one-hot'] as const,
    packed: [false, true],
    turned: [false, true],
  }).filter(({ type, unit, rank, turned }) => (!unit || type.startsWith('float')) && (!turned || rank === 3));
  it(`${idx.length} sets of IDX files`, async () => {
    for (const [n, { type, unit, rank, form, packed, turned }] of some(idx)) {
      const shape = [
        [N, I],
        [N, SIDE, SIDE],
        [N, 1, SIDE, SIDE],
      ][rank - 2];
      const order = Array.from(pixels.keys(), (k) => {
        const [image, at] = [Math.floor(k / I), k % I];
        return turned ? image * I + (at % SIDE) * SIDE + Math.floor(at / SIDE) : k;
      });
      const images = typedIdx(
        type,
        shape,
        order.map((k) => (unit ? pixels[k] / 255 : pixels[k])),
      );
      const y = {
        u8: () => typedIdx('uint8', [N], labels),
        i32: () => typedIdx('int32', [N], labels),
        qmnist: () =>
          typedIdx(
            'int32',
            [N, 8],
            labels.flatMap((label, k) => [label, 4, k, 7, 1, 2, 3, 900 + k]),
          ),
        'one-hot': () => typedIdx('uint8', [N, CLASSES], labels.flatMap(oneHot)),
      }[form]();
      const path = place('x');
      for (const part of ['train', 't10k']) {
        for (const [name, bytes] of [
          ['images-idx3', images],
          ['labels-idx1', y],
        ] as const) {
          writeFileSync(join(path, `../${part}-${name}-ubyte${packed ? '.gz' : ''}`), packed ? gzipSync(bytes) : bytes);
        }
      }
      expect([n, await outcome(join(path, '..'), 'train', turned ? true : 'auto')]).toEqual([n, 'read']);
    }
  });

  it('are more than 400', () => {
    expect(tables.length + arrays.length + idx.length).toBeGreaterThanOrEqual(400);
  });
});

/** The place in row order of each element in the order in which Fortran keeps them. */
function fortranOrder(shape: readonly number[]): number[] {
  const count = shape.reduce((a, b) => a * b, 1);
  return Array.from({ length: count }, (_, k) => {
    let [rest, at] = [k, 0];
    shape.forEach((n, d) => {
      at += (rest % n) * shape.slice(d + 1).reduce((a, b) => a * b, 1);
      rest = Math.floor(rest / n);
    });
    return at;
  });
}
