import { differentiate } from './algebra/differentiate.ts';
import { Simplifier } from './algebra/simplify.ts';
import { type Expression, mentions } from './expression.ts';
import { formulaMistake } from './parse/mistake.ts';
import type { Vocabulary } from './parse/names.ts';
import { parseFormula } from './parse/parse.ts';
import { formulaText } from './print/text.ts';

/** An activation as it was typed: f(z), with its derivatives. */
export interface Formula {
  /** The formula in the spelling of this library, with the start of its learned number if it has one. */
  readonly text: string;
  readonly f: Expression;
  /** df/dz. */
  readonly df: Expression;
  /** df/dp and the value of p at the start, where the formula names a learned number p. */
  readonly learned?: { readonly dfdp: Expression; readonly start: number };
}

/** A learned number that is not told where to start. */
const START = 1;

/**
 * Reads an activation's formula, such as `z * sigmoid(1.702 * z)` or `z > 0 ? z : p * z; p = 0.25`, and differentiates it.
 * A learned number p starts at 1 unless told otherwise.
 * @throws UserError with the place of a mistake, and for a formula that does not depend on z
 */
export function readFormula(text: string, vocabulary?: Vocabulary): Formula {
  const { tree: f, start = START, startAt } = parseFormula(text, vocabulary);
  const simplifier = new Simplifier();
  if (!mentions(simplifier.simplify(f), 'z')) {
    const rule = 'an activation must depend on z, and this formula has one value for all';
    throw formulaMistake(text, 0, rule, 'as a function of the input z, for example z / (1 + abs(z))');
  }
  const df = differentiate(f, 'z', simplifier);
  const written = formulaText(f);
  if (mentions(f, 'p')) {
    const learned = { dfdp: differentiate(f, 'p', simplifier), start };
    return { text: `${written}; p = ${start}`, f, df, learned };
  }
  if (startAt === undefined) return { text: written, f, df };
  throw formulaMistake(
    text,
    startAt,
    'p has a start, but the formula does not name it',
    'as in z > 0 ? z : p * z; p = 0.25',
  );
}
