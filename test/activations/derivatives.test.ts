import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import { numericSlope } from '../../src/activations/numeric-slope.ts';

const elementwise = activations.filter(({ scalar }) => scalar);
const vectors = activations.filter(({ scalar }) => !scalar);
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe.each(elementwise)('$name', ({ scalar, kinks, parameter }) => {
  const { f, df, dfdp } = scalar!;
  const initial = parameter?.initial ?? 0;
  const parameters = parameter ? between(-2, 2) : fc.constant(initial);
  const farFromKinks = (z: number) => kinks.every((kink) => Math.abs(z - kink) > 1e-3);

  it('df is the slope of f', () => {
    fc.assert(
      fc.property(between(-30, 30).filter(farFromKinks), parameters, (z, p) => {
        const { slope, error } = numericSlope((x) => f(x, p), z);
        // `error` is the numeric side's own estimate. Measured worst beyond it: 2e-10, of gelu-tanh at -20.8.
        expect(Math.abs(df(z, f(z, p), p) - slope)).toBeLessThanOrEqual(1e-8 * Math.abs(slope) + 2 * error + 1e-300);
        expect(error).toBeLessThan(1e-5);
      }),
      { numRuns: 1000 },
    );
  });

  if (kinks.length > 0)
    it('its slope or value jumps at each kink it names', () => {
      for (const kink of kinks) {
        const [left, right] = [kink - 1e-6, kink + 1e-6].map((z) => ({
          a: f(z, initial),
          slope: df(z, f(z, initial), initial),
        }));
        expect(Math.max(Math.abs(right.slope - left.slope), Math.abs(right.a - left.a))).toBeGreaterThan(0.1);
      }
    });

  it('its slope jumps nowhere else', () => {
    const step = 2 ** -12;
    for (let z = -10; z < 10; z += step) {
      if (kinks.some((kink) => kink >= z && kink <= z + step)) continue;
      const [left, right] = [z, z + step].map((x) => df(x, f(x, initial), initial));
      if (!(Math.abs(right - left) < 0.01)) expect.fail(`df jumps from ${left} to ${right} at ${z}`);
    }
  });

  if (parameter)
    it('dfdp is the slope in the learned number', () => {
      fc.assert(
        fc.property(between(-30, 30), between(-2, 2), (z, p) => {
          const { slope, error } = numericSlope((q) => f(z, q), p);
          // Measured worst 7e-14.
          expect(Math.abs(dfdp!(z, f(z, p), p) - slope)).toBeLessThanOrEqual(
            1e-8 * Math.abs(slope) + 2 * error + 1e-300,
          );
        }),
      );
    });
});

describe.each(vectors)('$name', ({ forward, backward, kinks }) => {
  /**
   * How far a numeric slope of one output may be off, in terms of the `error` that it tells. That is the distance of two
   * extrapolations, more than what the sixth power of the step leaves, plus EPSILON |a| / h for rounding. An output may
   * be off by 12 EPSILON |a|: a difference of scores up to 12 by 4 of them, its exp 1, the sum of such 5 + 1.5, the
   * quotient 0.5. The differences' weights multiply it by 1.65 / h. Measured over 30,000 rows: 0.04 of the bound below.
   */
  const POSSIBLE = 20;
  /** Where both extrapolations agree by chance: 121 h^6 |a^(7)| / 7! with h = 6/512 and |a^(7)| <= 17/16, a sigmoid's. */
  const AGREEING = 1e-13;

  it('backward is the Jacobian-vector product, against numeric slopes', () => {
    const O = 4;
    const row = fc.array(between(-6, 6), { minLength: O, maxLength: O });
    fc.assert(
      fc.property(row, row, (scores, weights) => {
        fc.pre(scores.every((z) => kinks.every((kink) => Math.abs(z - kink) > 1e-3)));
        const [z, a, dz] = [Float64Array.from(scores), new Float64Array(O), new Float64Array(O)];
        const output = (o: number, k: number) => (value: number) => {
          const out = new Float64Array(O);
          forward(1, O, z.with(k, value), out);
          return out[o];
        };
        forward(1, O, z, a);
        backward(1, O, z, a, Float64Array.from(weights), dz);
        for (let k = 0; k < O; k++) {
          // Each output for itself: in their weighted sum, rounding would not shrink with what cancels.
          const slopes = weights.map((_, o) => numericSlope(output(o, k), z[k]));
          const slope = slopes.reduce((sum, one, o) => sum + weights[o] * one.slope, 0);
          const bound = slopes.reduce(
            (sum, { error }, o) => sum + Math.abs(weights[o]) * (POSSIBLE * error + AGREEING),
            0,
          );
          // Beside it backward's own rounding, a few EPSILON of 6.
          expect(Math.abs(dz[k] - slope)).toBeLessThanOrEqual(bound + 1e-14);
        }
      }),
      { numRuns: 200 },
    );
  });
});
