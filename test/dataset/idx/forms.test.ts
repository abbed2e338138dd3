import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type LoadOptions, loadData } from '../../../src/dataset/splits.ts';
import { typedIdx } from '../idx-bytes.ts';
import { tempFolder } from '../temp-folder.ts';
import { mistakeIn } from '../user-mistake.ts';

const folder = tempFolder();

type Files = Record<string, Uint8Array>;

function folderOf(files: Files): string {
  const path = mkdtempSync(join(folder, 'set-'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes);
  return path;
}

/** 12 images of 2 x 3 pixels, each with pixels of its own. */
const bytes = Array.from({ length: 12 * 6 }, (_, k) => (k * 37) % 256);
const classes = Array.from({ length: 12 }, (_, k) => k % 3);
const images = typedIdx('uint8', [12, 2, 3], bytes);
const labels = typedIdx('uint8', [12], classes);

const setOf = (trainImages: Uint8Array, trainLabels: Uint8Array): Files => ({
  'train-images-idx3-ubyte': trainImages,
  'train-labels-idx1-ubyte': trainLabels,
  't10k-images-idx3-ubyte': trainImages,
  't10k-labels-idx1-ubyte': trainLabels,
});

const load = (files: Files, options?: LoadOptions) => loadData(folderOf(files), options);

describe('numbers of any type', () => {
  it.each(['uint8', 'int16', 'int32', 'float32', 'float64'] as const)(
    '%s that are bytes become bytes',
    async (type) => {
      const { train } = await load(setOf(typedIdx(type, [12, 2, 3], bytes), typedIdx(type, [12], classes)));
      expect(train.values).toEqual(Uint8Array.from(bytes));
      expect([...train.labels]).toEqual(classes);
      expect([train.shape, train.shades]).toEqual([
        [2, 3],
        [0, 255],
      ]);
    },
  );

  it.each(['float32', 'float64'] as const)('%s in 0..1 are shades between those', async (type) => {
    const shares = bytes.map((byte) => byte / 255);
    const { train } = await load(setOf(typedIdx(type, [12, 2, 3], shares), labels));
    expect(train.shades).toEqual([0, 1]);
    const rounded = type === 'float32' ? Float32Array.from(shares) : shares;
    expect([...train.values]).toEqual([...rounded]);
  });

  it('int8 and what is no pixel stay as they are', async () => {
    const signed = bytes.map((byte) => byte - 128);
    const { train } = await load(setOf(typedIdx('int8', [12, 2, 3], signed), labels));
    expect([...train.values]).toEqual(signed);
    expect(train.shades).toBeUndefined();
  });
});

describe('images and labels of other ranks', () => {
  it.each([[[12, 1, 2, 3]], [[12, 2, 3, 1]]])('images of %j are grey', async (dimensions) => {
    const { train } = await load(setOf(typedIdx('uint8', dimensions, bytes), labels));
    expect(train.shape).toEqual([2, 3]);
    expect(train.values).toEqual(Uint8Array.from(bytes));
  });

  it('rows of numbers are samples', async () => {
    const { train } = await load(
      setOf(
        typedIdx(
          'float32',
          [12, 6],
          bytes.map((b) => b - 0.5),
        ),
        labels,
      ),
    );
    expect(train.features).toBe(6);
    expect(train.shape).toBeUndefined();
  });

  it("QMNIST's labels of 8 columns have the class in the first, which is said", async () => {
    const table = classes.flatMap((label, k) => [label, k, k + 1, 9, 9, 9, 0, 0]);
    const { train, notes } = await load(setOf(images, typedIdx('int32', [12, 8], table)));
    expect([...train.labels]).toEqual(classes);
    expect(notes?.map(({ kind }) => kind)).toEqual(['first-column-of-labels', 'first-column-of-labels']);
  });

  it('labels of one column, and one-hot ones, are read', async () => {
    expect([...(await load(setOf(images, typedIdx('int32', [12, 1], classes)))).train.labels]).toEqual(classes);
    const oneHot = classes.flatMap((label) => [0, 1, 2].map((k) => Number(k === label)));
    expect([...(await load(setOf(images, typedIdx('uint8', [12, 3], oneHot)))).train.labels]).toEqual(classes);
  });

  const colours = typedIdx('uint8', [4, 2, 3, 3], bytes);
  const refused: [what: string, files: Files, message: RegExp][] = [
    [
      'colours',
      setOf(colours, typedIdx('uint8', [4], [0, 1, 2, 0])),
      /grey images.*uint8, 4 dimensions \(4 x 2 x 3 x 3\).*make grey of its colours/i,
    ],
    [
      'several labels',
      setOf(images, typedIdx('int32', [12, 3], bytes.slice(0, 36))),
      /one label for each sample.*int32, 2 dimensions \(12 x 3\)/,
    ],
    ['labels of 3 dimensions', setOf(images, images), /must hold labels.*uint8, 3 dimensions \(12 x 2 x 3\)/],
    ['swapped files', setOf(labels, images), /uint8, 1 dimension \(12\).*swapped/],
    [
      'labels with fractions',
      setOf(
        images,
        typedIdx(
          'float32',
          [12],
          classes.map((label) => label + 0.5),
        ),
      ),
      /image 0, labels in .*whole numbers in 0\.\.999.*received 0\.5/,
    ],
    [
      'negative labels',
      setOf(
        images,
        typedIdx(
          'int8',
          [12],
          classes.map((label) => label - 1),
        ),
      ),
      /image 0.*received -1/,
    ],
    [
      'not a number',
      setOf(
        typedIdx(
          'float32',
          [12, 2, 3],
          bytes.map((b, k) => (k === 10 ? Number.NaN : b)),
        ),
        labels,
      ),
      /image 1, row 1, column 1 \(from 0\): every value must be a finite number.*not a number/,
    ],
    [
      'infinity',
      setOf(
        typedIdx(
          'float64',
          [12, 6],
          bytes.map((b, k) => (k === 7 ? -Infinity : b)),
        ),
        labels,
      ),
      /row 1, column 1 \(from 0\).*received -Infinity/,
    ],
  ];
  it.each(refused)('%s are refused by name', async (_, files, message) => {
    expect((await mistakeIn(load(files)).catch((error) => error)).message).toMatch(message);
  });
});

describe('names of files', () => {
  const letters = typedIdx(
    'uint8',
    [12],
    classes.map((label) => label + 1),
  );
  const emnist = (split: string): Files => ({
    [`emnist-${split}-train-images-idx3-ubyte.gz`]: gzipSync(images),
    [`emnist-${split}-train-labels-idx1-ubyte.gz`]: gzipSync(letters),
    [`emnist-${split}-test-images-idx3-ubyte.gz`]: gzipSync(images),
    [`emnist-${split}-test-labels-idx1-ubyte.gz`]: gzipSync(letters),
  });
  /** The images with rows and columns exchanged. */
  const turned = Array.from({ length: 12 }, (_, n) =>
    [0, 1, 2].flatMap((c) => [0, 1].map((r) => bytes[n * 6 + r * 3 + c])),
  ).flat();

  it("EMNIST's: its images are turned, its letters are named, its empty class is told", async () => {
    const { name, train, notes } = await load(emnist('letters'));
    expect(name).toBe('emnist-letters');
    expect(train).toMatchObject({ shape: [3, 2], classes: 27 });
    expect([...train.values]).toEqual(turned);
    expect(train.classNames?.slice(0, 4)).toEqual(['-', 'A', 'B', 'C']);
    expect([...new Set(train.labels)].sort()).toEqual([1, 2, 3]);
    const told = notes?.filter(({ kind }) => kind === 'empty-classes');
    expect(told?.[0]).toMatchObject({ classes: expect.arrayContaining([0]) });
    expect(notes?.filter(({ kind }) => kind === 'transposed')).toMatchObject([
      { because: 'name' },
      { because: 'name' },
    ]);
  });

  it.each([
    [false, bytes],
    [true, turned],
  ])('are not all: transpose is %s', async (transpose, values) => {
    expect([...(await load(emnist('digits'), { transpose })).train.values]).toEqual(values);
    expect([...(await load(setOf(images, labels), { transpose })).train.values]).toEqual(values);
  });

  it('of several sets in one folder are told apart by their beginning, or by one file of images', async () => {
    const path = folderOf({ ...emnist('letters'), ...emnist('digits'), 'readme.txt': new Uint8Array(3) });
    expect((await mistakeIn(loadData(path))).message).toMatch(
      /one data set; received 'emnist-digits, emnist-letters'.*emnist-digits/,
    );
    for (const spec of ['emnist-letters', 'emnist-letters-train-images-idx3-ubyte.gz']) {
      const { name, train } = await loadData(join(path, spec));
      expect([name, train.count]).toEqual(['emnist-letters', 12]);
    }
  });

  it("QMNIST's are found", async () => {
    const { train } = await load({
      'qmnist-train-images-idx3-ubyte': images,
      'qmnist-train-labels-idx2-int': typedIdx(
        'int32',
        [12, 8],
        classes.flatMap((label) => [label, 1, 2, 3, 4, 5, 6, 7]),
      ),
      'qmnist-test-images-idx3-ubyte': images,
      'qmnist-test-labels-idx2-int.gz': gzipSync(
        typedIdx(
          'int32',
          [12, 8],
          classes.flatMap((label) => [label, 1, 2, 3, 4, 5, 6, 7]),
        ),
      ),
    });
    expect([...train.labels]).toEqual(classes);
  });

  it('of training files alone are enough where the test set comes from elsewhere', async () => {
    const { 't10k-images-idx3-ubyte': _i, 't10k-labels-idx1-ubyte': _l, ...alone } = setOf(images, labels);
    const path = folderOf(alone);
    expect((await mistakeIn(loadData(path))).message).toMatch(/missing: t10k-images\S+, t10k-labels/);
    const other = folderOf(setOf(typedIdx('uint8', [3, 2, 3], bytes.slice(0, 18)), typedIdx('uint8', [3], [2, 1, 0])));
    const { train, test } = await loadData(path, { test: other });
    expect([train.count, test.count, [...test.labels]]).toEqual([12, 3, [2, 1, 0]]);
  });

  it("Fashion-MNIST's classes have names", async () => {
    const path = join(folder, 'fashion-mnist');
    const files = setOf(images, labels);
    mkdirSync(path);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
    const { train } = await loadData(path);
    expect(train).toMatchObject({ classes: 10, labelsAreNames: false });
    expect(train.classNames?.[9]).toBe('Ankle boot');
  });
});
