import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleTree } from '../../src/expression/algebra/match.ts';
import { apply, isSame, number, symbol } from '../../src/expression/expression.ts';
import { readFormula } from '../../src/expression/formula.ts';
import { LONGEST_FORMULA } from '../../src/expression/parse/mistake.ts';
import type { FormulaFunction } from '../../src/expression/parse/names.ts';
import { MOST_NODES, parseFormula } from '../../src/expression/parse/parse.ts';
import { DEEPEST } from '../../src/expression/parse/reader.ts';
import { formulaText } from '../../src/expression/print/text.ts';
import { UserError } from '../../src/util/user-error.ts';
import { arbitraryFormula } from './arbitrary-formula.ts';

const read = (text: string) => formulaText(parseFormula(text).tree);

describe('a formula', () => {
  it.each([
    ['z*sigmoid(1.702*z)', 'z * sigmoid(1.702 * z)'],
    ['z/(1+abs(z))', 'z / (1 + abs(z))'],
    ['1 - 2 - z', '1 - 2 - z'],
    ['1 - (2 - z)', '1 - (2 - z)'],
    ['1 / 2 / z', '1 / 2 / z'],
    ['1 / (2 * z)', '1 / (2 * z)'],
    ['-z^2', '-z^2'],
    ['(-z)^2', '(-z)^2'],
    ['-2^2 * z', '-2^2 * z'],
    ['2^3^z', '2^3^z'],
    ['(2^3)^z', '(2^3)^z'],
    ['2^-z', '2^-z'],
    ['z**2', 'z^2'],
    ['- -z', '-(-z)'],
    ['z * -2', 'z * -2'],
    ['+z', 'z'],
    ['.5 * z + 5. + 1e-3 + 2E+1', '0.5 * z + 5 + 0.001 + 20'],
    ['z > 0 ? z : 0.01 * z', 'z > 0 ? z : 0.01 * z'],
    ['z > 1 ? 1 : z < -1 ? -1 : z', 'z > 1 ? 1 : z < -1 ? -1 : z'],
    ['z if z > 0 else exp(z) - 1', 'z > 0 ? z : exp(z) - 1'],
    ['(z > 0) * z', '(z > 0 ? 1 : 0) * z'],
    ['z > 0 && z < 6 ? z : 0', 'z > 0 ? (z < 6 ? z : 0) : 0'],
    ['z < 0 || z > 6 ? 0 : z', 'z < 0 ? 0 : z > 6 ? 0 : z'],
    ['z < 0 or z > 6 ? 0 : z', 'z < 0 ? 0 : z > 6 ? 0 : z'],
    ['!(z > 0) ? 0 : z', 'z > 0 ? z : 0'],
    ['not z > 0 ? 0 : z', 'z > 0 ? z : 0'],
    ['z == 0 ? 1 : z', 'z >= 0 ? (z <= 0 ? 1 : z) : z'],
    ['z !== 0 ? 1 : z', 'z >= 0 ? (z <= 0 ? z : 1) : 1'],
    ['max(0, z)', 'max(0, z)'],
    ['max(0, z, -1)', 'max(max(0, z), -1)'],
    ['pow(z, 2)', 'z^2'],
    ['ln(z) + arctan(z) + logistic(z)', 'log(z) + atan(z) + sigmoid(z)'],
    ['Math.max(0, z) * Math.PI', 'max(0, z) * pi'],
    ['torch.tanh(Z) + ReLU(z)', 'tanh(z) + relu(z)'],
  ])('%s is read as %s', (text, canonical) => {
    expect(read(text)).toBe(canonical);
  });

  it.each([
    ['z − 1', 'z - 1'],
    ['2 × z · 3 ⋅ 4 ÷ 5', '2 * z * 3 * 4 / 5'],
    ['z ≤ 0 ? 0 : z', 'z <= 0 ? 0 : z'],
    ['z ≥ 0 ∧ z ≠ 1 ? z : 0', 'z >= 0 ? (z >= 1 ? (z <= 1 ? 0 : z) : z) : 0'],
    ['z² + z¹⁰ − z⁻¹', 'z^2 + z^10 - z^-1'],
    ['√(1 + z²) · √2 · √π', 'sqrt(1 + z^2) * sqrt(2) * sqrt(pi)'],
    ['π * σ(z)', 'pi * sigmoid(z)'],
    ['|z| + |1 - |z||', 'abs(z) + abs(1 - abs(z))'],
    ['|z > 0 || z < -1 ? z : 1|', undefined],
    ['|(z > 0 || z < -1 ? z : 1)|', 'abs(z > 0 ? z : z < -1 ? z : 1)'],
    ['ｚ　＊（２＋ｚ）', 'z * (2 + z)'],
    ['z\u00a0+\u20091', 'z + 1'],
  ])('in the signs of books and keyboards: %s', (text, canonical) => {
    if (canonical === undefined) expect(() => read(text)).toThrow(UserError);
    else expect(read(text)).toBe(canonical);
  });

  it('is read again from its own print', () => {
    fc.assert(
      fc.property(arbitraryFormula({ learned: true, depth: 6 }), (tree) => {
        const text = formulaText(tree);
        fc.pre(text.length <= LONGEST_FORMULA);
        expect(isSame(parseFormula(text).tree, tree), text).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('may start its learned number', () => {
    expect(parseFormula('z > 0 ? z : p * z; p = 0.25').start).toBe(0.25);
    expect(parseFormula('p * z where p = -1e-3').start).toBe(-0.001);
    expect(parseFormula('p * z').start).toBeUndefined();
    expect(readFormula('p*z').text).toBe('p * z; p = 1');
    expect(readFormula(readFormula('z^p; p = 2').text).learned?.start).toBe(2);
  });

  it('calls functions that are handed in, hyphens and all', () => {
    const half: FormulaFunction = { arity: [1, 1], call: ([u]) => apply('divide', u, number(2)) };
    const functions = new Map<string, FormulaFunction>([
      ['half-it', half],
      ['z-tan', half],
    ]);
    expect(formulaText(parseFormula('half-it(z)', { functions }).tree)).toBe('z / 2');
    expect(formulaText(parseFormula('Half_It(z + 1) - z', { functions }).tree)).toBe('(z + 1) / 2 - z');
    // Where there is no such function, a hyphen is a minus.
    expect(formulaText(parseFormula('z-tanh(z)', { functions }).tree)).toBe('z - tanh(z)');
    expect(formulaText(parseFormula('1-half-it(z)', { functions }).tree)).toBe('1 - z / 2');
  });

  it('of a rule is in u and v', () => {
    expect(ruleTree('u').args).toEqual([]);
    expect(() => ruleTree('z')).toThrow(UserError);
    expect(isSame(parseFormula('z').tree, symbol('z'))).toBe(true);
  });
});

/** What is wrong, with the place of the character, from 1, and a part of the message. */
const mistakes: readonly [text: string, character: number, says: string][] = [
  ['', 1, 'must begin with a value'],
  ['   ', 1, 'must begin with a value'],
  ['z +', 4, 'after + there must be a value'],
  ['z + * 2', 5, 'after + there must be a value, such as z, 0.5 or (..), and there is *'],
  ['foo(z)', 1, 'there is no function foo'],
  ['sigmod(z)', 1, 'Did you mean sigmoid?'],
  ['2 * x', 5, 'Write z in the place of x'],
  ['z * alpha', 5, 'there is no alpha in a formula'],
  ['1e999 * z', 1, 'must fit float32'],
  ['z + 1e39', 5, 'must fit float32'],
  ['z + 1e-39', 5, 'must fit float32'],
  ['2z', 2, 'Write 2 * z'],
  ['2 (1 + z)', 3, 'Write 2 * ...'],
  ['z(1 + z)', 2, 'there must be a sign'],
  ['(z + 1)(z + 2)', 8, 'there must be a sign'],
  ['z sqrt(z)', 3, 'there must be a sign'],
  ['2|z|', 2, 'Write 2 * ...'],
  ['|z| 2', 5, 'Write |z| * 2'],
  ['z 0.5', 3, 'there must be a sign'],
  ['1,5 * z', 2, 'a comma stands only between the arguments'],
  ['tanh z', 1, 'Write tanh(z)'],
  ['tanh', 1, 'Write tanh(z)'],
  ['max(z)', 1, 'max takes 2 to 16 arguments, not 1'],
  ['exp(z, 2)', 1, 'exp takes 1 argument, not 2'],
  ['exp()', 1, 'exp takes 1 argument, not 0'],
  ['exp(z', 4, 'opened by ( must be closed by )'],
  ['(z + 1', 1, 'opened by ( must be closed by )'],
  ['|z', 1, 'opened by | must be closed by |'],
  ['z)', 2, 'a closing bracket has none that it closes'],
  ['0 < z < 1 ? z : 0', 7, 'cannot be chained'],
  ['z ? 1 : 0', 1, 'a condition must compare two numbers'],
  ['z > 0 ? z', 10, 'with : between them'],
  ['z if z > 0', 11, 'there must be else'],
  ['z = 0 ? 1 : 0', 3, 'Write == in the place of ='],
  ['z # 2', 3, 'no character "#"'],
  ['z; p', 5, 'the start of the learned number'],
  ['p * z; p = big', 12, 'the start of p must be a number'],
  ['p * z; p = 1 2', 14, 'should end before'],
  ['z; p = 1', 2, 'the formula does not name it'],
  ['process.exit()', 1, 'there is no function process.exit'],
  ['constructor(z)', 1, 'there is no function constructor'],
  ['__proto__', 1, 'there is no __proto__'],
  ['toString', 1, 'there is no toString'],
  ['z.z', 1, 'there is no z.z'],
  ['5', 1, 'must depend on z'],
  ['pi * e', 1, 'must depend on z'],
  ['p * 2', 1, 'must depend on z'],
  ['0 * z', 1, 'must depend on z'],
  ['z - z + 1', 1, 'must depend on z'],
];

describe('a mistake in a formula', () => {
  it.each(mistakes)('%j: character %i, %s', (text, character, says) => {
    const error = mistakeIn(text);
    expect(error.message).toContain(says);
    expect(error.mistake.place).toBe(character - 1);
    const [, mark] = error.excerpt?.split('\n') ?? [];
    expect(mark).toBe(`${' '.repeat(character - 1)}^`);
  });

  it('is marked where wide characters stand before it, and in the middle of a long line', () => {
    expect(mistakeIn('ｚ＋foo').excerpt).toBe('ｚ＋foo\n    ^');
    const excerpt = mistakeIn(`${'z + '.repeat(50)}? + ${'z + '.repeat(50)}z`).excerpt ?? '';
    const [line, mark] = excerpt.split('\n');
    expect(line[mark.indexOf('^')]).toBe('?');
    expect(line.length).toBeLessThan(80);
  });

  it('of size is found before time is spent', () => {
    const sum = (terms: number) => Array.from({ length: terms }, () => 'z').join('+');
    expect(mistakeIn(`${sum(LONGEST_FORMULA)}`).message).toContain(`at most ${LONGEST_FORMULA} characters`);
    expect(mistakeIn(sum(MOST_NODES / 2 + 1)).message).toContain(`at most ${MOST_NODES} numbers`);
    expect(() => readFormula(sum(MOST_NODES / 2))).not.toThrow();
    const nested = (levels: number, open: string, close: string) => `${open.repeat(levels)}z${close.repeat(levels)}`;
    for (const [open, close] of [
      ['(', ')'],
      ['|', '|'],
      ['-(', ')'],
      ['exp(', ')'],
      ['z > 0 ? ', ' : 0'],
      ['z^', ''],
      ['√', ''],
      ['-', ''],
    ]) {
      expect(mistakeIn(nested(DEEPEST + 1, open, close)).message, open).toContain('nested at most');
    }
    // Each `or` doubles what follows it.
    const conditions = Array.from({ length: 40 }, () => '(z > 1 || z < 2)').join(' && ');
    expect(mistakeIn(`${conditions} ? z : 0`).message).toContain('at most');
  });

  it('is a UserError, whatever was typed', () => {
    const words = [
      'z',
      'p',
      'exp',
      '(',
      ')',
      '|',
      '?',
      ':',
      '>',
      '=',
      ',',
      ';',
      '-',
      '^',
      '2',
      '²',
      'if',
      'else',
      '√',
      '.',
      ' ',
    ];
    const typed = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join('')),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          readFormula(text);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          expect(error.message).not.toContain('\n');
          expect(error.mistake.place).toBeGreaterThanOrEqual(0);
          expect(error.mistake.place).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

function mistakeIn(text: string): UserError {
  try {
    readFormula(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  return expect.fail(`${text} was accepted`);
}
