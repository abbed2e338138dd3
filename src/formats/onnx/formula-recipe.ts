import { nodeValue } from '../../expression/evaluate.ts';
import { bottomUp, type Expression } from '../../expression/expression.ts';
import type { OperationName } from '../../expression/operations.ts';
import { at, type Recipe, type Step, step } from './recipes.ts';

type Input = Step['inputs'][number];
/** Writes an operation: `add` puts a step at the end, and returns what stands for its output. */
type Writing = (add: (op: string, ...inputs: Input[]) => Input, u: Input, v: Input) => Input;

const operator =
  (op: string): Writing =>
  (add, u, v) =>
    v === undefined ? add(op, u) : add(op, u, v);

/** Operations in operators of opset 17. Those that ONNX lacks are made of such as lose no digits near 0. */
const writings: Readonly<Record<OperationName, Writing>> = {
  negate: operator('Neg'),
  add: operator('Add'),
  subtract: operator('Sub'),
  multiply: operator('Mul'),
  divide: operator('Div'),
  power: operator('Pow'),
  min: operator('Min'),
  max: operator('Max'),
  exp: operator('Exp'),
  // tanh(u / 2) (exp(u) + 1)
  expm1: (add, u) => add('Mul', add('Tanh', add('Mul', u, 0.5)), add('Add', add('Exp', u), 1)),
  log: operator('Log'),
  // 2 atanh(u / (2 + u)) where that is not far from 0.
  log1p: (add, u) => {
    const near = add('Mul', add('Atanh', add('Div', u, add('Add', u, 2))), 2);
    return add('Where', add('Less', add('Abs', u), 0.5), near, add('Log', add('Add', u, 1)));
  },
  sqrt: operator('Sqrt'),
  abs: operator('Abs'),
  sign: operator('Sign'),
  tanh: operator('Tanh'),
  sinh: operator('Sinh'),
  cosh: operator('Cosh'),
  sin: operator('Sin'),
  cos: operator('Cos'),
  atan: operator('Atan'),
  erf: operator('Erf'),
  erfc: (add, u) => add('Sub', 1, add('Erf', u)),
  sigmoid: operator('Sigmoid'),
  softplus: operator('Softplus'),
  relu: operator('Relu'),
};

const comparisons = { '>': 'Greater', '>=': 'GreaterOrEqual', '<': 'Less', '<=': 'LessOrEqual' } as const;

/** A formula in operators: parts without z are worked out here. */
export function formulaRecipe(tree: Expression): Recipe {
  const steps: Step[] = [];
  const add = (op: string, ...inputs: Input[]): Input => at(steps.push(step(op, ...inputs)) - 1);
  const result = bottomUp<Input>(tree, (node, args) => {
    if (node.kind === 'symbol' && node.name === 'z') return 'z';
    if (node.kind === 'symbol' && node.name === 'p') return 'slope';
    const numbers = args.filter((arg) => typeof arg === 'number');
    if (numbers.length === args.length) return nodeValue(node, numbers);
    if (node.kind === 'operation') return writings[node.name](add, args[0], args[1]);
    if (node.kind !== 'choice') throw new Error('a leaf of a formula is a number or a symbol');
    return add('Where', add(comparisons[node.relation], args[0], args[1]), args[2], args[3]);
  });
  return result === 'z' ? [step('Identity', 'z')] : steps;
}
