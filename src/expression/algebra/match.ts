import { type Expression, isSame, type SymbolName, substitute, symbol } from '../expression.ts';
import { parseFormula } from '../parse/parse.ts';

/** What the u and v of a rule stand for. */
export type Bindings = Partial<Record<SymbolName, Expression>>;

/** A rule: what is written like `from` may be written as `to`. */
export interface Rewriting {
  readonly from: Expression;
  readonly to: Expression;
}

const letters: ReadonlyMap<string, Expression> = new Map(
  (['u', 'v', 'pi'] as const).map((letter) => [letter, symbol(letter)]),
);

/** A rule's side as a tree; it may name u, v and pi. */
export const ruleTree = (text: string): Expression => parseFormula(text, { symbols: letters }).tree;

/** A rule as its two sides are written, `sign(u) * u` and `abs(u)`. */
export const rewriting = ([from, to]: readonly [from: string, to: string]): Rewriting => ({
  from: ruleTree(from),
  to: ruleTree(to),
});

const COMMUTATIVE = ['add', 'multiply', 'min', 'max'];

/** What u and v are if the tree is written like the pattern, sums and products in either order; undefined if it is not. */
export function match(pattern: Expression, tree: Expression, bindings: Bindings = {}): Bindings | undefined {
  if (pattern.kind === 'symbol' && (pattern.name === 'u' || pattern.name === 'v')) {
    const known = bindings[pattern.name];
    if (known) return isSame(known, tree) ? bindings : undefined;
    return { ...bindings, [pattern.name]: tree };
  }
  if (pattern.kind !== tree.kind || pattern.args.length !== tree.args.length) return undefined;
  if (pattern.args.length === 0) return isSame(pattern, tree) ? bindings : undefined;
  if (pattern.kind === 'choice' || tree.kind === 'choice') return undefined;
  if (pattern.kind !== 'operation' || tree.kind !== 'operation' || pattern.name !== tree.name) return undefined;
  const inOrder = matchAll(pattern.args, tree.args, bindings);
  if (inOrder || !COMMUTATIVE.includes(pattern.name)) return inOrder;
  return matchAll(pattern.args, [tree.args[1], tree.args[0]], bindings);
}

function matchAll(patterns: readonly Expression[], trees: readonly Expression[], bindings: Bindings) {
  return patterns.reduce<Bindings | undefined>(
    (bound, pattern, k) => bound && match(pattern, trees[k], bound),
    bindings,
  );
}

/** The tree rewritten by the first rule whose left side it is written like; undefined where there is none. */
export function rewritten(tree: Expression, rules: readonly Rewriting[]): Expression | undefined {
  for (const { from, to } of rules) {
    const bindings = match(from, tree);
    if (bindings) return substitute(to, bindings);
  }
  return undefined;
}
