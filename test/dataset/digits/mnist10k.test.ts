import { describe, expect, it } from 'vitest';
import { loadMnist10k, readDigits } from '../../../src/dataset/digits/mnist10k.ts';
import { loadData } from '../../../src/dataset/splits.ts';
import { effort } from '../../support/effort.ts';
import { needs } from '../../support/needs.ts';
import { sharedMnist } from '../../support/shared.ts';
import { firstThousand, firstThousandLabels, inFileOrder } from '../first-thousand.ts';

describe('mnist10k', () => {
  const { train, test } = loadMnist10k();

  it('has 8,000 images to train on and 2,000 to test, as bytes', () => {
    expect(train).toMatchObject({ count: 8000, features: 784, classes: 10, shape: [28, 28], name: 'mnist10k/train' });
    expect(test).toMatchObject({ count: 2000, features: 784, classes: 10, shape: [28, 28], name: 'mnist10k/test' });
    expect(train.values).toBeInstanceOf(Uint8Array);
    expect(train.values.length + test.values.length).toBe(10_000 * 784);
  });

  it('holds each digit as often in both parts as its share allows', () => {
    const all = readDigits().map((images) => images.length / 784);
    const inTest = all.map((_, digit) => test.labels.filter((label) => label === digit).length);
    inTest.forEach((n, digit) => {
      expect(Math.abs(n - all[digit] / 5)).toBeLessThanOrEqual(1);
    });
  });

  it('comes in the same order every time', () => {
    const again = loadMnist10k();
    expect(Buffer.compare(again.train.values as Uint8Array, train.values as Uint8Array)).toBe(0);
    expect([...again.test.labels]).toEqual([...test.labels]);
    expect([...train.labels.subarray(0, 30)].join('')).toBe('173602498517360249851736024985');
  });

  it('keeps the bytes that the package wrote with three digits', () => {
    const seen = new Set(train.values);
    expect(seen.size).toBe(256);
    // Digit 0's first image begins its ink with 0.2, 0.624, 0.992, 0.624, 0.196.
    const zero = readDigits()[0];
    const ink = zero.findIndex((byte) => byte > 0);
    expect([...zero.subarray(ink, ink + 5)]).toEqual([51, 159, 253, 159, 50]);
  });

  it('loads within half a second', () => {
    // The best of three: the machine may be busy with other tests.
    const seconds = [1, 2, 3].map(() => {
      const spent = effort();
      loadMnist10k();
      return spent() / 1000;
    });
    expect(Math.min(...seconds)).toBeLessThan(0.5);
  });

  it('gives the first thousand of MNIST in file order', () => {
    const data = firstThousand();
    expect(data.count).toBe(1000);
    expect([...data.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(data.values.length).toBe(784_000);
  });

  it('is, byte for byte, the first 10,000 images of MNIST', needs('mnist'), async () => {
    const original = (await loadData(sharedMnist)).train;
    const labels = original.labels.subarray(0, 10_000);
    expect([...firstThousandLabels()]).toEqual([...labels.subarray(0, 1000)]);
    const wanted = original.values.subarray(0, 10_000 * 784) as Uint8Array;
    expect(Buffer.compare(inFileOrder(labels), wanted)).toBe(0);
    expect(Buffer.compare(firstThousand().values as Uint8Array, wanted.subarray(0, 784_000))).toBe(0);
  });
});
