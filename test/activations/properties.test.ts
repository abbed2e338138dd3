import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';

/** Any finite double, and as often one of the size that occurs. */
const anyZ = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ noNaN: true, min: -50, max: 50 }),
  fc.double({ noNaN: true, min: -800, max: 800 }),
  fc.constantFrom(0, -0, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, -Number.MIN_VALUE),
);

/** What rounding may do: a few units in the last place. */
const slack = (value: number) => (Number.isFinite(value) ? 4 * Number.EPSILON * Math.abs(value) : 0);

describe.each(activations)('$name', (activation) => {
  const { scalar, range, monotone, parameter } = activation;
  const [least, greatest] = range;
  const p = parameter?.initial ?? 0;

  it('says what it is', () => {
    expect(activation.formula).not.toBe('');
    expect(activation.source).toMatch(/\((19|20)\d\d\)$/);
    expect(activation.gain).toBeGreaterThan(0);
    expect(Object.isFrozen(activation)).toBe(true);
  });

  it('gives finite values within its range, and finite gradients, for rows of any finite numbers', () => {
    const rows = fc.array(anyZ, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, (row) => {
        const O = row.length;
        const [z, a, dz] = [Float64Array.from(row), new Float64Array(O), new Float64Array(O)];
        activation.forward(1, O, z, a);
        activation.backward(1, O, z, a, new Float64Array(O).fill(1), dz);
        for (let k = 0; k < O; k++) {
          expect(Number.isFinite(a[k])).toBe(true);
          expect(Number.isFinite(dz[k])).toBe(true);
          expect(a[k]).toBeGreaterThanOrEqual(least - slack(least));
          expect(a[k]).toBeLessThanOrEqual(greatest + slack(greatest));
        }
      }),
      { numRuns: 500 },
    );
  });

  if (scalar)
    it('reaches or nears the ends of its range', () => {
      const values = Array.from({ length: 4001 }, (_, k) => scalar!.f((k - 2000) / 64, p));
      const [lowest, highest] = [Math.min(...values), Math.max(...values)];
      // softsign, the slowest, is at 0.97 at z = 31; the ones without bound pass 5 (the negative side of leaky-relu: 0.3).
      if (Number.isFinite(least)) expect(lowest).toBeLessThan(least + 0.04);
      else expect(lowest).toBeLessThan(-0.3);
      if (Number.isFinite(greatest)) expect(highest).toBeGreaterThan(greatest - 0.04);
      else expect(highest).toBeGreaterThan(5);
    });

  if (scalar)
    it(monotone ? 'never falls' : 'falls somewhere, as it says', () => {
      const f = (z: number) => scalar!.f(z, p);
      if (!monotone) {
        const z = Array.from({ length: 400 }, (_, k) => k / 20 - 10);
        expect(z.some((one) => f(one + 0.05) < f(one) - slack(f(one)))).toBe(true);
        return;
      }
      const holds = (low: number, high: number) => {
        expect(f(high)).toBeGreaterThanOrEqual(f(low) - slack(f(low)));
      };
      const near = fc.double({ min: -800, max: 800, noNaN: true });
      const steps = fc.double({ min: 1e-9, max: 10, noNaN: true });
      fc.assert(
        fc.property(near, steps, (z, step) => holds(z, z + step)),
        { numRuns: 1000 },
      );
      fc.assert(
        fc.property(anyZ, anyZ, (one, other) => holds(Math.min(one, other), Math.max(one, other))),
        { numRuns: 1000 },
      );
    });

  it('passes NaN on, so that a training gone wrong is seen', () => {
    const a = new Float64Array(2);
    activation.forward(1, 2, Float64Array.of(Number.NaN, 1), a);
    expect(a[0]).toBeNaN();
  });
});
