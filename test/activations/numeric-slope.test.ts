import { describe, expect, it } from 'vitest';
import { numericSlope } from '../../src/activations/numeric-slope.ts';

const relative = (ours: number, truth: number) => Math.abs(ours / truth - 1);

describe('numericSlope', () => {
  it.each([
    ['sin', Math.sin, Math.cos],
    ['exp', Math.exp, Math.exp],
    ['tanh', Math.tanh, (z: number) => Math.cosh(z) ** -2],
    ['z^3', (z: number) => z ** 3, (z: number) => 3 * z * z],
    ['sin 20z', (z: number) => Math.sin(20 * z), (z: number) => 20 * Math.cos(20 * z)],
  ])('of %s is right to 1e-11', (_, f, df) => {
    // Measured worst 5e-12, of tanh at 3.7, where it is a 400th of f.
    for (const z of [-3.7, -1, -0.2, 0.4, 1, 2.5, 3.7])
      expect(relative(numericSlope(f, z).slope, df(z))).toBeLessThan(1e-11);
  });

  it('falls short only by the sixth power of the step', () => {
    // Of z^5 at 0 the fourth power cancels exactly: what is left is rounding.
    expect(Math.abs(numericSlope((z) => z ** 5, 0).slope)).toBeLessThan(1e-25);
  });

  it('says how far it may be off', () => {
    for (const z of [-2.3, 0.1, 0.9]) {
      const { slope, error } = numericSlope(Math.exp, z);
      expect(Math.abs(slope - Math.exp(z))).toBeLessThanOrEqual(error);
      expect(error).toBeLessThan(1e-9);
    }
  });

  it('does not reach across a kink nearby', () => {
    const hinge = (z: number) => Math.max(0, z);
    // Measured: exact.
    for (const z of [1e-6, 1e-4, 0.003, 0.02]) {
      expect(numericSlope(hinge, z).slope).toBeCloseTo(1, 9);
      expect(numericSlope(hinge, -z).slope).toBeCloseTo(0, 9);
    }
  });

  it('is the mean of both sides at a kink', () => {
    expect(numericSlope(Math.abs, 0).slope).toBe(0);
    expect(numericSlope((z) => Math.max(0, z), 0).slope).toBe(0.5);
  });

  it('scales its step with z', () => {
    expect(relative(numericSlope((z) => z * z, 1e6).slope, 2e6)).toBeLessThan(1e-10);
    expect(relative(numericSlope(Math.log, 1e9).slope, 1e-9)).toBeLessThan(1e-9);
  });

  it('calls f six times for a smooth function', () => {
    let calls = 0;
    numericSlope((z) => {
      calls++;
      return Math.sin(z);
    }, 0.7);
    expect(calls).toBe(6);
  });
});
