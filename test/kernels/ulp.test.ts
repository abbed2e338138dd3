import { afterAll, describe, expect, it } from 'vitest';
import { type Activation, type ActivationName, activations } from '../../src/activations/index.ts';
import { routineName } from '../../src/kernels/wasm/routines.ts';
import { type FlavourMemory, flavours } from './flavours.ts';
import { sweep, ulpError } from './ulp.ts';

/**
 * How far a routine may be from the textbook's float64 over the whole range of float32, in units in the last place, of
 * which 0.5 is float32's own rounding; the number behind each bound is what was measured, the worse of both builds.
 */
interface Bound {
  readonly f: number;
  readonly df: number;
  /** df may be this far off absolutely instead: where it crosses 0, or where it is made of 1 - a, which has no more
   * digits there than a has. */
  readonly absolute?: number;
}

/** What rounds once, to float32's nearest but for a hundredth of its step. */
const ONE_ROUNDING = 0.52;

const bounds: Partial<Record<ActivationName, Bound>> = {
  identity: { f: 0, df: 0 },
  sigmoid: { f: 2.5 /* 2.14 */, df: 4, absolute: 1e-7 /* 8.7e-8 */ },
  tanh: { f: 2.8 /* 2.36 */, df: 4, absolute: 2e-7 /* 1.7e-7 */ },
  relu: { f: 0, df: 0 },
  'leaky-relu': { f: 1 /* 0.84 */, df: 0.5 /* 0.24 */ },
  elu: { f: ONE_ROUNDING, df: 1.1 /* 0.99 */ },
  selu: { f: ONE_ROUNDING, df: 2 /* 1.64 */ },
  celu: { f: ONE_ROUNDING, df: 1.1 /* 0.99 */ },
  gelu: { f: ONE_ROUNDING, df: ONE_ROUNDING, absolute: 1e-9 },
  'gelu-tanh': { f: ONE_ROUNDING, df: ONE_ROUNDING, absolute: 1e-9 },
  silu: { f: ONE_ROUNDING, df: ONE_ROUNDING, absolute: 1e-9 },
  mish: { f: ONE_ROUNDING, df: ONE_ROUNDING, absolute: 1e-9 },
  softplus: { f: ONE_ROUNDING, df: 2.5 /* 2.14 */ },
  softsign: { f: 1.6 /* 1.48 */, df: 3.6 /* 3.37 */ },
  'hard-tanh': { f: 0, df: 0 },
  'hard-sigmoid': { f: 1.1 /* 1.00 */, df: 0.5 /* 0.33 */ },
  'hard-swish': { f: 2 /* 1.76 */, df: 1.1 /* 1.00 */ },
  relu6: { f: 0, df: 0 },
  'soft-shrink': { f: 0.5, df: 0 },
  'hard-shrink': { f: 0, df: 0 },
  'tanh-shrink': { f: ONE_ROUNDING, df: ONE_ROUNDING },
  'log-sigmoid': { f: ONE_ROUNDING, df: 2.5 /* 2.14 */ },
  'lecun-tanh': { f: ONE_ROUNDING, df: ONE_ROUNDING },
  prelu: { f: 0.5, df: 0 },
};

const elementwise = activations.filter((activation) => activation.name in bounds);
const points = sweep();
const report: string[] = [];

/** f and df of the routine at n points: dz from da = 1. */
function evaluate(memory: FlavourMemory, activation: Activation, z: Float32Array) {
  memory.clear();
  const [input, a, dz] = [memory.place(z), memory.place(z.map(() => 7)), memory.place(z.map(() => 1))];
  const p = activation.parameter?.initial ?? 0;
  const addresses = [input, a, dz, dz].map(({ byteOffset }) => byteOffset);
  memory.wasm[routineName(activation.name, 'forward')](z.length, ...addresses.slice(0, 2), p);
  memory.wasm[routineName(activation.name, 'backward')](z.length, ...addresses, p);
  return { a: a.slice(), slopes: dz.slice() };
}

/** The largest error over the sweep, and where; points at which the textbook itself has no number are left out. */
function largest(exactly: (z: number) => number, ours: Float32Array, absolute = 0): { ulp: number; at: number } {
  let [ulp, at] = [0, 0];
  points.forEach((z, k) => {
    const exact = exactly(z);
    if (Number.isNaN(exact) && !Number.isNaN(z)) return;
    if (Math.abs(ours[k] - exact) <= absolute) return;
    const error = ulpError(ours[k], exact);
    if (error > ulp) [ulp, at] = [error, z];
  });
  return { ulp, at };
}

describe('routines', () => {
  it('are all looked at: those of softmax in wasm-heads.test.ts', () => {
    const parts = [...elementwise, { name: 'softmax' }].map(({ name }) => routineName(name, 'forward'));
    for (const { memory } of flavours) {
      expect(
        Object.keys(memory.wasm)
          .filter((name) => name.endsWith('__forward'))
          .sort(),
      ).toEqual(parts.sort());
    }
  });

  it('are looked at in the plain build at least', () => {
    expect(flavours.map(({ name }) => name)).toContain('simd');
  });
});

describe.each(flavours)('$name build', ({ name: flavour, memory }) => {
  it.each([...elementwise])('$name is as near to its formulas as is stated', (activation) => {
    const { f, df } = activation.scalar ?? expect.fail();
    const p = activation.parameter?.initial ?? 0;
    const bound = bounds[activation.name] ?? expect.fail();
    const { a, slopes } = evaluate(memory, activation, points);
    const ofF = largest((z) => f(z, p), a);
    const ofSlope = largest((z) => df(z, f(z, p), p), slopes, bound.absolute);
    const columns = [ofF.ulp.toFixed(2), ofSlope.ulp.toFixed(2), bound.absolute ?? ''];
    report.push([flavour.padEnd(8), activation.name.padEnd(13), ...columns].join('  '));
    expect(ofF.ulp, `f at ${ofF.at}`).toBeLessThanOrEqual(bound.f);
    expect(ofSlope.ulp, `df at ${ofSlope.at}`).toBeLessThanOrEqual(bound.df);
  });

  it.each([...elementwise])('$name: any length, the same bits, nothing beyond the arrays', (activation) => {
    const z = Float32Array.from({ length: 41 }, (_, k) => (k - 20) * 0.37);
    const whole = evaluate(memory, activation, z);
    for (let n = 0; n <= z.length; n++) {
      const part = evaluate(memory, activation, z.slice(0, n));
      expect(part).toEqual({ a: whole.a.slice(0, n), slopes: whole.slopes.slice(0, n) });
      expect(memory.intact()).toBe(true);
    }
  });

  it('NaN and infinities stay what they are', () => {
    const z = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    const limits = (activation: ActivationName) => [
      ...evaluate(memory, activations.find(({ name }) => name === activation) ?? expect.fail(), z).a,
    ];
    expect(elementwise.filter(({ name }) => !Number.isNaN(limits(name)[0]))).toEqual([]);
    // Here the textbook's formulas give -Infinity * 0.
    for (const name of ['gelu', 'gelu-tanh', 'silu', 'mish'] as const) {
      expect(limits(name)[1]).toBe(Number.POSITIVE_INFINITY);
      expect(limits(name)[2]).toBeCloseTo(0, 40);
    }
  });
});

afterAll(() => {
  process.stdout.write(
    `${['build     activation     f: ULP  df: ULP  where df is off by more than', ...report].join('\n')}\n`,
  );
});
