import { isOperation, scaled } from '../../../expression/algebra/patterns.ts';
import { nodeValue } from '../../../expression/evaluate.ts';
import {
  bottomUp,
  type Expression,
  isSame,
  nodesOf,
  type OperationNode,
  type SymbolName,
} from '../../../expression/expression.ts';
import type { OperationName } from '../../../expression/operations.ts';
import type { Value } from './code.ts';
import { erf, erfc } from './functions/error-function.ts';
import { cosh, exp, expm1, sigmoid, sigmoidSlope, sinh, softplus, tanh } from './functions/exponential.ts';
import { log, log1p } from './functions/logarithm.ts';
import { constantPower, power } from './functions/power.ts';
import { atan, circular, type FarFunctions } from './functions/trigonometric.ts';
import { demoted, type Lanes, promoted } from './lanes.ts';

/** How an operation is worked out on vectors. */
export type Rule = (lanes: Lanes, args: readonly Value[], far: FarFunctions) => Value;

/** What a formula may call in its module. */
export interface ModuleFunctions extends FarFunctions {
  /** Present where functions are called instead of being written out in each place: how one is called. */
  readonly outlined?: (name: string, rule: Rule, lanes: Lanes, args: readonly Value[]) => Value;
}

/** A function that single precision works out in float64, to round once. */
const inDoubles =
  (rule: Rule): Rule =>
  (lanes, args, far) => {
    if (!lanes.isSingle) return rule(lanes, args, far);
    const { code, doubled } = lanes;
    const halves = args.map((arg) =>
      arg.constant === undefined ? promoted(code, arg) : [doubled.all(arg.constant), doubled.all(arg.constant)],
    );
    const [lower, upper] = [0, 1].map((half) =>
      rule(
        doubled,
        halves.map((pair) => pair[half]),
        far,
      ),
    );
    return demoted(code, lower, upper);
  };

/** Operations of a few instructions, which are always written out. */
const short: ReadonlySet<OperationName> = new Set([
  'negate',
  'add',
  'subtract',
  'multiply',
  'divide',
  'min',
  'max',
  'sqrt',
  'abs',
  'sign',
  'relu',
]);

/** Whether an operation is a function of many instructions. */
export const isLong = (node: Expression): boolean => node.kind === 'operation' && !short.has(node.name);

const rules: Record<OperationName, Rule> = {
  negate: (lanes, [u]) => lanes.neg(u),
  add: (lanes, [u, v]) => lanes.addFused(u, v),
  subtract: (lanes, [u, v]) => lanes.sub(u, v),
  multiply: (lanes, [u, v]) => lanes.mul(u, v),
  divide: (lanes, [u, v]) => {
    // The inverse of a power of two is exact.
    const inverse = v.constant === undefined ? Number.NaN : 1 / v.constant;
    return Number.isInteger(Math.log2(Math.abs(inverse))) ? lanes.mul(u, lanes.all(inverse)) : lanes.div(u, v);
  },
  power: inDoubles((lanes, [u, v]) => power(lanes, u, v)),
  min: (lanes, [u, v]) => bounded(lanes, u, v, 'min'),
  max: (lanes, [u, v]) => bounded(lanes, u, v, 'max'),
  exp: (lanes, [u]) => exp(lanes, u),
  expm1: (lanes, [u]) => expm1(lanes, u),
  log: inDoubles((lanes, [u]) => log(lanes, u)),
  log1p: inDoubles((lanes, [u]) => log1p(lanes, u)),
  sqrt: (lanes, [u]) => lanes.sqrt(u),
  abs: (lanes, [u]) => lanes.abs(u),
  sign: (lanes, [u]) => lanes.where(lanes.compare('>', lanes.abs(u), lanes.all(0)), lanes.withSign(lanes.all(1), u), u),
  tanh: (lanes, [u]) => tanh(lanes, u),
  sinh: inDoubles((lanes, [u]) => sinh(lanes, u)),
  cosh: inDoubles((lanes, [u]) => cosh(lanes, u)),
  sin: inDoubles((lanes, [u], far) => circular(lanes, u, 'sin', far)),
  cos: inDoubles((lanes, [u], far) => circular(lanes, u, 'cos', far)),
  atan: inDoubles((lanes, [u]) => atan(lanes, u)),
  erf: (lanes, [u]) => erf(lanes, u),
  erfc: (lanes, [u]) => erfc(lanes, u),
  sigmoid: (lanes, [u]) => sigmoid(lanes, u),
  softplus: (lanes, [u]) => softplus(lanes, u),
  relu: (lanes, [u]) => lanes.atLeast(u, 0),
};

/** The instruction that keeps NaN is slow; where one side is a constant a faster one does so, too. */
function bounded(lanes: Lanes, u: Value, v: Value, which: 'min' | 'max'): Value {
  const [bound, other] = v.constant === undefined ? [u.constant, v] : [v.constant, u];
  if (bound === undefined || Number.isNaN(bound)) return lanes[which](u, v);
  return which === 'min' ? lanes.atMost(other, bound) : lanes.atLeast(other, bound);
}

/** A formula on vectors, given what its symbols stand for. What has no symbol in it is worked out here, in float64. */
export function lower(
  lanes: Lanes,
  tree: Expression,
  symbols: Partial<Record<SymbolName, Value>>,
  functions: ModuleFunctions,
): Value {
  const made = new Map<Expression, Value>();
  const worked = (name: string, rule: Rule, args: readonly Value[]) =>
    functions.outlined ? functions.outlined(name, rule, lanes, args) : rule(lanes, args, functions);
  // A logistic function and its slope are made of one inverse.
  const sharing = [...nodesOf(tree)].some((node) => node.kind === 'operation' && argumentOfSlope(node));
  const operation = (node: OperationNode, args: readonly Value[]): Value => {
    const argument = made.get(argumentOfSlope(node) ?? node);
    if (argument) return worked('slope of sigmoid', (inner, [u]) => sigmoidSlope(inner, u), [argument]);
    if (node.name === 'sigmoid') return worked(node.name, (inner, [u]) => sigmoid(inner, u, sharing), args);
    const exponent = node.name === 'power' ? args[1].constant : undefined;
    const products = exponent === undefined ? undefined : constantPower(lanes, args[0], exponent);
    if (products) return products;
    return isLong(node) ? worked(node.name, rules[node.name], args) : rules[node.name](lanes, args, functions);
  };
  return bottomUp<Value>(
    tree,
    (node, args) => {
      const constants = args.map(({ constant }) => constant).filter((constant) => constant !== undefined);
      const symbol = node.kind === 'symbol' ? symbols[node.name] : undefined;
      if (symbol) return symbol;
      if (constants.length === args.length) return lanes.all(nodeValue(node, constants));
      if (node.kind === 'operation') return operation(node, args);
      if (node.kind !== 'choice') throw new Error('a leaf of a formula is a number or a symbol');
      const [left, right, yes, no] = args;
      return lanes.where(lanes.compare(node.relation, left, right), yes, no);
    },
    made,
  );
}

/** The u of sigmoid(u) sigmoid(-u), which is one function; undefined for other products. */
function argumentOfSlope(node: OperationNode): Expression | undefined {
  if (node.name !== 'multiply') return undefined;
  const [one, other] = node.args;
  if (!isOperation(one, 'sigmoid') || !isOperation(other, 'sigmoid')) return undefined;
  const [u, v] = [scaled(one.args[0]), scaled(other.args[0])];
  return u.factor === -v.factor && isSame(u.rest, v.rest) ? one.args[0] : undefined;
}
