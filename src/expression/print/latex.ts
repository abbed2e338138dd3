import { bottomUp, type Expression, type SymbolName } from '../expression.ts';
import type { OperationName } from '../operations.ts';
import { levels, numberLevel, type Piece, within } from './levels.ts';

const relations = { '>': '>', '>=': '\\ge', '<': '<', '<=': '\\le' } as const;
const symbols: Partial<Record<SymbolName, string>> = { pi: '\\pi' };
/** Functions that LaTeX knows; others stand in \operatorname. */
const known: Partial<Record<OperationName, string>> = {
  log: '\\ln',
  atan: '\\arctan',
  sigmoid: '\\sigma',
  ...Object.fromEntries(['max', 'min', 'tanh', 'sinh', 'cosh', 'sin', 'cos'].map((name) => [name, `\\${name}`])),
};

const brackets = (text: string) => `\\left(${text}\\right)`;

/** The formula as LaTeX for a paper, without the signs around it: `z \, \sigma(1.702 z)`. */
export function latexFormula(tree: Expression): string {
  return bottomUp<Piece>(tree, piece).text;
}

function piece(node: Expression, args: readonly Piece[]): Piece {
  if (node.kind === 'number') return { text: numeral(node.value), level: numberLevel(node.value) };
  if (node.kind === 'symbol') return { text: symbols[node.name] ?? node.name, level: levels.whole };
  const [u, v, yes, no] = args;
  if (node.kind === 'choice') {
    const test = `${u.text} ${relations[node.relation]} ${v.text}`;
    const cases = `${yes.text} & \\text{if } ${test} \\\\ ${no.text} & \\text{else}`;
    return { text: `\\begin{cases} ${cases} \\end{cases}`, level: levels.choice };
  }
  const whole = (text: string): Piece => ({ text, level: levels.whole });
  switch (node.name) {
    case 'negate':
      return { text: `-${within(u, levels.product, brackets)}`, level: levels.sum };
    case 'add':
    case 'subtract':
      return {
        text: `${within(u, levels.sum, brackets)} ${node.name === 'add' ? '+' : '-'} ${within(v, levels.product, brackets)}`,
        level: levels.sum,
      };
    case 'multiply':
      return {
        text: product(within(u, levels.product, brackets), within(v, levels.power, brackets)),
        level: levels.product,
      };
    case 'divide':
      return { text: `\\frac{${u.text}}{${v.text}}`, level: levels.product };
    case 'power':
      return { text: `${within(u, levels.whole, brackets)}^{${v.text}}`, level: levels.power };
    case 'exp':
      return { text: `e^{${u.text}}`, level: levels.power };
    case 'sqrt':
      return whole(`\\sqrt{${u.text}}`);
    case 'abs':
      return whole(`\\left|${u.text}\\right|`);
    default: {
      const name = known[node.name] ?? `\\operatorname{${node.name}}`;
      return whole(`${name}${brackets(args.map(({ text }) => text).join(', '))}`);
    }
  }
}

/** Side by side, but for two numbers, which would read as one. */
function product(left: string, right: string): string {
  return /^[\d.]|^-/.test(right) ? `${left} \\cdot ${right}` : `${left} \\, ${right}`;
}

/** 1.5 \cdot 10^{-7} for 1.5e-7. */
function numeral(value: number): string {
  const [digits, exponent] = String(value).split('e');
  if (exponent === undefined) return digits;
  const power = `10^{${Number(exponent)}}`;
  return digits === '1' ? power : `${digits} \\cdot ${power}`;
}
