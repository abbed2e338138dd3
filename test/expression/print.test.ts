import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scalarFormula } from '../../src/expression/evaluate.ts';
import { treeSize } from '../../src/expression/expression.ts';
import { parseFormula } from '../../src/expression/parse/parse.ts';
import { javascriptFormula, javascriptFunction } from '../../src/expression/print/javascript.ts';
import { latexFormula } from '../../src/expression/print/latex.ts';
import { mathmlFormula } from '../../src/expression/print/mathml.ts';
import { formulaText } from '../../src/expression/print/text.ts';
import { torchFormula } from '../../src/expression/print/torch.ts';
import { arbitraryFormula } from './arbitrary-formula.ts';

const tree = (text: string) => parseFormula(text).tree;

/** Ordinary inputs, and those at which tails begin and end. */
const POINTS = [-1e30, -745.2, -88.7, -28.5, -3.3, -1, -0.5, -1e-9, -0, 0, 1e-9, 0.7, 1, 2.5, 6, 27, 88.7, 710, 1e30];

describe('JavaScript', () => {
  it.each([
    ['z * sigmoid(z)', 'z * sigmoid(z)', 1],
    ['max(0, z)', 'Math.max(0, z)', 0],
    ['relu(z)', 'Math.max(0, z)', 0],
    ['-z^2', '-(z ** 2)', 0],
    ['- -z', '-(-z)', 0],
    ['(-z)^2', '(-z) ** 2', 0],
    ['z^2^3', 'z ** (2 ** 3)', 0],
    ['erf(z) + pi', 'erf(z) + Math.PI', 2],
  ])('of %s is %s', (text, expression, functions) => {
    const written = javascriptFormula(tree(text));
    expect(written.expression).toBe(expression);
    expect(written.functions).toHaveLength(functions);
  });

  it('gives the same bits as the formula', () => {
    fc.assert(
      fc.property(arbitraryFormula({ learned: true }), (formula) => {
        const source = javascriptFunction(formula);
        const run = new Function(`'use strict'; return (${source})`)() as (z: number, p: number) => number;
        const ours = scalarFormula(formula);
        for (const z of POINTS) expect(Object.is(run(z, 0.6), ours(z, 0.6)), `${source} at ${z}`).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('PyTorch code', () => {
  it.each([
    ['z * sigmoid(1.702 * z)', 'z * torch.sigmoid(1.702 * z)'],
    ['z > 0 ? z : 0.01 * z', 'torch.where(z > 0.0, z, 0.01 * z)'],
    ['max(0, z)', 'torch.clamp(z, min=0.0)'],
    ['min(6, max(0, z)) / 6', 'torch.clamp(torch.clamp(z, min=0.0), max=6.0) / 6.0'],
    ['max(z, 0.2 * z)', 'torch.maximum(z, 0.2 * z)'],
    ['relu(z) + softplus(z)', 'F.relu(z) + F.softplus(z)'],
    ['sqrt(2 / pi) * z', 'math.sqrt(2.0 / math.pi) * z'],
    ['sigmoid(0) * z', '0.5 * z'],
    ['max(1, 2) * z', '2.0 * z'],
    ['-z^2', '-z ** 2.0'],
    ['(-z)^2', '(-z) ** 2.0'],
    ['p * z + e', 'p * z + math.e'],
    ['1e21 * z', '1e+21 * z'],
  ])('of %s is %s', (text, code) => {
    expect(torchFormula(tree(text))).toBe(code);
  });
});

describe('LaTeX', () => {
  it.each([
    ['z * sigmoid(1.702 * z)', 'z \\, \\sigma\\left(1.702 \\, z\\right)'],
    ['z / (1 + abs(z))', '\\frac{z}{1 + \\left|z\\right|}'],
    ['z > 0 ? z : 0.01 * z', '\\begin{cases} z & \\text{if } z > 0 \\\\ 0.01 \\, z & \\text{else} \\end{cases}'],
    ['2 * (z + 1)', '2 \\, \\left(z + 1\\right)'],
    ['-(z + 1)', '-\\left(z + 1\\right)'],
    ['z * -2', 'z \\, \\left(-2\\right)'],
    ['0.5 * 3 * z', '0.5 \\cdot 3 \\, z'],
    ['(z + 1)^2', '\\left(z + 1\\right)^{2}'],
    ['exp(z)^2', '\\left(e^{z}\\right)^{2}'],
    ['2^z^2', '2^{z^{2}}'],
    ['sqrt(2 / pi)', '\\sqrt{\\frac{2}{\\pi}}'],
    ['max(0, z) + softplus(z)', '\\max\\left(0, z\\right) + \\operatorname{softplus}\\left(z\\right)'],
    ['1e-7 * z', '10^{-7} \\, z'],
  ])('of %s is %s', (text, latex) => {
    expect(latexFormula(tree(text))).toBe(latex);
  });

  it('closes what it opens', () => {
    fc.assert(
      fc.property(arbitraryFormula({ learned: true }), (formula) => {
        const latex = latexFormula(formula);
        const count = (pattern: RegExp) => latex.match(pattern)?.length ?? 0;
        expect(count(/\{/g)).toBe(count(/\}/g));
        expect(count(/\\left/g)).toBe(count(/\\right/g));
        expect(count(/\\begin/g)).toBe(count(/\\end/g));
      }),
    );
  });
});

describe('MathML', () => {
  it('of a formula is one element, with entities for what XML keeps to itself', () => {
    expect(mathmlFormula(tree('z < 1 ? z^2 : 2 * z'))).toBe(
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mo>{</mo><mtable columnalign="left">' +
        '<mtr><mtd><msup><mi>z</mi><mn>2</mn></msup></mtd><mtd><mrow><mtext>if </mtext><mrow><mi>z</mi><mo>&lt;</mo>' +
        '<mn>1</mn></mrow></mrow></mtd></mtr><mtr><mtd><mrow><mn>2</mn><mo>\u2062</mo><mi>z</mi></mrow></mtd>' +
        '<mtd><mtext>else</mtext></mtd></mtr></mtable></mrow></math>',
    );
  });

  it('is well-formed, and fractions, powers and cells have as many parts as they must', () => {
    const parts: Partial<Record<string, number>> = { mfrac: 2, msup: 2, mtd: 1, msqrt: 1 };
    fc.assert(
      fc.property(arbitraryFormula({ learned: true }), (formula) => {
        const open: { name: string; children: number }[] = [{ name: '', children: 0 }];
        for (const [, slash, name] of mathmlFormula(formula).matchAll(/<(\/?)(\w+)[^>]*>/g)) {
          if (slash) {
            const closed = open.pop();
            expect(closed?.name).toBe(name);
            if (parts[name]) expect(closed?.children).toBe(parts[name]);
          } else {
            open[open.length - 1].children++;
            open.push({ name, children: 0 });
          }
        }
        expect(open).toEqual([{ name: '', children: 1 }]);
      }),
    );
  });
});

describe('text', () => {
  it('has no more brackets than it needs', () => {
    fc.assert(
      fc.property(arbitraryFormula(), (formula) => {
        // Every bracket stands for a call or holds something: fewer than there are nodes.
        const brackets = formulaText(formula).match(/\(/g)?.length ?? 0;
        expect(brackets).toBeLessThanOrEqual(treeSize(formula));
      }),
    );
    expect(formulaText(tree('((z)) + ((2) * (z))'))).toBe('z + 2 * z');
  });
});
