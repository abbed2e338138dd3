import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeNpy } from '../../../src/dataset/arrays/npy.ts';
import { loadMnist10k } from '../../../src/dataset/digits/mnist10k.ts';
import { loadForEvaluation } from '../../../src/dataset/evaluation-data.ts';
import { loadData } from '../../../src/dataset/splits.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { npyBytes } from '../npy-bytes.ts';
import { tempFolder } from '../temp-folder.ts';

const folder = tempFolder();
const bytesOf = (array: { buffer: ArrayBufferLike }) => new Uint8Array(array.buffer as ArrayBuffer);

function saved(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const zipped = (arrays: Record<string, Uint8Array>, level: 0 | 6 = 6) =>
  zipSync(Object.fromEntries(Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes])), { level });

const { train, test } = loadMnist10k();
const [N, M] = [60, 20];
const images = (data: typeof train, n: number) =>
  npyBytes('|u1', [n, 28, 28], data.values.subarray(0, n * 784) as Uint8Array);
const labels = (data: typeof train, n: number) => npyBytes('|u1', [n], Uint8Array.from(data.labels.subarray(0, n)));
const keras = {
  x_train: images(train, N),
  y_train: labels(train, N),
  x_test: images(test, M),
  y_test: labels(test, M),
};

function expectDigits(read: Awaited<ReturnType<typeof loadData>>): void {
  expect(read.train).toMatchObject({ count: N, features: 784, shape: [28, 28], classes: 10 });
  expect(read.train.values).toEqual(train.values.subarray(0, N * 784));
  expect([...read.train.labels]).toEqual([...train.labels.subarray(0, N)]);
  expect(read.test.count).toBe(M);
  expect([...read.test.labels]).toEqual([...test.labels.subarray(0, M)]);
}

describe('arrays of NumPy', () => {
  it("Keras' mnist.npz, compressed and not", async () => {
    expectDigits(await loadData(saved('mnist.npz', zipped(keras))));
    expectDigits(await loadData(saved('stored.npz', zipped(keras, 0))));
  });

  it('a folder of .npy files, and one of them, which brings its neighbours', async () => {
    mkdirSync(join(folder, 'npy'), { recursive: true });
    for (const [name, bytes] of Object.entries(keras)) writeFileSync(join(folder, `npy/${name}.npy`), bytes);
    expectDigits(await loadData(join(folder, 'npy')));
    expectDigits(await loadData(join(folder, 'npy/x_train.npy')));
  });

  it('MedMNIST: labels in a column, other names, validation left out, which is said', async () => {
    const column = npyBytes('|u1', [N, 1], Uint8Array.from(train.labels.subarray(0, N)));
    const { x_train, x_test, y_test } = keras;
    const read = await loadData(
      saved(
        'med.npz',
        zipped({
          train_images: x_train,
          train_labels: column,
          val_images: x_test,
          test_images: x_test,
          test_labels: y_test,
        }),
      ),
    );
    expectDigits(read);
    expect(read.notes).toEqual([
      { kind: 'array-left-out', file: expect.stringMatching(/med.npz$/), array: 'val_images' },
    ]);
  });

  it('KMNIST: one array to a file, kin by their names', async () => {
    for (const [name, array] of [
      ['train-imgs', 'x_train'],
      ['train-labels', 'y_train'],
      ['test-imgs', 'x_test'],
      ['test-labels', 'y_test'],
    ] as const) {
      saved(`kmnist-${name}.npz`, zipped({ arr_0: keras[array] }));
    }
    expectDigits(await loadData(join(folder, 'kmnist-train-imgs.npz')));
  });

  it('x and y alone are divided, and all are evaluated; so are two arrays without names', async () => {
    for (const arrays of [
      { X: keras.x_train, y: keras.y_train },
      { arr_0: keras.x_train, arr_1: keras.y_train },
    ]) {
      const path = saved('xy.npz', zipped(arrays));
      expect((await loadData(path)).test.count).toBe(N / 5);
      expect((await loadForEvaluation(path)).data.values).toEqual(train.values.subarray(0, N * 784));
    }
  });

  it('words are labels', async () => {
    const words = ['cat', 'dog'];
    const text = Uint32Array.from({ length: N * 3 }, (_, k) => words[Math.floor(k / 3) % 2].charCodeAt(k % 3));
    const { train: read } = await loadData(
      saved('words.npz', zipped({ x: keras.x_train, y: npyBytes('<U3', [N], bytesOf(text)) })),
    );
    expect(read).toMatchObject({ classNames: words, classes: 2 });
  });

  const numbers = [0, 1, 2, 250, 7, 100];
  it.each([
    ['|u1', Uint8Array.from(numbers)],
    ['<u2', Uint16Array.from(numbers)],
    ['<i4', Int32Array.from(numbers)],
    ['<i8', BigInt64Array.from(numbers, BigInt)],
    ['<f4', Float32Array.from(numbers)],
    ['<f8', Float64Array.from(numbers)],
    ['<f2', Uint16Array.of(0, 0x3c00, 0x4000, 0x5bd0, 0x4700, 0x5640)],
    ['>i2', Uint8Array.from(numbers.flatMap((n) => [n >> 8, n & 255]))],
  ])('%s is read', (descr, data) => {
    expect([...decodeNpy(npyBytes(descr, [6], bytesOf(data)), 'f').values]).toEqual(numbers);
  });

  it('Fortran order is put into rows, whatever the rank', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), (shape) => {
        const count = shape.reduce((a, b) => a * b, 1);
        const rows = Uint8Array.from({ length: count }, (_, k) => k);
        // An element's place in Fortran order, from its indices in row order.
        const columns = new Uint8Array(count);
        for (let k = 0; k < count; k++) {
          let [rest, place, step] = [k, 0, count];
          for (let d = shape.length - 1; d >= 0; d--) {
            step /= shape[d];
            place += (rest % shape[d]) * step;
            rest = Math.floor(rest / shape[d]);
          }
          columns[place] = rows[k];
        }
        expect(decodeNpy(npyBytes('|u1', shape, columns, true), 'f').values).toEqual(rows);
      }),
    );
  });
});

