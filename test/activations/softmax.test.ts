import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { softmax } from '../../src/activations/softmax.ts';

function shares(...z: number[]): number[] {
  const a = new Float64Array(z.length);
  softmax.forward(1, z.length, Float64Array.from(z), a);
  return [...a];
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const sum = (values: number[]) => values.reduce((total, one) => total + one, 0);

describe('softmax', () => {
  it('sums to 1, whatever the scores', () => {
    const rows = fc.array(finite, { minLength: 1, maxLength: 20 });
    // Measured worst 3.3e-16.
    fc.assert(
      fc.property(rows, (z) => {
        expect(Math.abs(sum(shares(...z)) - 1)).toBeLessThan(4e-15);
      }),
    );
  });

  it('does not change when all scores shift by one number', () => {
    // Whole scores and shifts, so that the shift itself is exact.
    const whole = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 8 }), whole, (z, shift) => {
        expect(shares(...z.map((one) => one + shift))).toEqual(shares(...z));
      }),
    );
  });

  it('survives ±1e308 mixed in a row', () => {
    expect(shares(1e308, -1e308, 0, 1e308)).toEqual([0.5, 0, 0, 0.5]);
    expect(shares(-1e308, -1e308)).toEqual([0.5, 0.5]);
    expect(shares(Number.MAX_VALUE, -Number.MAX_VALUE)).toEqual([1, 0]);
  });

  it('gives ln-probabilities back', () => {
    const probabilities = [0.1, 0.2, 0.3, 0.4];
    const ours = shares(...probabilities.map(Math.log));
    for (const [k, p] of probabilities.entries()) expect(Math.abs(ours[k] - p)).toBeLessThan(1e-15);
  });

  it('of two scores is the sigmoid of their difference', () => {
    expect(shares(1.3, 0.2)[0]).toBeCloseTo(1 / (1 + Math.exp(-1.1)), 15);
  });

  it('passes no gradient for a change that all scores share', () => {
    const z = Float64Array.of(0.3, -1, 2);
    const [a, dz] = [new Float64Array(3), new Float64Array(3)];
    softmax.forward(1, 3, z, a);
    softmax.backward(1, 3, z, a, Float64Array.of(5, -2, 7), dz);
    expect(Math.abs(sum([...dz]))).toBeLessThan(1e-15);
    softmax.backward(1, 3, z, a, Float64Array.of(4, 4, 4), dz);
    for (const one of dz) expect(Math.abs(one)).toBeLessThan(1e-15);
  });
});
