import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scalarFormula } from '../../../src/expression/evaluate.ts';
import type { Expression } from '../../../src/expression/expression.ts';
import { type Formula, readFormula } from '../../../src/expression/formula.ts';
import { formulaText } from '../../../src/expression/print/text.ts';
import { byHandOf } from '../../../src/kernels/wasm/formulas/by-hand.ts';
import { type CompiledFormula, compileFormula } from '../../../src/kernels/wasm/formulas/compile.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { arbitraryFormula } from '../../expression/arbitrary-formula.ts';
import { hasLostDigits, isNearKink, leavesFloat32 } from '../../expression/conditioning.ts';
import { effort } from '../../support/effort.ts';
import { flavours } from '../flavours.ts';
import { sweep, ulpError, unitInLastPlace } from '../ulp.ts';
import { running } from './run-formula.ts';

const finite = sweep().filter(Number.isFinite);
/** A share of them, for formulas of which there are many. */
const some = finite.filter((_, k) => k % 37 === 0);

/**
 * The z at which compiled results are off by more than so many units in the last place, and by more than the formula
 * changes when z moves by half as many of its own; and that is not for a formula that float64 itself cannot work out
 * there. `between`: nor where a part of it leaves float32, which a random formula may do between the inputs that were
 * tried. Below float32's normal numbers nothing is asked for; beyond 1e37 a part of a formula may be infinite in float32 where the whole is not.
 */
function tooFar(
  tree: Expression,
  p: number,
  z: Float32Array,
  results: Float32Array,
  units = 8,
  between = false,
): string[] {
  const exact = scalarFormula(tree);
  return [...z].flatMap((input, k) => {
    const want = exact(input, p);
    if (Number.isNaN(want) || ulpError(results[k], want) <= units) return [];
    if (Math.abs(want) > 1e37 && Math.abs(results[k]) > 1e37) return [];
    const moved = [1, -1].map((way) => exact(input + (way * units * unitInLastPlace(input)) / 2, p));
    const condition = Math.max(...moved.map((near) => Math.abs(near - want)));
    if (Math.abs(results[k] - want) <= condition + 2 ** -126 || Number.isNaN(condition)) return [];
    if (between && leavesFloat32(tree, input, p)) return [];
    if (hasLostDigits(tree, input, p) || isNearKink(tree, input, p, 1e-6)) return [];
    return [`at ${input}: ${results[k]} in the place of ${want}`];
  });
}

const compiled = (formula: Formula, fused: boolean): CompiledFormula => compileFormula(formula, fused);

