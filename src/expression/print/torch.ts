import { scalarFormula } from '../evaluate.ts';
import { bottomUp, type Expression, mentions, type OperationNode } from '../expression.ts';
import type { OperationName } from '../operations.ts';
import { printInfix } from './infix.ts';
import { levels, numberLevel, within } from './levels.ts';

/** Functions of torch that have other names than here. */
const names: Partial<Record<OperationName, string>> = { softplus: 'F.softplus', relu: 'F.relu', sign: 'torch.sign' };

/** Functions of Python's math, for parts that are numbers. */
const ofNumbers: readonly OperationName[] = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'sqrt',
  'tanh',
  'sinh',
  'cosh',
  'sin',
  'cos',
  'atan',
  'erf',
  'erfc',
];

/** The formula as Python code for PyTorch, an expression in the tensor z, and p where there is a learned number. */
export function torchFormula(tree: Expression): string {
  const isNumber = (node: Expression) => !mentions(node, 'z') && !mentions(node, 'p');
  return printInfix(tree, {
    number: python,
    symbol: (name) => ({ pi: 'math.pi', e: 'math.e' })[name as string] ?? name,
    call: (node, args) => {
      if (isNumber(node) && ofNumbers.includes(node.name)) return `math.${node.name}(${args})`;
      return node.name === 'max' || node.name === 'min'
        ? extreme(node, args, isNumber)
        : `${names[node.name] ?? `torch.${node.name}`}(${args})`;
    },
    power: (base, exponent) => ({
      text: `${within(base, levels.whole)} ** ${within(exponent, levels.sign)}`,
      level: levels.power,
    }),
    choice: (relation, left, right, yes, no) => {
      const test = `${within(left, levels.sum)} ${relation} ${within(right, levels.sum)}`;
      return { text: `torch.where(${test}, ${yes.text}, ${no.text})`, level: levels.whole };
    },
    // A part without z that Python's math cannot work out is a number here already.
    whole: (node) => {
      if (!isNumber(node) || !hasOtherOperations(node)) return undefined;
      const value = scalarFormula(node)(Number.NaN);
      return { text: python(value), level: numberLevel(value) };
    },
  });
}

/** torch.clamp takes the bound as a number, torch.maximum wants two tensors. */
function extreme({ name, args }: OperationNode, texts: readonly string[], isNumber: (node: Expression) => boolean) {
  const bound = args.findIndex(isNumber);
  if (bound < 0) return `torch.${name}imum(${texts.join(', ')})`;
  return `torch.clamp(${texts[1 - bound]}, ${name === 'max' ? 'min' : 'max'}=${texts[bound]})`;
}

const SIGNS: readonly OperationName[] = ['negate', 'add', 'subtract', 'multiply', 'divide', 'power'];

const hasOtherOperations = (root: Expression): boolean =>
  bottomUp<boolean>(root, (node, args) => {
    const other = node.kind === 'operation' && !SIGNS.includes(node.name) && !ofNumbers.includes(node.name);
    return other || node.kind === 'choice' || args.includes(true);
  });

/** A float of Python's: 1 is a whole number there, and 1.0 is not. */
const python = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);
