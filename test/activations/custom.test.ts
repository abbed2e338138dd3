import { describe, expect, it } from 'vitest';
import { defineActivation } from '../../src/activations/custom.ts';
import type { CustomActivation } from '../../src/activations/custom-fields.ts';
import { activationByName, activations } from '../../src/activations/index.ts';

const bentIdentity = { name: 'bent-identity', f: (z: number) => (Math.sqrt(z * z + 1) - 1) / 2 + z };
const points = [-30, -4.7, -1.1, -0.3, 0.02, 0.9, 2.5, 17];

describe('defineActivation', () => {
  it('makes an activation of a name and an f', () => {
    const own = defineActivation(bentIdentity);
    expect(own).toMatchObject({
      name: 'bent-identity',
      aliases: [],
      init: 'glorot-uniform',
      monotone: false,
      kinks: [],
    });
    expect(own.range).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    const [z, a, dz] = [Float64Array.from(points), new Float64Array(8), new Float64Array(8)];
    own.forward(2, 4, z, a);
    own.backward(2, 4, z, a, new Float64Array(8).fill(1), dz);
    for (const [k, one] of points.entries()) {
      expect(a[k]).toBe(bentIdentity.f(one));
      // Measured worst 6e-14.
      expect(Math.abs(dz[k] / (one / (2 * Math.sqrt(one * one + 1)) + 1) - 1)).toBeLessThan(1e-9);
    }
  });

  it.each(activations.filter(({ scalar }) => scalar))('has nothing against the formulas of $name', (activation) => {
    const { scalar, kinks, range, parameter } = activation;
    const own = { name: 'my-own', ...scalar!, range, ...(parameter && { parameter }) };
    expect(defineActivation({ ...own, kinks }).scalar!.df).toBe(scalar!.df);
    // The kinks are found where they are not told.
    expect(defineActivation(own).kinks).toEqual(kinks);
  });

  it.each(activations.filter(({ scalar }) => scalar))(
    'finds the slope of $name by itself',
    ({ scalar, kinks, parameter }) => {
      const own = defineActivation({ name: 'my-own', f: scalar!.f, kinks, ...(parameter && { parameter }) });
      const p = parameter?.initial ?? 0;
      for (const z of points) {
        const a = scalar!.f(z, p);
        // Measured worst 4e-13, absolute (gelu-tanh at 2.5).
        expect(Math.abs(own.scalar!.df(z, a, p) - scalar!.df(z, a, p))).toBeLessThan(1e-9);
        if (scalar!.dfdp) expect(own.scalar!.dfdp!(z, a, p)).toBeCloseTo(scalar!.dfdp(z, a, p), 9);
      }
    },
  );

  it('takes what it is told over its defaults', () => {
    const told = {
      aliases: ['bi'],
      formula: 'F',
      source: 'Me (2024)',
      range: [-1e6, 1e9],
      monotone: true,
      kinks: [1],
      init: 'he-normal',
      gain: 1.25,
    } as const;
    expect(defineActivation({ ...bentIdentity, ...told })).toMatchObject(told);
  });

  it('measures the gain that keeps a normal signal’s size', () => {
    expect(defineActivation({ name: 'double', f: (z) => 2 * z }).gain).toBeCloseTo(0.5, 10);
  });

  it('gives the default answers on saturated and dead', () => {
    const own = defineActivation({ name: 'my-tanh', f: Math.tanh });
    expect([own.saturated(0, 0), own.saturated(5, Math.tanh(5)), own.dead(400, 1)]).toEqual([false, true, true]);
  });

  it('accepts a df that cancels in its tails, as 1 - a^2 does', () => {
    const softplus = (z: number) => Math.log1p(Math.exp(z));
    expect(defineActivation({ name: 'my-tanh', f: Math.tanh, df: (_z, a) => 1 - a * a }).scalar!.df(0, 0, 0)).toBe(1);
    expect(defineActivation({ name: 'my-plus', f: softplus, df: (z) => 1 - 1 / (1 + Math.exp(z)) }).kinks).toEqual([]);
  });

  it('accepts any slope at a kink, told or not, and a step function', () => {
    const hinge = (atZero: number): CustomActivation => ({
      name: 'hinge',
      f: (z) => Math.max(0, z),
      df: (z) => (z > 0 ? 1 : z < 0 ? 0 : atZero),
    });
    expect(defineActivation(hinge(0.7)).kinks).toEqual([0]);
    expect(defineActivation({ ...hinge(0.7), kinks: [0] }).kinks).toEqual([0]);
    expect(defineActivation({ name: 'step', f: (z) => (z >= 1 ? 1 : 0), df: () => 0 }).kinks).toEqual([1]);
  });

  it('does not take the bottom of a curve for a kink', () => {
    expect(defineActivation({ name: 'square', f: (z) => z * z, df: (z) => 2 * z }).kinks).toEqual([]);
    expect(defineActivation({ name: 'wave', f: Math.cos, df: (z) => -Math.sin(z) }).kinks).toEqual([]);
  });

  it('accepts an f that is infinite only far out', () => {
    expect(defineActivation({ name: 'my-exp', f: Math.exp, df: (_z, a) => a }).scalar!.f(1, 0)).toBe(Math.E);
  });

  it('leaves the registry as it was', () => {
    defineActivation(bentIdentity);
    expect(() => activationByName('bent-identity')).toThrow('must be one of');
  });
});
