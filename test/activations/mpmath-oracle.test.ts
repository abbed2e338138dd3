import { describe, expect, it } from 'vitest';
import { activationByName, activations } from '../../src/activations/index.ts';
import { fixture } from '../oracle.ts';

interface Oracle {
  z: number[];
  activations: Record<string, { f: number[]; df: (number | null)[] }>;
}

const oracle = fixture<Oracle>('activations-mpmath.json');

/** Relative to the truth, or to 1e-295 where that is larger: 1e-12 of it is the 1e-307 that underflow may cost. */
const error = (ours: number, truth: number) => Math.abs(ours - truth) / Math.max(Math.abs(truth), 1e-295);

/** Measured worst over 115 points from -1e308 to 1e308: f 4.3e-16 (gelu), df 3.9e-16 (tanh-shrink), but for: */
const LAST_BITS = 6e-16;
const bounds: Record<string, { f?: number; df?: number }> = {
  // exp of a cubic magnifies the cubic's last bit by the cubic's size: 8.7e-14 for both, at -20.1.
  'gelu-tanh': { f: 2e-13, df: 2e-13 },
  // Next to the zero of the slope its terms cancel: measured 1.9e-13 at -0.751, 2.4e-13 at -1.278, 1.1e-14 at -1.2.
  gelu: { df: 4e-13 },
  silu: { df: 5e-13 },
  mish: { df: 3e-14 },
  // exp magnifies the last bit of 4z/3 by 4z/3: measured 1.9e-14, at -250.
  'lecun-tanh': { df: 4e-14 },
};

describe('against mpmath with 700 digits', () => {
  it('no bound is wider than the 1e-12 that is promised', () => {
    expect(Math.max(...Object.values(bounds).flatMap(({ f = 0, df = 0 }) => [f, df]))).toBeLessThan(1e-12);
  });

  it('the oracle knows every elementwise function of PyTorch’s and the books’', () => {
    const scalar = activations.filter((one) => one.scalar).map(({ name }) => name);
    expect(scalar).toEqual(expect.arrayContaining(Object.keys(oracle.activations)));
    expect(Object.keys(oracle.activations).length).toBe(24);
  });

  describe.each(Object.entries(oracle.activations))('%s', (name, truth) => {
    const { scalar, parameter } = activationByName(name);
    const p = parameter?.initial ?? 0;
    const bound = { f: LAST_BITS, df: LAST_BITS, ...bounds[name] };

    it('f', () => {
      const off = oracle.z.filter((z, k) => !(error(scalar!.f(z, p), truth.f[k]) <= bound.f));
      expect(off).toEqual([]);
    });

    it('df', () => {
      const off = oracle.z.filter((z, k) => {
        const slope = truth.df[k];
        return slope !== null && !(error(scalar!.df(z, scalar!.f(z, p), p), slope) <= bound.df);
      });
      expect(off).toEqual([]);
    });
  });
});
