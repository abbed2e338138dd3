import { describe, expect, it } from 'vitest';
import { activationByName } from '../../src/activations/index.ts';

const { exp, log, sqrt, PI } = Math;

/** As printed in books: right on paper, but not in floating point. */
const printed: Record<string, { f: (z: number) => number; breaksAt: number[]; how: string }> = {
  tanh: {
    f: (z) => (exp(z) - exp(-z)) / (exp(z) + exp(-z)),
    breaksAt: [-1e5, -710, 710, 1e5],
    how: 'Infinity / Infinity',
  },
  sigmoid: { f: (z) => exp(z) / (1 + exp(z)), breaksAt: [710, 1e5], how: 'Infinity / Infinity' },
  softplus: { f: (z) => log(1 + exp(z)), breaksAt: [710, 1e5], how: 'Infinity' },
  'log-sigmoid': { f: (z) => log(1 / (1 + exp(-z))), breaksAt: [-1e5, -710], how: '-Infinity' },
  silu: { f: (z) => (z * exp(z)) / (1 + exp(z)), breaksAt: [710, 1e5], how: 'Infinity / Infinity' },
  mish: {
    f: (z) => (z * ((1 + exp(z)) ** 2 - 1)) / ((1 + exp(z)) ** 2 + 1),
    breaksAt: [360, 710],
    how: 'Infinity / Infinity',
  },
  'lecun-tanh': {
    f: (z) => (1.7159 * (exp((2 * z) / 3) - exp((-2 * z) / 3))) / (exp((2 * z) / 3) + exp((-2 * z) / 3)),
    breaksAt: [-2000, 2000],
    how: 'Infinity / Infinity',
  },
};

/** Forms that never overflow, but lose all digits: these give 0 where a small gradient or value still is. */
const cancelling: Record<string, { form: (z: number) => number; ours: 'f' | 'df'; at: number }> = {
  sigmoid: { form: (z) => (1 / (1 + exp(-z))) * (1 - 1 / (1 + exp(-z))), ours: 'df', at: 40 },
  tanh: { form: (z) => 1 - Math.tanh(z) ** 2, ours: 'df', at: 20 },
  softplus: { form: (z) => log(1 + exp(z)), ours: 'f', at: -50 },
  'log-sigmoid': { form: (z) => -log(1 + exp(-z)), ours: 'f', at: 50 },
  'gelu-tanh': { form: (z) => 1 + Math.tanh(sqrt(2 / PI) * (z + 0.044715 * z ** 3)), ours: 'f', at: -20 },
  elu: { form: (z) => exp(z) - 1, ours: 'f', at: -1e-20 },
  'tanh-shrink': { form: (z) => z - Math.tanh(z), ours: 'f', at: 1e-9 },
};

describe('the form in the books', () => {
  describe.each(Object.entries(printed))('of %s', (name, { f, breaksAt, how }) => {
    const { scalar } = activationByName(name);

    it('agrees with ours at moderate inputs', () => {
      // Measured worst 3e-15, of mish.
      for (const z of [-3.3, -0.7, 0.4, 5]) expect(Math.abs(f(z) / scalar!.f(z, 0) - 1)).toBeLessThan(1e-13);
    });

    it.each(breaksAt)(`breaks at %s (${how}), where ours holds`, (z) => {
      expect(Number.isFinite(f(z))).toBe(false);
      expect(Number.isFinite(scalar!.f(z, 0))).toBe(true);
      expect(Number.isFinite(scalar!.df(z, scalar!.f(z, 0), 0))).toBe(true);
    });
  });

  it.each(Object.entries(cancelling))('of %s cancels to 0, where ours has a value', (name, { form, ours, at }) => {
    const { f, df } = activationByName(name).scalar!;
    expect(Math.abs(form(at))).toBe(0);
    expect(ours === 'f' ? f(at, 0) : df(at, f(at, 0), 0)).not.toBe(0);
  });

  it('of the sigmoid takes exp(-z) to Infinity on its way to 0, and its slope as printed is NaN', () => {
    const slope = (z: number) => exp(-z) / (1 + exp(-z)) ** 2;
    expect(exp(1000)).toBe(Number.POSITIVE_INFINITY);
    expect(slope(-1000)).toBeNaN();
    const { f, df } = activationByName('sigmoid').scalar!;
    expect(df(-1000, f(-1000, 0), 0)).toBe(0);
  });

  it('of the softmax is NaN where a score passes 709, and where all are below -745', () => {
    const naive = (z: Float64Array) => {
      const sum = z.reduce((total: number, one) => total + exp(one), 0);
      return Array.from(z, (one) => exp(one) / sum);
    };
    for (const z of [Float64Array.of(710, 709, 0), Float64Array.of(-800, -801, -802)]) {
      const a = new Float64Array(3);
      activationByName('softmax').forward(1, 3, z, a);
      expect(naive(z).some(Number.isNaN)).toBe(true);
      expect(a.reduce((total, one) => total + one)).toBeCloseTo(1, 14);
    }
  });
});
