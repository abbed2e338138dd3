import { scalarFormula } from '../expression/evaluate.ts';
import { mentions } from '../expression/expression.ts';
import { type Formula, formulaOf } from '../expression/formula.ts';
import type { Activation } from './activation.ts';
import { agree, checkFunction, checkSlope, gridKinks } from './custom-check.ts';
import { type CustomActivation, checkFields } from './custom-fields.ts';
import { fromScalar } from './elementwise.ts';
import { formulaInSource } from './formula/from-source.ts';
import { gainOf } from './gain.ts';
import { numericSlope } from './numeric-slope.ts';

/**
 * An activation from a plain function, as good as a built-in one.
 *
 * Where f's own text is an expression that formulas can say, it is read as one, compared with f, and runs as fast as a
 * built-in; else it runs as JavaScript, on one thread.
 *
 * Without `df` the slope is that of the formula, or else is taken numerically, to about 1e-10 relative, at six or more calls of f per value. With it,
 * df (and dfdp) is compared with the numeric slope on a grid. `kinks` defaults to those that show themselves at
 * multiples of 1/8 in -8..8, `init` to glorot-uniform, `gain` to 1 / sqrt(E f(Z)^2) with Z ~ N(0,1).
 *
 * @throws UserError where a field is missing, unknown or of the wrong kind, the name is taken, f gives NaN or something
 * that is no number, or df is not the derivative of f: the message names the point
 */
export function defineActivation(definition: CustomActivation): Activation {
  return defineFromModule(definition, '');
}

/**
 * The same for a definition out of a module.
 * @param module its text, whose constants and functions f may use
 * @throws UserError as defineActivation does
 */
export function defineFromModule(definition: CustomActivation, module: string): Activation {
  checkFields(definition);
  const { name, f, df, dfdp, parameter } = definition;
  const p = parameter?.initial ?? 0;
  const atStart = (z: number) => f(z, p);
  checkFunction(name, atStart, definition.range);
  const kinks = definition.kinks ?? gridKinks(atStart);
  if (df) checkSlope(`df of '${name}'`, atStart, (z) => df(z, f(z, p), p), kinks);
  if (dfdp) {
    for (const z of [-2.5, -0.5, 0.5, 2.5]) {
      const ofParameter = (q: number) => f(z, q);
      checkSlope(`dfdp of '${name}' at z = ${z}`, ofParameter, (q) => dfdp(z, f(z, q), q), [], [p, p + 0.3]);
    }
  }

  const formula = formulaOfFunction(definition, module);
  const slope = formula && scalarFormula(formula.df);
  const ofParameter = formula?.learned && scalarFormula(formula.learned.dfdp);
  return fromScalar(
    {
      aliases: [],
      formula: formula?.text ?? name,
      source: 'defined by the user',
      range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
      monotone: false,
      init: 'glorot-uniform',
      gain: gainOf(atStart),
      ...definition,
      kinks,
      df: df ?? ((z, _a, q) => slope?.(z, q) ?? numericSlope((x) => f(x, q), z).slope),
      ...(parameter && {
        dfdp: dfdp ?? ((z, _a, q) => ofParameter?.(z, q) ?? numericSlope((x) => f(z, x), q).slope),
      }),
    },
    formula && (() => formula),
  );
}

/** The formula that f is, if its text is one and says the same as f; a learned number that it does not name is none. */
function formulaOfFunction({ f, parameter }: CustomActivation, module: string): Formula | undefined {
  const tree = formulaInSource(String(f), module);
  if (!tree || !mentions(tree, 'z') || mentions(tree, 'p') !== Boolean(parameter)) return undefined;
  const read = scalarFormula(tree);
  const numbers = parameter ? [parameter.initial, -1.5, 0.3, 2] : [0];
  return numbers.every((p) =>
    agree(
      (z) => f(z, p),
      (z) => read(z, p),
    ),
  )
    ? formulaOf(tree, parameter?.initial)
    : undefined;
}
