import type { OperationName } from './operations.ts';

/**
 * What a formula may name: the input z, the learned number p, the output a = f(z) (in slopes written by hand), the
 * constants pi and e; u and v are the arguments of an operation, in its rules.
 */
export type SymbolName = 'z' | 'p' | 'a' | 'pi' | 'e' | 'u' | 'v';

/** How two numbers are compared. */
export type Relation = '>' | '>=' | '<' | '<=';

export interface NumberNode {
  readonly kind: 'number';
  readonly value: number;
  readonly args: readonly [];
}

export interface SymbolNode {
  readonly kind: 'symbol';
  readonly name: SymbolName;
  readonly args: readonly [];
}

/** An operation on its arguments: `add`, `exp`, `max`; the table of operations.ts. */
export interface OperationNode {
  readonly kind: 'operation';
  readonly name: OperationName;
  readonly args: readonly Expression[];
}

/** `left > right ? yes : no`; a comparison with NaN does not hold. */
export interface ChoiceNode {
  readonly kind: 'choice';
  readonly relation: Relation;
  readonly args: readonly [left: Expression, right: Expression, yes: Expression, no: Expression];
}

/** A formula as a tree. Nodes are never changed, so that trees may share branches. */
export type Expression = NumberNode | SymbolNode | OperationNode | ChoiceNode;

const NONE = [] as const;

export const number = (value: number): NumberNode => ({ kind: 'number', value, args: NONE });

export const symbol = (name: SymbolName): SymbolNode => ({ kind: 'symbol', name, args: NONE });

export const apply = (name: OperationName, ...args: readonly Expression[]): OperationNode => ({
  kind: 'operation',
  name,
  args,
});

export const choose = (
  relation: Relation,
  left: Expression,
  right: Expression,
  yes: Expression,
  no: Expression,
): ChoiceNode => ({ kind: 'choice', relation, args: [left, right, yes, no] });

/** The same node with other arguments. */
export function withArgs(node: Expression, args: readonly Expression[]): Expression {
  if (node.kind === 'operation') return args.every((arg, k) => arg === node.args[k]) ? node : { ...node, args };
  if (node.kind !== 'choice') return node;
  const [left, right, yes, no] = args;
  return args.every((arg, k) => arg === node.args[k]) ? node : choose(node.relation, left, right, yes, no);
}

/**
 * Makes something of a tree from the leaves up; a branch that stands in several places is visited once.
 * @param make what a node becomes, given what its arguments became
 * @param made what is known already, and is added to: hand in one map to make several trees that share branches
 */
export function bottomUp<T>(
  root: Expression,
  make: (node: Expression, args: readonly T[]) => T,
  made = new Map<Expression, T>(),
): T {
  const visit = (node: Expression): T => {
    const known = made.get(node);
    if (known !== undefined) return known;
    const result = make(node, node.args.map(visit));
    made.set(node, result);
    return result;
  };
  return visit(root);
}

/** The branches of a tree, each once. */
export function nodesOf(root: Expression, seen = new Map<Expression, true>()): Iterable<Expression> {
  bottomUp<true>(root, () => true, seen);
  return seen.keys();
}

/** Numbers, names and operations of a formula as it is written: a branch counts in each place where it stands. */
export const treeSize = (root: Expression): number =>
  bottomUp<number>(root, (_node, args) => args.reduce((sum, size) => sum + size, 1));

/** Whether the formula names it. */
export const mentions = (root: Expression, name: SymbolName): boolean =>
  bottomUp<boolean>(root, (node, args) => (node.kind === 'symbol' && node.name === name) || args.includes(true));

/** The tree with other trees in the place of its symbols. */
export const substitute = (root: Expression, symbols: Partial<Record<SymbolName, Expression>>): Expression =>
  bottomUp<Expression>(root, (node, args) =>
    node.kind === 'symbol' ? (symbols[node.name] ?? node) : withArgs(node, args),
  );

/** Whether two trees are written the same. */
export function isSame(one: Expression, other: Expression): boolean {
  if (one === other) return true;
  if (one.kind !== other.kind || one.args.length !== other.args.length) return false;
  if (one.kind === 'number') return Object.is(one.value, (other as NumberNode).value);
  if (one.kind === 'symbol') return one.name === (other as SymbolNode).name;
  if (
    one.kind === 'operation'
      ? one.name !== (other as OperationNode).name
      : one.relation !== (other as ChoiceNode).relation
  ) {
    return false;
  }
  return one.args.every((arg, k) => isSame(arg, other.args[k]));
}
