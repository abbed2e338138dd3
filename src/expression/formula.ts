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

/** A formula as it was read. */
export interface ReadFormula extends Formula {
  /** As it was typed, with the spaces and signs that all formulas are shown in. */
  readonly spelling: string;
}

/** A tree with its derivatives; `start` is that of its learned number, where it names one. */
export function formulaOf(f: Expression, start = START, simplifier = new Simplifier()): Formula {
  const df = differentiate(f, 'z', simplifier);
  const text = formulaText(f);
  if (!mentions(f, 'p')) return { text, f, df };
  const learned = { dfdp: differentiate(f, 'p', simplifier), start };
  return { text: `${text}; p = ${start}`, f, df, learned };
}

/** A learned number that is not told where to start. */
const START = 1;

/**
 * Reads an activation's formula, such as `z * sigmoid(1.702 * z)` or `z > 0 ? z : p * z; p = 0.25`, and differentiates it.
 * A learned number p starts at 1 unless told otherwise.
 * @throws UserError with the place of a mistake, and for a formula that does not depend on z
 */
export function readFormula(text: string, vocabulary?: Vocabulary): ReadFormula {
  const { tree: f, spelling, start = START, startAt } = parseFormula(text, vocabulary);
  const simplifier = new Simplifier();
  if (!mentions(simplifier.simplify(f), 'z')) {
    const rule = 'an activation must depend on z, and this formula has one value for all';
    throw formulaMistake(text, 0, rule, 'as a function of the input z, for example z / (1 + abs(z))');
  }
  if (mentions(f, 'p') || startAt === undefined) return { ...formulaOf(f, start, simplifier), spelling };
  throw formulaMistake(
    text,
    startAt,
    'p has a start, but the formula does not name it',
    'as in z > 0 ? z : p * z; p = 0.25',
  );
}
