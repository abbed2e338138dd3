import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import { numericSlope } from '../../src/activations/numeric-slope.ts';
import { randomSource } from '../../src/util/random.ts';

const [B, O] = [3, 5];

function draws(purpose: string): Float64Array {
  const stream = randomSource('matrix forms').stream(purpose);
  return Float64Array.from({ length: B * O }, () => 2 * stream.normal());
}

describe.each(activations)('$name on a matrix [B][O]', (activation) => {
  const { scalar, parameter, forward, backward } = activation;
  const p = parameter && parameter.initial + 0.125;
  const z = draws('z');
  const da = draws('da');
  const a = new Float64Array(B * O);
  const dz = new Float64Array(B * O);
  forward(B, O, z, a, p);
  backward(B, O, z, a, da, dz, p);

  if (scalar)
    it('is its scalar f and df', () => {
      for (let k = 0; k < B * O; k++) {
        expect(a[k]).toBe(scalar!.f(z[k], p ?? 0));
        expect(dz[k]).toBe(da[k] * scalar!.df(z[k], a[k], p ?? 0));
      }
    });

  it('is each row for itself', () => {
    for (let b = 0; b < B; b++) {
      const row = new Float64Array(O);
      forward(1, O, z.subarray(b * O), row, p);
      expect(row).toEqual(a.slice(b * O, (b + 1) * O));
    }
  });

  it('gives the same gradients when da and dz are one array', () => {
    const both = da.slice();
    const dp = new Float64Array(B);
    const apart = new Float64Array(B);
    backward(B, O, z, a, both, both, p, dp);
    backward(B, O, z, a, da, dz, p, apart);
    expect(both).toEqual(dz);
    expect(dp).toEqual(apart);
  });

  it('leaves what lies behind the matrix alone', () => {
    const long = new Float64Array(B * O + 2).fill(7);
    forward(B, O, Float64Array.of(...z, 1, 1), long, p);
    expect([...long.slice(B * O)]).toEqual([7, 7]);
    const slopes = new Float64Array(B * O + 2).fill(7);
    backward(B, O, z, a, da, slopes, p);
    expect([...slopes.slice(B * O)]).toEqual([7, 7]);
  });

  it('takes single precision too', () => {
    const [z32, a32, dz32] = [Float32Array.from(z), new Float32Array(B * O), new Float32Array(B * O)];
    forward(B, O, z32, a32, p);
    backward(B, O, z32, a32, Float32Array.from(da), dz32, p);
    for (let k = 0; k < B * O; k++) {
      // Half a unit of 2^-24 in z, a and da each, and slopes up to 1.2. Measured worst 2.2e-7.
      expect(Math.abs(a32[k] - a[k])).toBeLessThan(2e-6);
      expect(Math.abs(dz32[k] - dz[k])).toBeLessThan(2e-6);
    }
  });

  if (parameter)
    it('sums dL/dp over each row', () => {
      const dp = new Float64Array(B);
      backward(B, O, z, a, da, dz, p, dp);
      for (let b = 0; b < B; b++) {
        const loss = (q: number) => {
          const out = new Float64Array(B * O);
          forward(B, O, z, out, q);
          return out.subarray(b * O, (b + 1) * O).reduce((sum, one, o) => sum + one * da[b * O + o], 0);
        };
        // Measured worst 4e-13.
        expect(Math.abs(numericSlope(loss, p!).slope - dp[b])).toBeLessThan(1e-11);
      }
    });

  it('starts from its own learned number where none is given', () => {
    const [given, left] = [new Float64Array(B * O), new Float64Array(B * O)];
    forward(B, O, z, given, parameter?.initial);
    forward(B, O, z, left);
    expect(left).toEqual(given);
  });
});
