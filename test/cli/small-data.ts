import { gzipSync } from 'node:zlib';
import { randomSource } from '../../src/util/random.ts';
import { idxBytes } from '../dataset/idx-bytes.ts';
import type { Files } from './run.ts';

/** A table of `rows` samples of three overlapping classes with four features, labels first: trains in no time. */
export function smallTable(rows = 60): string {
  const draws = randomSource('small-table').stream('values');
  const lines = Array.from({ length: rows }, (_, k) => {
    const label = k % 3;
    const features = Array.from({ length: 4 }, (_, j) => (draws.normal() / 2 + label * (j % 2)).toFixed(3));
    return [label, ...features].join(',');
  });
  return `${lines.join('\n')}\n`;
}

/** Options that train on `small.csv`. */
export const SMALL = ['--data', 'small.csv', '--hidden', '4', '--batch-size', '8', '--epochs', '2'];

/** The four IDX files of 12 training and 6 test images of 14 x 14 pixels, with two classes. */
export function smallImages(folder = 'images'): Files {
  return {
    [`${folder}/train-images-idx3-ubyte.gz`]: gzipSync(images(12)),
    [`${folder}/train-labels-idx1-ubyte.gz`]: gzipSync(labels(12)),
    [`${folder}/t10k-images-idx3-ubyte`]: images(6),
    [`${folder}/t10k-labels-idx1-ubyte`]: labels(6),
  };
}

/** `count` images, dark for class 0 and light for class 1. */
export function images(count: number): Uint8Array {
  const values = Uint8Array.from({ length: count * 196 }, (_, k) => (Math.floor(k / 196) % 2) * 100 + 60 + (k % 50));
  return idxBytes([count, 14, 14], values);
}

export function labels(count: number, of = (k: number) => k % 2): Uint8Array {
  return idxBytes(
    [count],
    Uint8Array.from({ length: count }, (_, k) => of(k)),
  );
}
