import { bottomUp, type Expression, type OperationNode, type Relation, type SymbolName } from '../expression.ts';
import { levels, numberLevel, type Piece, within } from './levels.ts';

/** How a language that is written in one line spells formulas. */
export interface Spelling {
  readonly number: (value: number) => string;
  readonly symbol: (name: SymbolName) => string;
  /** A call of one of the functions that are not signs, with its arguments. */
  readonly call: (node: OperationNode, args: readonly string[]) => string;
  readonly power: (base: Piece, exponent: Piece) => Piece;
  readonly choice: (relation: Relation, left: Piece, right: Piece, yes: Piece, no: Piece) => Piece;
  /** A branch that is written in another way than its parts; undefined where it is not. */
  readonly whole?: (node: Expression) => Piece | undefined;
}

/** A formula in one line, with brackets only where they are needed. */
export function printInfix(tree: Expression, spelling: Spelling): string {
  return bottomUp<Piece>(tree, (node, args) => spelling.whole?.(node) ?? piece(node, args, spelling)).text;
}

function piece(node: Expression, args: readonly Piece[], spelling: Spelling): Piece {
  if (node.kind === 'number') return { text: spelling.number(node.value), level: numberLevel(node.value) };
  if (node.kind === 'symbol') return { text: spelling.symbol(node.name), level: levels.whole };
  const [u, v, yes, no] = args;
  if (node.kind === 'choice') return spelling.choice(node.relation, u, v, yes, no);
  const { sum, product, sign } = levels;
  switch (node.name) {
    case 'negate':
      // Two signs in a row are an operator of its own in JavaScript.
      return { text: `-${within(u, levels.power)}`, level: sign };
    case 'add':
      return { text: `${within(u, sum)} + ${within(v, product)}`, level: sum };
    case 'subtract':
      return { text: `${within(u, sum)} - ${within(v, product)}`, level: sum };
    case 'multiply':
      return { text: `${within(u, product)} * ${within(v, sign)}`, level: product };
    case 'divide':
      return { text: `${within(u, product)} / ${within(v, sign)}`, level: product };
    case 'power':
      return spelling.power(u, v);
    default:
      return {
        text: spelling.call(
          node,
          args.map(({ text }) => text),
        ),
        level: levels.whole,
      };
  }
}

/** left > right ? yes : no, in the languages that have it. */
export const questionMark: Spelling['choice'] = (relation, left, right, yes, no) => {
  const test = `${within(left, levels.sum)} ${relation} ${within(right, levels.sum)}`;
  return { text: `${test} ? ${within(yes, levels.sum)} : ${no.text}`, level: levels.choice };
};
