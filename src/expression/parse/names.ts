import { nearest } from '../../util/user-error.ts';
import { type Expression, number, symbol } from '../expression.ts';
import { type OperationName, operations } from '../operations.ts';

/** A function that formulas may call, and what a call of it stands for. */
export interface FormulaFunction {
  /** How many arguments it takes, at least and at most. */
  readonly arity: readonly [least: number, most: number];
  readonly call: (args: readonly Expression[]) => Expression;
}

/** What a formula may name beside its own functions. */
export interface Vocabulary {
  /** By default z, p, pi and e. */
  readonly symbols?: ReadonlyMap<string, Expression>;
  /** Functions that are formulas themselves, such as the built-in activations. */
  readonly functions?: ReadonlyMap<string, FormulaFunction>;
}

/** What stands for signs, and is not called by name. */
const INFIX: readonly OperationName[] = ['negate', 'add', 'subtract', 'multiply', 'divide'];

/** Spellings of Python, JavaScript and books. */
const aliases: Readonly<Record<string, OperationName>> = {
  ...{ ln: 'log', sgn: 'sign', arctan: 'atan', pow: 'power', maximum: 'max', minimum: 'min' },
  ...{ logistic: 'sigmoid', expit: 'sigmoid', σ: 'sigmoid' },
};

const called = (name: OperationName): FormulaFunction => {
  const { length } = operations[name].slopes;
  const many = name === 'max' || name === 'min';
  return {
    arity: [length, many ? 16 : length],
    // max(a, b, c) is max(max(a, b), c).
    call: ([first, ...rest]) =>
      rest.length === 0
        ? { kind: 'operation', name, args: [first] }
        : rest.reduce<Expression>((before, next) => ({ kind: 'operation', name, args: [before, next] }), first),
  };
};

const ownNames = Object.keys(operations) as OperationName[];

/** The functions of all formulas, by each of their spellings. */
export const ownFunctions: ReadonlyMap<string, FormulaFunction> = new Map([
  ...ownNames.filter((name) => !INFIX.includes(name) && name !== 'power').map((name) => [name, called(name)] as const),
  ...Object.entries(aliases).map(([alias, name]) => [alias, called(name)] as const),
]);

/** What a user's formula may name: the input, a learned number, and constants. */
export const userSymbols: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ['z', symbol('z')],
  ['p', symbol('p')],
  ['pi', symbol('pi')],
  ['π', symbol('pi')],
  ['e', symbol('e')],
  // The constants of JavaScript's Math, without their prefix.
  ['sqrt2', number(Math.SQRT2)],
  ['sqrt1-2', number(Math.SQRT1_2)],
  ['ln2', number(Math.LN2)],
  ['ln10', number(Math.LN10)],
  ['log2e', number(Math.LOG2E)],
  ['log10e', number(Math.LOG10E)],
]);

/** The name as it is looked up: upper case and `_` are as good as lower case and `-`, and `Math.` is left off. */
export const asLookedUp = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^(?:math|np|numpy|torch|f)\./, '');

/** What to say of a name that no formula has. */
export function unknownInFormula(
  text: string,
  name: string,
  what: 'function' | 'name',
  { functions, symbols = userSymbols }: Vocabulary,
): { rule: string; fix?: string } {
  if (what === 'name' && ['x', 't', 'input'].includes(name) && symbols.has('z')) {
    return { rule: 'the input of an activation is called z', fix: `write z in the place of ${text}` };
  }
  const functionNames = [...ownFunctions.keys(), ...(functions?.keys() ?? [])];
  const names = what === 'function' ? functionNames : [...symbols.keys(), ...functionNames];
  // Of three letters two may differ, and then hardly anything is left of a slip but its beginning.
  const near = nearest(
    name,
    names.filter((one) => name.length > 3 || one[0] === name[0]),
  );
  if (what === 'function')
    return { rule: `there is no function ${text}`, ...(near && { fix: `did you mean ${near}?` }) };
  const fix = near ? `did you mean ${near}?` : 'the input is z, a learned number p';
  return { rule: `there is no ${text} in a formula`, fix };
}
