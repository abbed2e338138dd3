import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIdx } from '../../../src/dataset/idx/idx-file.ts';
import { readIdxPair } from '../../../src/dataset/idx/index.ts';
import { loadData } from '../../../src/dataset/splits.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { effort } from '../../support/effort.ts';
import { needs } from '../../support/needs.ts';
import { idxBytes } from '../idx-bytes.ts';
import { tempFolder } from '../temp-folder.ts';
import { mistakeIn, mistakeOf } from '../user-mistake.ts';

const folder = tempFolder();

function put(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const images = (count: number, rows = 2, columns = 3) =>
  idxBytes(
    [count, rows, columns],
    Uint8Array.from({ length: count * rows * columns }, (_, k) => k),
  );
const labels = (...of: number[]) => idxBytes([of.length], Uint8Array.from(of));

describe('reading an IDX file', () => {
  it('gives back any array of bytes, gzipped or not, whatever its name', () => {
    const arrays = fc
      .tuple(fc.nat({ max: 6 }), fc.nat({ max: 9 }), fc.nat({ max: 9 }))
      .map((sizes) => sizes.map((n) => n + 1))
      .chain(([n, r, c]) =>
        fc.record({
          dimensions: fc.constant([n, r, c]),
          values: fc.uint8Array({ minLength: n * r * c, maxLength: n * r * c }),
          zipped: fc.boolean(),
        }),
      );
    fc.assert(
      fc.property(arrays, ({ dimensions, values, zipped }) => {
        const bytes = idxBytes(dimensions, values);
        const read = readIdx(put('round-trip', zipped ? gzipSync(bytes) : bytes));
        expect(read.dimensions).toEqual(dimensions);
        expect(Buffer.compare(read.values as Uint8Array, values)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('meets every truncation with a UserError', () => {
    for (const bytes of [images(5), gzipSync(images(5))]) {
      for (let length = 0; length < bytes.length; length++) {
        mistakeOf(() => readIdx(put('cut', bytes.subarray(0, length))));
      }
    }
  });

  it('meets any mutation with a UserError, or reads an array of the right size', () => {
    const originals = [images(7), gzipSync(images(7)), labels(1, 2, 3), gzipSync(labels(1, 2, 3))];
    const mutation = fc.record({
      original: fc.constantFrom(...originals),
      flips: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }),
      more: fc.uint8Array({ maxLength: 3 }),
    });
    fc.assert(
      fc.property(mutation, ({ original, flips, more }) => {
        const bytes = Uint8Array.from([...original, ...more]);
        for (const [at, value] of flips) bytes[at % bytes.length] = value;
        try {
          const { dimensions, values } = readIdx(put('mutated', bytes));
          expect(values.length).toBe(dimensions.reduce((a, b) => a * b));
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });

  const broken: [what: string, bytes: Uint8Array, message: RegExp][] = [
    ['a type that IDX has not', Buffer.of(0, 0, 0x0a, 1, 0, 0, 0, 1, 7), /magic number.*00 00 0a 01.*is this an IDX/is],
    ['more dimensions than samples have', Buffer.of(0, 0, 8, 9), /magic number.*00 00 08 09/is],
    ['text', Buffer.from('label,1x1,1x2\n5,0,0\n'), /magic number.*is this an IDX file/is],
    ['an empty file', new Uint8Array(0), /magic number/],
    ['a header cut short', images(1).subarray(0, 9), /truncated/],
    ['truncated values', images(4).subarray(0, 30), /truncated.*promises 40 bytes.*30 bytes/s],
    ['trailing bytes', Buffer.concat([images(4), Buffer.of(0)]), /trailing bytes/],
    ['trailing bytes within gzip', gzipSync(Buffer.concat([images(4), Buffer.of(0)])), /trailing bytes/],
    ['values truncated within gzip', gzipSync(images(4).subarray(0, 30)), /truncated.*promises 40 bytes/],
    ['gzip cut short', gzipSync(images(50)).subarray(0, -9), /truncated/],
    ['something after the gzip data', Buffer.concat([gzipSync(images(4)), Buffer.from('more')]), /gzip/],
    ['a dimension of zero', idxBytes([3, 0, 3], new Uint8Array(0)), /dimensions of at least 1.*3 x 0 x 3/s],
    ['absurd dimensions', idxBytes([0xffffffff, 0xffffffff, 2], new Uint8Array(9)), /below 2 GiB/],
    [
      'absurd dimensions within gzip',
      gzipSync(idxBytes([60000, 28, 28], new Uint8Array(9))),
      /47040016 bytes, more than its gzip data can hold/,
    ],
  ];
  it.each(broken)('refuses %s', (_, bytes, message) => {
    expect(mistakeOf(() => readIdx(put('broken', bytes))).message).toMatch(message);
  });

  it('refuses a file that is named .gz and is not gzip', () => {
    const { message } = mistakeOf(() => readIdx(put('plain.gz', images(2))));
    expect(message).toMatch(/plain\.gz is named \.gz but is not gzip.*00 00 08 03/s);
  });

  it('stops a gzip bomb at the size that its header promises', () => {
    const bomb = gzipSync(Buffer.concat([images(1, 2, 2), Buffer.alloc(400 << 20)]));
    const path = put('bomb.gz', bomb);
    const before = process.memoryUsage().rss;
    const spent = effort();
    expect(mistakeOf(() => readIdx(path)).message).toMatch(/trailing bytes: its header promises 20 bytes/);
    expect(spent()).toBeLessThan(500);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
  });

  it('refuses what is no regular file, or not there', () => {
    expect(mistakeOf(() => readIdx(folder)).message).toMatch(/not a regular file/);
    expect(mistakeOf(() => readIdx('/dev/zero')).message).toMatch(/not a regular file/);
    expect(mistakeOf(() => readIdx(join(folder, 'absent'))).message).toMatch(/absent.*no such file/is);
  });
});

describe('images with their labels', () => {
  it('takes any size and class count', () => {
    const data = readIdxPair({ images: put('i', images(3, 4, 5)), labels: put('l', labels(6, 0, 255)) });
    expect(data).toMatchObject({ count: 3, features: 20, shape: [4, 5] });
    expect(Array.from(data.labels?.values ?? [])).toEqual([6, 0, 255]);
    expect([...data.values.subarray(20, 24)]).toEqual([20, 21, 22, 23]);
  });

  it('refuses counts that differ', () => {
    const { message } = mistakeOf(() => readIdxPair({ images: put('i', images(3)), labels: put('l', labels(1, 2)) }));
    expect(message).toMatch(/equally many.*3 images, 2 labels/s);
  });
});

describe('a folder of IDX files', () => {
  function folderOf(files: Record<string, Uint8Array>): string {
    const path = mkdtempSync(join(folder, 'set-'));
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes);
    return path;
  }
  const whole = {
    'train-images-idx3-ubyte.gz': gzipSync(images(3)),
    'train-labels.idx1-ubyte': labels(0, 1, 2),
    't10k-images.idx3-ubyte.gz': gzipSync(images(2)),
    't10k-labels-idx1-ubyte': labels(2, 1),
  };

  it('reads all spellings, gzipped or not', async () => {
    const { train, test } = await loadData(folderOf(whole));
    expect([train.count, train.classes, test.count, test.classes]).toEqual([3, 3, 2, 3]);
    expect(test.name).toMatch(/^set-\w+\/test$/);
  });

  it('takes the classes of the training set, and refuses test labels beyond them', async () => {
    const path = folderOf({ ...whole, 't10k-labels-idx1-ubyte': labels(2, 3) });
    expect((await mistakeIn(loadData(path))).message).toMatch(
      /image 1, labels in.*in 0\.\.2, the classes.*received 3/s,
    );
  });

  it('refuses test images of another size', async () => {
    const path = folderOf({ ...whole, 't10k-images.idx3-ubyte.gz': gzipSync(images(2, 3, 2)) });
    expect((await mistakeIn(loadData(path))).message).toMatch(/2 x 3 pixels.*3 x 2/s);
  });

  it('names all that is missing, and how to get it', async () => {
    const path = folderOf({ 'train-labels-idx1-ubyte': labels(1) });
    const { message } = await mistakeIn(loadData(path));
    expect(message).toMatch(/missing: train-images-idx3-ubyte\[\.gz\], t10k-images\S+, t10k-labels/);
    expect(message).toContain('gradlens data download mnist');
    expect(message).not.toContain('train-labels');
  });

  it('refuses a folder that is not there', async () => {
    const { message } = await mistakeIn(loadData(join(folder, 'nowhere')));
    expect(message).toMatch(/nowhere, which does not exist.*gradlens data download/is);
  });

  it('refuses files that may not be read', needs('permissions'), async () => {
    const path = folderOf({});
    for (const [name, bytes] of Object.entries(whole)) writeFileSync(join(path, name), bytes, { mode: 0o000 });
    expect((await mistakeIn(loadData(path))).message).toMatch(/permission denied/);
    rmSync(path, { recursive: true });
  });

  it('is not misled by a folder in the place of a file', async () => {
    const path = folderOf({});
    for (const name of Object.keys(whole)) mkdirSync(join(path, name));
    expect((await mistakeIn(loadData(path))).message).toMatch(/not a regular file/);
  });
});
