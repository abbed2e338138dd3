import type { Expression } from '../expression.ts';
import { printInfix, questionMark } from './infix.ts';
import { levels, within } from './levels.ts';

/** The formula in plain text, as parseFormula reads it: `z * sigmoid(1.702 * z)`. */
export function formulaText(tree: Expression): string {
  return printInfix(tree, {
    number: String,
    symbol: (name) => name,
    call: ({ name }, args) => `${name}(${args.join(', ')})`,
    power: (base, exponent) => ({
      text: `${within(base, levels.whole)}^${within(exponent, levels.sign)}`,
      level: levels.power,
    }),
    choice: questionMark,
  });
}
