import { type Rewriting, rewriting, rewritten } from '../algebra/match.ts';
import { bottomUp, type Expression, withArgs } from '../expression.ts';

/**
 * Spellings that overflow or cancel somewhere, and such as do not: equal on paper. They are offered, never put in the
 * place of what was typed.
 */
const spellings = [
  ['exp(u) / (1 + exp(u))', 'sigmoid(u)'],
  ['1 / (1 + exp(-u))', 'sigmoid(u)'],
  ['log(1 + exp(u))', 'softplus(u)'],
  ['log1p(exp(u))', 'softplus(u)'],
  ['log(1 / (1 + exp(-u)))', '-softplus(-u)'],
  ['log(sigmoid(u))', '-softplus(-u)'],
  ['log(1 + u)', 'log1p(u)'],
  ['exp(u) - 1', 'expm1(u)'],
  ['(exp(u) - exp(-u)) / (exp(u) + exp(-u))', 'tanh(u)'],
  ['(exp(2 * u) - 1) / (exp(2 * u) + 1)', 'tanh(u)'],
  ['expm1(2 * u) / (exp(2 * u) + 1)', 'tanh(u)'],
  ['(1 - exp(-2 * u)) / (1 + exp(-2 * u))', 'tanh(u)'],
  ['sinh(u) / cosh(u)', 'tanh(u)'],
  ['2 * sigmoid(2 * u) - 1', 'tanh(u)'],
  ['1 + erf(u)', 'erfc(-u)'],
  ['1 - erf(u)', 'erfc(u)'],
  ['1 - tanh(u)^2', '4 * sigmoid(2 * u) * sigmoid(-2 * u)'],
  ['1 + tanh(u)', '2 * sigmoid(2 * u)'],
  ['1 - tanh(u)', '2 * sigmoid(-2 * u)'],
  ['1 - sigmoid(u)', 'sigmoid(-u)'],
] as const;

let rules: readonly Rewriting[] | undefined;

/** The formula in spellings that neither overflow nor cancel where its own do; undefined where no rule knows any. */
export function stableSpelling(tree: Expression): Expression | undefined {
  rules ??= spellings.map(rewriting);
  const known = rules;
  // From the leaves up: what has been rewritten may be a part of another rule's left side.
  const stable = bottomUp<Expression>(tree, (node, args) => {
    const same = withArgs(node, args);
    // A whole whose parts were rewritten is looked at as it was typed, too.
    return rewritten(node, known) ?? rewritten(same, known) ?? same;
  });
  return stable === tree ? undefined : stable;
}
