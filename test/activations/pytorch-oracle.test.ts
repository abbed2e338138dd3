import { describe, expect, it } from 'vitest';
import { activationByName } from '../../src/activations/index.ts';
import { fixture } from '../oracle.ts';

interface Oracle {
  z: number[];
  activations: Record<string, { f: number[]; df: number[] }>;
}

const torch = fixture<Oracle>('activations.json');
const mpmath = fixture<Oracle>('activations-mpmath.json');

/** Places where PyTorch's float64 misses the truth by more than 1e-10, and why. Everywhere else it is our measure. */
const torchIsOff: Record<string, { f?: number[]; df?: number[]; why: string }> = {
  sigmoid: { df: [20.1, 50.5, 100.25], why: 'a (1 - a) cancels' },
  tanh: { df: [-100.25, -50.5, -20.1, -10.3, 10.3, 20.1, 50.5, 100.25], why: '1 - a^2 cancels' },
  'lecun-tanh': { df: [-100.25, -50.5, -20.1, 20.1, 50.5, 100.25], why: '1 - a^2 cancels' },
  gelu: { f: [-20.1, -10.3, -6.2], df: [-20.1, -10.3, -6.2], why: '1 + erf cancels' },
  'gelu-tanh': { f: [-20.1, -10.3, -6.2, -5.1], df: [-20.1, -10.3, -6.2, -5.1], why: '1 + tanh cancels' },
  'tanh-shrink': { f: [-1e-5, 1e-5], df: [-1e-5, 1e-5], why: 'z - tanh z and 1 - (1 - a^2) cancel' },
  softplus: { df: [20.1], why: 'it is taken to be linear above 20' },
  'hard-sigmoid': { df: torch.z.filter((z) => Math.abs(z) < 3), why: 'its 1/6 is of single precision' },
  silu: { f: [-710.5], df: [-710.5], why: 'subnormal numbers are flushed to zero' },
  mish: { df: [-710.5], why: 'subnormal numbers are flushed to zero' },
};

/** 1e-297 times the bound is 1e-307: what underflow may cost. */
const error = (ours: number, theirs: number) => Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-297);

describe('against PyTorch in float64', () => {
  describe.each(Object.entries(torch.activations))('%s', (name, theirs) => {
    const scalar = activationByName(name).scalar!;
    const ours = { f: (z: number) => scalar.f(z, 0), df: (z: number) => scalar.df(z, scalar.f(z, 0), 0) };

    it.each(['f', 'df'] as const)('%s is PyTorch’s to 1e-10, wherever PyTorch is right', (which) => {
      // Measured worst where PyTorch is right: f 9.3e-11 (softplus at 20.1, taken to be linear), df 2.1e-11
      // (lecun-tanh at 10.3, by 1 - a^2).
      const off = torch.z.filter((z, k) => !(error(ours[which](z), theirs[which][k]) <= 1e-10));
      expect(off).toEqual(torchIsOff[name]?.[which] ?? []);
    });

    it.each(['f', 'df'] as const)('%s is the truth where PyTorch is off', (which) => {
      for (const z of torchIsOff[name]?.[which] ?? []) {
        const truth = mpmath.activations[name][which][mpmath.z.indexOf(z)];
        expect(error(theirs[which][torch.z.indexOf(z)], truth)).toBeGreaterThan(1e-10);
        expect(error(ours[which](z), truth)).toBeLessThan(1e-12);
      }
    });
  });
});
