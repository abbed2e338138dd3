import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smoothed } from '../../src/charts/smoothing.ts';

/** The definition as one sum: weights w^(t-k), normed to 1. */
function closedForm(values: readonly number[], w: number): number[] {
  return values.map((_, t) => {
    const weights = values.slice(0, t + 1).map((_, k) => w ** (t - k));
    const sum = weights.reduce((total, one) => total + one, 0);
    return weights.reduce((total, one, k) => total + (one / sum) * values[k], 0);
  });
}

const weight = fc.double({ min: 0.01, max: 0.999, noNaN: true });
const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('smoothing', () => {
  it('is the weighted mean of the closed form', () => {
    fc.assert(
      fc.property(values, weight, (list, w) => {
        const wanted = closedForm(list, w);
        // Measured: at most 2e-12 in 3000 draws; near w = 1, 1 - w^t loses three digits.
        for (const [k, value] of smoothed(list, w).entries()) expect(Math.abs(value - wanted[k])).toBeLessThan(1e-11);
      }),
    );
  });

  it('does what TensorBoard does with a step: 0.6 after one value, as in its own bias correction', () => {
    // s = 0.4, 0.24, 0.544 over 1 - 0.6^t = 0.4, 0.64, 0.784
    const [a, b, c] = smoothed([1, 0, 1], 0.6);
    expect(a).toBeCloseTo(1, 14);
    expect(b).toBeCloseTo(0.24 / 0.64, 14);
    expect(c).toBeCloseTo(0.544 / 0.784, 14);
  });

  it('changes nothing with weight 0, nor a constant', () => {
    expect(smoothed([3, 1, 2], 0)).toEqual([3, 1, 2]);
    expect(smoothed([0.1, 0.1, 0.1], 0.7)).toEqual([0.1, 0.1, 0.1]);
    expect(smoothed([], 0.5)).toEqual([]);
  });

  it('lets what is not finite through, without counting it', () => {
    const [a, gap, c] = smoothed([1, Number.NaN, 3], 0.5);
    expect([a, gap, c]).toEqual([1, Number.NaN, smoothed([1, 3], 0.5)[1]]);
    expect(smoothed([Infinity, 2, 4], 0.5)).toEqual([Infinity, ...smoothed([2, 4], 0.5)]);
  });
});
