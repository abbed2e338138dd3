import { type Expression, isSame, symbol } from '../../../expression/expression.ts';
import { parseFormula } from '../../../expression/parse/parse.ts';

/**
 * Formulas that are worked out in another way than they are written, or whose slope is not the derivative as it is
 * found but one by hand, in z and a = f(z). Each with what earns it its place: nanoseconds for an element, before and
 * after, of `node scripts/bench/formulas.mjs` (Node 20, one run), or digits.
 */
const byHand: readonly { readonly formula: string; readonly f?: string; readonly df: string }[] = [
  // Gradient 1.9 -> 0.4 ns. Absolute error 9e-8: for large z, 1 - a keeps no more digits than a has.
  { formula: 'sigmoid(z)', df: 'a * (1 - a)' },
  // Gradient 1.9 -> 0.4 ns. Absolute error 1.7e-7, as above.
  { formula: 'tanh(z)', df: '(1 - a) * (1 + a)' },
  // With e = exp(z) there is no logarithm and no tanh: f 4.9 -> 1.5, gradient 8.0 -> 2.2 ns. From 20 on e changes nothing.
  {
    formula: 'z * tanh(softplus(z))',
    f: 'z * (E * (E + 2) / (E * (E + 2) + 2))',
    df: 'E * (E + 2) / (E * (E + 2) + 2) + z * (4 * E * (E + 1) / (E * (E + 2) + 2) / (E * (E + 2) + 2))',
  },
  // The difference has no digits near 0: of the series for |z| < 1/2 all are right, to 4e-10.
  {
    formula: 'z - tanh(z)',
    f: `abs(z) < 0.5 ? z * (z^2 * (0.33333333320394127 + z^2 * (-0.13333329600909744 + z^2 * (0.053966499261715334
      + z^2 * (-0.021839085624991074 + z^2 * (0.0086218454408015417 + z^2 * -0.0026797814725972568)))))) : z - tanh(z)`,
    df: 'tanh(z)^2',
  },
];

const symbols = new Map<string, Expression>([
  ['z', symbol('z')],
  ['a', symbol('a')],
  ['e', parseFormula('exp(min(z, 20))').tree],
]);

/** A formula as it is worked out, and its slope. */
export interface ByHand {
  readonly f: Expression;
  readonly df: Expression;
}

const read = (text: string): Expression => parseFormula(text, { symbols }).tree;
let known: readonly (ByHand & { readonly formula: Expression })[] | undefined;

/** How that very formula is worked out by hand; undefined where it is not. */
export function byHandOf(formula: Expression): ByHand | undefined {
  known ??= byHand.map((one) => {
    const tree = parseFormula(one.formula).tree;
    return { formula: tree, f: one.f === undefined ? tree : read(one.f), df: read(one.df) };
  });
  return known.find((one) => isSame(one.formula, formula));
}
