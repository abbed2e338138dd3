import { type Formula, formulaOf, readFormula } from '../expression/formula.ts';
import { stableSpelling } from '../expression/study/stable.ts';
import type { Activation, ScalarFunction, Values } from './activation.ts';

/** An elementwise activation as its file states it: the scalar formulas f and df, and facts about them. */
export interface ElementwiseDefinition<Name extends string = string>
  extends ScalarFunction,
    Omit<
      Activation<Name>,
      'scalar' | 'expression' | 'forward' | 'backward' | 'saturated' | 'off' | 'dead' | 'kinks' | 'monotone'
    >,
    Partial<Pick<Activation, 'kinks' | 'monotone' | 'saturated' | 'off' | 'dead'>> {}

/** Share of the steepest slope below which the function counts as flat. */
const FLAT = 0.01;
/** Share of the steepest slope up to which an output counts as nothing. */
const NOTHING = 0.05;

/**
 * A built-in activation: its `formula` is read, in a spelling that neither overflows nor cancels, when first it is asked
 * for as a tree. f and df stand beside it, as the tests' second opinion and for float64's last digits.
 */
export function elementwise<const Name extends string>(definition: ElementwiseDefinition<Name>): Activation<Name> {
  let read: Formula | undefined;
  return fromScalar(definition, () => {
    read ??= stableFormula(definition.formula);
    return read;
  });
}

function stableFormula(text: string): Formula {
  const formula = readFormula(text);
  const stable = stableSpelling(formula.f);
  return stable ? formulaOf(stable, formula.learned?.start) : formula;
}

/**
 * Builds the activation from its scalar formulas. `monotone` defaults to true, `kinks` to none; where |df| < 1 % of the
 * largest |df|, a unit is `off` if it puts out nothing and the function has no bound, else `saturated` if the function stays
 * flat farther out; `dead` is df = 0.
 */
export function fromScalar<const Name extends string>(
  definition: ElementwiseDefinition<Name>,
  expression?: () => Formula,
): Activation<Name> {
  const { f, df, dfdp, ...facts } = definition;
  const initial = definition.parameter?.initial ?? 0;
  let known: { readonly steepest: number; readonly rectifier: boolean } | undefined;
  const shape = () => {
    known ??= { steepest: steepestSlope(f, df, initial), rectifier: isUnbounded(f, initial) };
    return known;
  };
  const flat = (z: number, a: number, p: number) => Math.abs(df(z, a, p)) < FLAT * shape().steepest;
  const off = (z: number, a: number, p = initial) =>
    shape().rectifier && Math.abs(a) < NOTHING * shape().steepest && flat(z, a, p);
  const atRest = definition.off ?? off;

  return Object.freeze<Activation<Name>>({
    monotone: true,
    kinks: [],
    ...(expression && { expression }),
    scalar: Object.freeze(dfdp ? { f, df, dfdp } : { f, df }),
    // An end is flat farther out, too; where a function turns, as gelu does at -0.75, it is not stuck.
    saturated: (z, a, p = initial) => flat(z, a, p) && !atRest(z, a, p) && flat(2 * z, f(2 * z, p), p),
    off,
    dead: (z, a, p = initial) => df(z, a, p) === 0,
    forward(B, O, z, a, p = initial) {
      const n = B * O;
      for (let k = 0; k < n; k++) a[k] = f(z[k], p);
    },
    backward(B, O, z, a, da, dz, p = initial, dp) {
      if (dfdp && dp) sumRows(B, O, dp, (k) => da[k] * dfdp(z[k], a[k], p));
      const n = B * O;
      for (let k = 0; k < n; k++) dz[k] = da[k] * df(z[k], a[k], p);
    },
    ...facts,
  });
}

/** sums[B] = the sum over each row of term(k), k the place in a row-major [B][O]. */
function sumRows(B: number, O: number, sums: Values, term: (k: number) => number): void {
  for (let b = 0; b < B; b++) {
    let sum = 0;
    for (let k = b * O; k < (b + 1) * O; k++) sum += term(k);
    sums[b] = sum;
  }
}

/** The largest |df| on [-8, 8], where every function here has its steepest point. */
function steepestSlope(f: ScalarFunction['f'], df: ScalarFunction['df'], p: number): number {
  let most = 0;
  for (let z = -8; z <= 8; z += 1 / 64) most = Math.max(most, Math.abs(df(z, f(z, p), p)));
  return most;
}

/** Whether f still grows far out, on either side: ten times the input gives 2 % more. */
function isUnbounded(f: ScalarFunction['f'], p: number): boolean {
  return [100, -100].some((far) => {
    const [near, farther] = [Math.abs(f(far, p)), Math.abs(f(10 * far, p))];
    return !(farther <= 1.02 * near);
  });
}
