import { readFileSync } from 'node:fs';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { readDigits } from '../../src/dataset/digits/mnist10k.ts';

const PIXELS = 784;

/** Labels of the first 1,000 training images of MNIST, in the order of the original file. */
export function firstThousandLabels(): Uint16Array {
  const text = readFileSync(new URL('../fixtures/mnist-first-1000-labels.txt', import.meta.url), 'utf8').trim();
  return Uint16Array.from(text, Number);
}

/**
 * The first 1,000 training images of MNIST in the order of the original file. The mnist package groups them by digit
 * and keeps their order within each, so that labels alone tell which comes next.
 */
export function firstThousand(): Dataset {
  const labels = firstThousandLabels();
  return {
    name: 'mnist/first-thousand',
    count: labels.length,
    features: PIXELS,
    classes: 10,
    shape: [28, 28],
    values: inFileOrder(labels),
    labels,
  };
}

/** [labels.length][784]: images of the mnist package, dealt out by label. */
export function inFileOrder(labels: ArrayLike<number>): Uint8Array {
  const digits = readDigits();
  const next = new Array<number>(10).fill(0);
  const values = new Uint8Array(labels.length * PIXELS);
  for (let k = 0; k < labels.length; k++) {
    const digit = labels[k];
    const at = next[digit]++ * PIXELS;
    values.set(digits[digit].subarray(at, at + PIXELS), k * PIXELS);
  }
  return values;
}
