import { bottomUp, type Expression, type SymbolName } from '../expression.ts';
import type { OperationName } from '../operations.ts';
import { levels, numberLevel, type Piece, within } from './levels.ts';

const relations = { '>': '&gt;', '>=': '≥', '<': '&lt;', '<=': '≤' } as const;
const symbols: Partial<Record<SymbolName, string>> = { pi: 'π' };
const names: Partial<Record<OperationName, string>> = { log: 'ln', atan: 'arctan', sigmoid: 'σ' };

const row = (...parts: readonly string[]) => `<mrow>${parts.join('')}</mrow>`;
const sign = (text: string, attributes = '') => `<mo${attributes}>${text}</mo>`;
const brackets = (text: string) => row(sign('('), text, sign(')'));
/** U+2062 is a product without a sign, U+2061 the place between a function and its argument. */
const [TIMES, OF] = [sign('\u2062'), sign('\u2061')];

/** The formula as MathML, which browsers draw: one <math> element. */
export function mathmlFormula(tree: Expression): string {
  return `<math xmlns="http://www.w3.org/1998/Math/MathML">${bottomUp<Piece>(tree, piece).text}</math>`;
}

function piece(node: Expression, args: readonly Piece[]): Piece {
  if (node.kind === 'number') return { text: numeral(node.value), level: numberLevel(node.value) };
  if (node.kind === 'symbol') return { text: `<mi>${symbols[node.name] ?? node.name}</mi>`, level: levels.whole };
  const [u, v, yes, no] = args;
  if (node.kind === 'choice') {
    const test = row(u.text, sign(relations[node.relation]), v.text);
    const line = (value: string, when: string) => `<mtr><mtd>${value}</mtd><mtd>${when}</mtd></mtr>`;
    const lines = line(yes.text, row('<mtext>if </mtext>', test)) + line(no.text, '<mtext>else</mtext>');
    return { text: row(sign('{'), `<mtable columnalign="left">${lines}</mtable>`), level: levels.choice };
  }
  const whole = (text: string): Piece => ({ text, level: levels.whole });
  switch (node.name) {
    case 'negate':
      return { text: row(sign('−', ' form="prefix"'), within(u, levels.product, brackets)), level: levels.sum };
    case 'add':
    case 'subtract': {
      const between = sign(node.name === 'add' ? '+' : '−');
      return {
        text: row(within(u, levels.sum, brackets), between, within(v, levels.product, brackets)),
        level: levels.sum,
      };
    }
    case 'multiply': {
      const right = within(v, levels.power, brackets);
      // Two numbers side by side would read as one.
      const between = right.startsWith('<mn>') || right.startsWith('<mrow><mn>') ? sign('⋅') : TIMES;
      return { text: row(within(u, levels.product, brackets), between, right), level: levels.product };
    }
    case 'divide':
      return { text: `<mfrac>${u.text}${v.text}</mfrac>`, level: levels.product };
    case 'power':
      return { text: `<msup>${within(u, levels.whole, brackets)}${v.text}</msup>`, level: levels.power };
    case 'exp':
      return { text: `<msup><mi>e</mi>${u.text}</msup>`, level: levels.power };
    case 'sqrt':
      return whole(`<msqrt>${u.text}</msqrt>`);
    case 'abs':
      return whole(row(sign('|'), u.text, sign('|')));
    default: {
      const inside = args.map(({ text }) => text).join(sign(','));
      return whole(row(`<mi>${names[node.name] ?? node.name}</mi>`, OF, brackets(inside)));
    }
  }
}

function numeral(value: number): string {
  if (value < 0) return row(sign('−', ' form="prefix"'), numeral(-value));
  const [digits, exponent] = String(value).split('e');
  if (exponent === undefined) return `<mn>${digits}</mn>`;
  const power = Number(exponent);
  const raised = power < 0 ? row(sign('−', ' form="prefix"'), `<mn>${-power}</mn>`) : `<mn>${power}</mn>`;
  const ten = `<msup><mn>10</mn>${raised}</msup>`;
  return digits === '1' ? ten : row(`<mn>${digits}</mn>`, sign('⋅'), ten);
}
