import { describe, expect, it } from 'vitest';
import { scalarFormula } from '../../../src/expression/evaluate.ts';
import { parseFormula } from '../../../src/expression/parse/parse.ts';
import type { Precision } from '../../../src/kernels/wasm/formulas/lanes.ts';
import { formulaModule } from '../../../src/kernels/wasm/formulas/module.ts';
import { flavours } from '../flavours.ts';
import { sweep, ulpError } from '../ulp.ts';
import { running } from './run-formula.ts';

const finite = sweep().filter(Number.isFinite);

/** Worked out in float64 and rounded once: a hundredth more than the rounding itself. */
const ONE_ROUNDING = 0.52;
/** To the last bits of float64. */
const FULL = 0.501;

/**
 * How far each function may be off in single precision over all magnitudes of float32, in units in the last place, of
 * which 0.5 is float32's own rounding; beside each what was measured, the worse of both flavours. The doubled ones round
 * once.
 */
const inSingle: Readonly<Record<string, number>> = {
  'exp(z)': 1.1 /* 0.99 */,
  'expm1(z)': 1.7 /* 1.53 */,
  'log(z)': ONE_ROUNDING,
  'log1p(z)': ONE_ROUNDING,
  'sqrt(z)': 0.5,
  'abs(z)': 0,
  'sign(z)': 0,
  'relu(z)': 0,
  'tanh(z)': 2.8 /* 2.36 */,
  'sinh(z)': ONE_ROUNDING,
  'cosh(z)': ONE_ROUNDING,
  'sin(z)': ONE_ROUNDING,
  'cos(z)': ONE_ROUNDING,
  'atan(z)': ONE_ROUNDING,
  'erf(z)': 2.6 /* 2.29 */,
  // exp(-z^2) of a rounded z^2, up to 87; full digits for |z| < 2.
  'erfc(z)': 80 /* 61.8 */,
  'sigmoid(z)': 2.5 /* 2.14 */,
  'softplus(z)': 3.5 /* 3.16 */,
  'z^3': 1.3 /* 1.16 */,
  'z^2.5': 2 /* 1.5 */,
  '2^z': ONE_ROUNDING,
  'abs(z)^1.3': ONE_ROUNDING,
  'abs(z)^z': ONE_ROUNDING,
  'max(z, -z)': 0,
  'min(z, 2 * z)': 0,
  'max(z, 0.5)': 0,
};

/** The largest error of a formula's f, and where. */
function largest(text: string, precision: Precision, fused: boolean): { ulp: number; at: number } {
  const { tree } = parseFormula(text);
  const a = running(formulaModule({ f: { tree, precision }, df: { tree, precision } }, fused)).f(finite);
  const exact = scalarFormula(tree);
  let [ulp, at] = [0, 0];
  finite.forEach((z, k) => {
    const want = exact(z);
    const error = Number.isNaN(want) ? (Number.isNaN(a[k]) ? 0 : Number.POSITIVE_INFINITY) : ulpError(a[k], want);
    if (error > ulp) [ulp, at] = [error, z];
  });
  return { ulp, at };
}

describe.each(flavours)('functions of formulas, $name', ({ name }) => {
  const fused = name === 'relaxed';

  it.each(Object.entries(inSingle))('%s in single precision: %d units in the last place', (text, bound) => {
    const { ulp, at } = largest(text, 'single', fused);
    expect(ulp, `at ${at}`).toBeLessThanOrEqual(bound);
  });

  it.each(Object.keys(inSingle))('%s in double and full precision rounds once', (text) => {
    for (const [precision, bound] of [
      ['double', ONE_ROUNDING],
      ['full', FULL],
    ] as const) {
      const { ulp, at } = largest(text, precision, fused);
      expect(ulp, `${precision} at ${at}`).toBeLessThanOrEqual(bound);
    }
  });

  it('NaN stays NaN', () => {
    for (const text of Object.keys(inSingle)) {
      const { tree } = parseFormula(text);
      for (const precision of ['single', 'double', 'full'] as const) {
        const { f } = running(formulaModule({ f: { tree, precision }, df: { tree, precision } }, fused));
        expect(f(Float32Array.of(Number.NaN))[0], `${text}, ${precision}`).toBeNaN();
      }
    }
  });

  it('infinities give the limits', () => {
    const at = (text: string, z: number) => {
      const { tree } = parseFormula(text);
      return (['single', 'double', 'full'] as const).map(
        (precision) =>
          running(formulaModule({ f: { tree, precision }, df: { tree, precision } }, fused)).f(Float32Array.of(z))[0],
      );
    };
    const all = (value: number) => [value, value, value].map(Math.fround);
    const [up, down] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    expect(at('exp(z)', up)).toEqual(all(up));
    expect(at('exp(z)', down)).toEqual(all(0));
    expect(at('log(z)', up)).toEqual(all(up));
    expect(at('log(abs(z))', 0)).toEqual(all(down));
    expect(at('sigmoid(z)', up)).toEqual(all(1));
    expect(at('tanh(z)', down)).toEqual(all(-1));
    expect(at('atan(z)', up)).toEqual(all(Math.PI / 2));
    expect(at('erfc(z)', down)).toEqual(all(2));
    expect(at('softplus(z)', up)).toEqual(all(up));
    expect(at('sin(z)', up)).toEqual(all(Number.NaN));
  });
});
