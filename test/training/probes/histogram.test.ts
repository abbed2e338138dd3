import { expect, it } from 'vitest';
import { BINS, histogramOf } from '../../../src/training/probes/histogram.ts';

const of = (values: number[], limit?: number) => histogramOf(values.length, Float64Array.from(values), limit);
const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0);

it('puts each value into its bin, the greatest into the last', () => {
  const values = Array.from({ length: 1000 }, (_, k) => Math.sin(k));
  const { from, to, counts } = of(values);
  expect([from, to]).toEqual([Math.min(...values), Math.max(...values)]);
  const width = (to - from) / BINS;
  const byHand = Array.from({ length: BINS }, (_, bin) => {
    const last = bin === BINS - 1;
    return values.filter((v) => v >= from + bin * width && (last || v < from + (bin + 1) * width)).length;
  });
  expect(counts).toEqual(byHand);
  expect(sum(counts)).toBe(1000);
});

it('leaves out what is beyond the limit or not finite', () => {
  const { from, to, counts } = of([Number.NaN, Number.POSITIVE_INFINITY, -3, -1, 0, 1, 1e9], 2);
  expect({ from, to, total: sum(counts) }).toEqual({ from: -1, to: 1, total: 3 });
});

it.each([[[5, 5, 5]], [[0, 0]], [[1e300]], [[Number.NaN]], [[]]])('%j still has bins of some width', (values) => {
  const { from, to, counts } = of(values);
  expect(to).toBeGreaterThan(from);
  expect(sum(counts)).toBe(values.filter(Number.isFinite).length);
});
