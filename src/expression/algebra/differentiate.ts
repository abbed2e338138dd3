import { bottomUp, type Expression, mentions, type OperationNode, substitute, treeSize } from '../expression.ts';
import { type OperationName, operationOf } from '../operations.ts';
import { ruleTree } from './match.ts';
import { valueOfNumber } from './patterns.ts';
import { Simplifier } from './simplify.ts';

/** What a formula can be differentiated by. */
export type Differential = 'z' | 'p';

/**
 * The derivative of a formula, simplified. Where a slope jumps, at a kink, it is that of one side: of max(0, z) at 0 that
 * of the constant, which is 0, of max(u, v) that of v, of abs(u) and sign(u) it is 0.
 */
export function differentiate(tree: Expression, by: Differential, simplifier = new Simplifier()): Expression {
  const variable = (node: Expression) => mentions(node, by);
  const s = simplifier;
  const [zero, one] = [s.number(0), s.number(1)];
  return bottomUp<Expression>(s.simplify(tree), (node, slopes): Expression => {
    if (!variable(node)) return zero;
    if (node.kind === 'symbol') return one;
    if (node.kind === 'choice') return s.choose(node.relation, node.args[0], node.args[1], slopes[2], slopes[3]);
    if (node.kind === 'number') return zero;
    if (node.name === 'min' || node.name === 'max') return extremeSlope(s, node, slopes, variable);
    if (node.name === 'divide' && variable(node.args[1])) return quotientSlope(s, node, slopes);
    // The chain rule: the sum over the arguments of the operation's slope times the argument's.
    return node.args.reduce<Expression>((sum, arg, k) => {
      if (!variable(arg)) return sum;
      return s.apply('add', sum, s.apply('multiply', slopeOf(s, node, k), slopes[k]));
    }, zero);
  });
}

const rules = new Map<OperationName, readonly Expression[]>();

/** The slope of an operation by its k-th argument, at its arguments. */
function slopeOf(s: Simplifier, node: OperationNode, k: number): Expression {
  const [u, v] = node.args;
  return s.simplify(substitute(slopeRules(node.name)[k], { u, ...(v && { v }) }));
}

/** The slopes of an operation by each of its arguments, in u and v. */
export function slopeRules(name: OperationName): readonly Expression[] {
  const known = rules.get(name) ?? operationOf(name).slopes.map(ruleTree);
  rules.set(name, known);
  return known;
}

/** A choice between the slopes; of two that are equal the constant counts, or else the second. */
function extremeSlope(
  s: Simplifier,
  { name, args: [u, v] }: OperationNode,
  [ofU, ofV]: readonly Expression[],
  variable: (node: Expression) => boolean,
): Expression {
  const relation = name === 'max' ? '>' : '<';
  return variable(u) ? s.choose(relation, u, v, ofU, ofV) : s.choose(relation, v, u, ofV, ofU);
}

/** Numerators that are no longer than this are worth having squared denominators for. */
const SHORT = 3;

/**
 * (u' v - u v') / v^2, where that numerator comes out short, as for z / (1 + |z|), whose slope would cancel in any other
 * form; else (u' - (u / v) v') / v, which does not overflow as squares do.
 */
function quotientSlope(s: Simplifier, { args: [u, v] }: OperationNode, [ofU, ofV]: readonly Expression[]): Expression {
  const numerator = s.apply('subtract', s.apply('multiply', ofU, v), s.apply('multiply', u, ofV));
  if (treeSize(numerator) <= SHORT) {
    const inverse = s.apply('divide', s.number(1), v);
    if (valueOfNumber(numerator) !== undefined)
      return s.apply('multiply', numerator, s.apply('power', inverse, s.number(2)));
    return s.apply('divide', s.apply('divide', numerator, v), v);
  }
  const subtracted = s.apply('multiply', s.apply('divide', u, v), ofV);
  return s.apply('divide', s.apply('subtract', ofU, subtracted), v);
}