describe('arrays that are refused', () => {
  const floats = Float32Array.from({ length: N * 784 }, () => 0.5);
  floats[784 + 29] = Number.NaN;
  it.each([
    ['a pickle', Uint8Array.of(0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 'p.npy', /a pickle, which can run code/],
    [
      'objects',
      npyBytes('|O', [2], new Uint8Array(16)),
      'o.npy',
      /Python objects \(dtype object\), which are a pickle/,
    ],
    ['complex numbers', npyBytes('<c8', [2], new Uint8Array(16)), 'c.npy', /numbers of type c8/],
    ['no zip', new Uint8Array(100), 'z.npz', /must be a zip file, as numpy.savez writes it/],
    ['half a zip', zipped(keras).subarray(0, 5000), 'h.npz', /must be a whole zip file/],
    ['a cut array', npyBytes('|u1', [9, 8, 8], new Uint8Array(100)), 'x.npy', /truncated/],
    [
      'not a number',
      zipped({ x: npyBytes('<f4', [N, 28, 28], bytesOf(floats)), y: keras.y_train }),
      'n.npz',
      /image 1, row 1, column 1 .*not a number/,
    ],
    [
      'no labels',
      zipped({ x_train: keras.x_train, x_test: keras.x_test }),
      'l.npz',
      /must hold labels, in an array named y_train/,
    ],
    [
      'other lengths',
      zipped({ x: keras.x_train, y: keras.y_test }),
      'm.npz',
      /equally many images and labels; received '60 images, 20 labels'/,
    ],
    [
      'unknown names',
      zipped({ a: keras.x_train, b: keras.y_train, c: keras.x_test }),
      'u.npz',
      /named x_train and y_train.*received 'a, b, c'/,
    ],
  ])('%s', async (_what, bytes, name, says) => {
    const path = saved(name, bytes);
    await expect(loadData(path)).rejects.toThrow(says);
    await expect(loadData(path)).rejects.toBeInstanceOf(UserError);
  });

  it('a zip that promises more than it can hold, before it is unpacked', async () => {
    const bytes = zipSync({ 'x.npy': new Uint8Array(1000) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    // The size in the head of its file.
    view.setUint32(22, 0x7fffffff, true);
    await expect(loadData(saved('bomb.npz', bytes))).rejects.toThrow(/at most 2 GiB.*fills the memory/);
  });

  it('whatever happens to their bytes: samples or a UserError', async () => {
    const whole = [zipped(keras), images(train, 9)];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1),
        fc.nat(100_000),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        async (which, at, byte, cut) => {
          const bytes = whole[which].slice();
          const place = fc.sample(fc.nat(Math.min(bytes.length - 1, 200)), { numRuns: 1, seed: at })[0];
          bytes[at % 2 ? place : bytes.length - 1 - place] = byte;
          const path = saved(which ? 'mutated.npy' : 'mutated.npz', cut ? bytes.subarray(0, at % bytes.length) : bytes);
          try {
            await loadForEvaluation(path, { part: 'all' });
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
