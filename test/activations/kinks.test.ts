import { describe, expect, it } from 'vitest';
import { activationByName, activations } from '../../src/activations/index.ts';

/** [function, z, f(z), df(z)] at kinks, where df is a convention: PyTorch's (hard-swish's: since 2.8). */
const convention: [string, number, number, number][] = [
  ['relu', 0, 0, 0],
  ['leaky-relu', 0, 0, 0.01],
  ['selu', 0, 0, 1.7580993408473768],
  ['hard-tanh', -1, -1, 0],
  ['hard-tanh', 1, 1, 0],
  ['hard-sigmoid', -3, 0, 0],
  ['hard-sigmoid', 3, 1, 0],
  ['hard-swish', -3, 0, 0],
  ['hard-swish', 3, 3, 1],
  ['relu6', 0, 0, 0],
  ['relu6', 6, 6, 0],
  ['soft-shrink', -0.5, 0, 0],
  ['soft-shrink', 0.5, 0, 0],
  ['hard-shrink', -0.5, 0, 0],
  ['hard-shrink', 0.5, 0, 0],
  ['prelu', 0, 0, 0.25],
];

describe('at a kink', () => {
  it.each(convention)('%s at %s is %s with slope %s', (name, z, value, slope) => {
    const { scalar, parameter, kinks } = activationByName(name);
    const p = parameter?.initial ?? 0;
    expect(kinks).toContain(z);
    expect(scalar!.f(z, p) + 0).toBe(value);
    expect(scalar!.df(z, value, p)).toBe(slope);
  });

  it('prelu’s slope in its learned number is 0', () => {
    expect(activationByName('prelu').scalar!.dfdp!(0, 0, 0.25)).toBe(0);
  });

  it.each(activations)('$name takes the slope of one of the two sides', ({ kinks, scalar, parameter }) => {
    const p = parameter?.initial ?? 0;
    for (const kink of kinks) {
      const [left, at, right] = [kink - 1e-9, kink, kink + 1e-9].map((z) => scalar!.df(z, scalar!.f(z, p), p));
      expect(Math.min(Math.abs(at - left), Math.abs(at - right))).toBeLessThan(1e-8);
    }
  });
});