describe.each(flavours)('a compiled formula, $name', ({ name }) => {
  const fused = name === 'relaxed';

  it.each([
    ['z * sigmoid(1.702 * z)', 'single'],
    ['z / (1 + abs(z))', 'single'],
    ['z / 2 * erfc(-z / sqrt(2))', 'single'],
    ['z * sigmoid(1.5957691216057308 * z * (1 + 0.044715 * z^2))', 'single'],
    ['z > 0 ? z : p * z; p = 0.25', 'single'],
    ['exp(-z^2)', 'single'],
    ['max(z, 0.1 * z)', 'single'],
    // 1 + tanh loses digits that are there in float64.
    ['z / 2 * (1 + tanh(sqrt(2 / pi) * (z + 0.044715 * z^3)))', 'double'],
    ['log(1 + exp(z))', 'full'],
    ['z / sqrt(1 + z^2)', 'double'],
  ])('%s is within 8 units over all magnitudes, f in %s precision', (text, precision) => {
    const formula = readFormula(text);
    const { bytes, precisions } = compiled(formula, fused);
    expect(precisions.f).toBe(precision);
    const run = running(bytes);
    const p = formula.learned?.start ?? 0;
    expect(tooFar(formula.f, p, finite, run.f(finite, p))).toEqual([]);
    expect(tooFar(formula.df, p, finite, run.df(finite, p))).toEqual([]);
  });

  it('any formula is what its interpreter makes of it', () => {
    let compared = 0;
    fc.assert(
      fc.property(arbitraryFormula({ learned: true }), (random) => {
        const formula = tryToRead(formulaText(random));
        if (!formula) return;
        const run = running(compiled(formula, fused).bytes);
        const p = formula.learned?.start ?? 0;
        compared++;
        // Precision is chosen by what is seen at some inputs; a few between them may be off by twice as much.
        const check = (tree: Expression, results: Float32Array, what: string) => {
          expect(tooFar(tree, p, some, results, 16, true), what).toEqual([]);
          expect(tooFar(tree, p, some, results, 8, true).length, what).toBeLessThan(some.length / 50);
        };
        check(formula.f, run.f(some, p), formula.text);
        if (!byHandOf(formula.f)) check(formula.df, run.df(some, p), `slope of ${formula.text}`);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  it('any length, the same bits, nothing beyond the arrays', () => {
    const z = Float32Array.from({ length: 23 }, (_, k) => (k - 11) * 0.37);
    for (const text of ['z * sigmoid(z)', 'log(1 + exp(z))', 'sin(1e7 * z)', 'sigmoid(z)']) {
      const run = running(compiled(readFormula(text), fused).bytes);
      const [whole, slopes] = [run.f(z), run.df(z)];
      for (let n = 0; n <= z.length; n++) {
        expect(run.f(z.slice(0, n))).toEqual(whole.slice(0, n));
        expect(run.intact()).toBe(true);
        expect(run.df(z.slice(0, n))).toEqual(slopes.slice(0, n));
        expect(run.intact()).toBe(true);
      }
    }
  });

  it('gradients are multiplied by those from above, in their place', () => {
    const z = Float32Array.of(-1, 0.5, 2, 3, 4);
    const da = Float32Array.of(2, -3, 0, 10, 1);
    const run = running(compiled(readFormula('z^2'), fused).bytes);
    expect([...run.df(z, 0, da)]).toEqual([-4, -3, 0, 60, 8]);
  });

  it('gradients of a learned number are summed, whatever the slope is where there is none', () => {
    const run = running(compiled(readFormula('p * z^2 + z + p * log(z)'), fused).bytes);
    for (const n of [1, 2, 3, 4, 5, 6, 7, 9]) {
      const z = Float32Array.from({ length: n }, (_, k) => k + 1.5);
      const da = z.map((_, k) => k - 2.25);
      const want = z.reduce((sum, x, k) => sum + da[k] * (x * x + Math.log(x)), 0);
      expect(Math.abs(run.learned(z, da, 1) - want)).toBeLessThan(1e-6 * Math.abs(want));
      expect(run.intact()).toBe(true);
    }
    expect(run.learned(new Float32Array(0), new Float32Array(0), 1)).toBe(0);
  });
});

describe('the largest formulas', () => {
  const series = (count: number, term: (k: number) => string, sign: string) =>
    Array.from({ length: count }, (_, k) => term(k + 1)).join(sign);

  it.each([
    ['erf', series(39, (k) => `erf(z*${k})`, '*')],
    ['tanh', `z*${series(36, (k) => `tanh(z+${k})`, '*')}`],
    ['sin and powers', series(22, (k) => `sin(z*${k})^${k}.3`, '+')],
    ['whole powers', series(49, (k) => `z^${k}`, '+')],
    ['nested', `${'tanh('.repeat(48)}z${')'.repeat(48)}`],
  ])('of %s are compiled in less than 50 ms', (_, text) => {
    const formula = readFormula(text);
    const times = Array.from({ length: 10 }, () => {
      const spent = effort();
      const { bytes } = compiled(formula, true);
      const milliseconds = spent();
      expect(WebAssembly.validate(bytes)).toBe(true);
      return milliseconds;
    });
    // The fastest of ten, and time of the processor's own, since other processes may be at work beside.
    expect(Math.min(...times)).toBeLessThan(50);
  });
});

/** Formulas that do not depend on z, or are too long, are refused. */
function tryToRead(text: string): Formula | undefined {
  try {
    return readFormula(text);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
