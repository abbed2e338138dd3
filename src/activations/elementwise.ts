import type { Activation, ScalarFunction, Values } from './activation.ts';

/** An elementwise activation as its file states it: the scalar formulas f and df, and facts about them. */
export interface ElementwiseDefinition<Name extends string = string>
  extends ScalarFunction,
    Omit<Activation<Name>, 'scalar' | 'forward' | 'backward' | 'saturated' | 'dead' | 'kinks' | 'monotone'>,
    Partial<Pick<Activation, 'kinks' | 'monotone' | 'saturated' | 'dead'>> {}

/** Share of the steepest slope below which a unit counts as saturated. */
const FLAT = 0.01;

/**
 * Builds the activation from its scalar formulas. `monotone` defaults to true, `kinks` to none; `saturated` to
 * |df| < 1 % of the largest |df|, `dead` to df = 0.
 */
export function elementwise<const Name extends string>(definition: ElementwiseDefinition<Name>): Activation<Name> {
  const { f, df, dfdp, ...facts } = definition;
  const initial = definition.parameter?.initial ?? 0;
  let steepest: number | undefined;
  const flatBelow = () => {
    steepest ??= steepestSlope(f, df, initial);
    return FLAT * steepest;
  };

  return Object.freeze<Activation<Name>>({
    monotone: true,
    kinks: [],
    scalar: Object.freeze(dfdp ? { f, df, dfdp } : { f, df }),
    saturated: (z, a, p = initial) => Math.abs(df(z, a, p)) < flatBelow(),
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
