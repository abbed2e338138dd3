import { describe, expect, it } from 'vitest';
import { scalarFormula } from '../../src/expression/evaluate.ts';
import { parseFormula } from '../../src/expression/parse/parse.ts';
import { formulaText } from '../../src/expression/print/text.ts';
import { kinksOf } from '../../src/expression/study/kinks.ts';
import { overflowsOf } from '../../src/expression/study/overflow.ts';
import { stableSpelling } from '../../src/expression/study/stable.ts';

const tree = (text: string) => parseFormula(text).tree;

describe('a stable spelling', () => {
  it.each([
    ['exp(z) / (1 + exp(z))', 'sigmoid(z)'],
    ['exp(z) / (exp(z) + 1)', 'sigmoid(z)'],
    ['z * (1 / (1 + exp(-z)))', 'z * sigmoid(z)'],
    ['log(1 + exp(z))', 'softplus(z)'],
    ['(exp(z) - exp(-z)) / (exp(z) + exp(-z))', 'tanh(z)'],
    ['z / 2 * (1 + erf(z / sqrt(2)))', 'z / 2 * erfc(-(z / sqrt(2)))'],
    ['z / 2 * (1 + tanh(z))', 'z / 2 * (2 * sigmoid(2 * z))'],
    ['z > 0 ? z : exp(z) - 1', 'z > 0 ? z : expm1(z)'],
  ])('of %s is %s, the same function', (text, stable) => {
    const better = stableSpelling(tree(text)) ?? expect.fail('none was found');
    expect(formulaText(better)).toBe(stable);
    for (const z of [-5.5, -1, -0.25, 0.5, 2, 7]) {
      const [one, other] = [scalarFormula(tree(text))(z), scalarFormula(better)(z)];
      expect(Math.abs(one - other)).toBeLessThan(1e-12);
    }
  });

  it('is not offered where there is none', () => {
    for (const text of ['z * sigmoid(z)', 'max(0, z)', 'z / (1 + abs(z))'])
      expect(stableSpelling(tree(text))).toBeUndefined();
  });
});

describe('where a formula is no number', () => {
  it('exp(z) / (1 + exp(z)): above 88.7 in float32, above 709.8 in float64', () => {
    const found = overflowsOf(tree('exp(z) / (1 + exp(z))'));
    expect(found.map(({ arithmetic, kind }) => [arithmetic, kind])).toEqual([
      ['float32', 'overflow'],
      ['float64', 'overflow'],
    ]);
    // log of the largest float32 and float64.
    expect(found[0].from).toBeCloseTo(Math.log(3.4028234663852886e38), 1);
    expect(found[1].from).toBeCloseTo(Math.log(Number.MAX_VALUE), 1);
    expect(found[0].value).toBeNaN();
  });

  it('log(z): for every z below 0, by its part', () => {
    const [found] = overflowsOf(tree('1 + log(z)')).filter(({ value }) => Number.isNaN(value));
    expect([found.kind, formulaText(found.part)]).toEqual(['domain', 'log(z)']);
    expect(found.from).toBeLessThan(0);
    expect(found.from).toBeGreaterThan(-1e-30);
  });

  it.each(['z * sigmoid(z)', 'softplus(z)', 'tanh(z)', 'z / (1 + abs(z))', 'exp(z)', 'max(0, z)'])(
    'is nowhere for %s',
    (text) => {
      expect(overflowsOf(tree(text))).toEqual([]);
    },
  );
});

describe('kinks', () => {
  it.each([
    ['max(0, z)', [0]],
    ['abs(z)', [0]],
    ['min(6, max(0, z))', [0, 6]],
    ['z > 0 ? z : 0.01 * z', [0]],
    // The slopes are alike on either side.
    ['z > 0 ? z : expm1(z)', []],
    ['z * abs(z)', []],
    ['abs(z) <= 0.5 ? 0 : z', [-0.5, 0.5]],
    ['abs(z - 0.1)', [0.1]],
    ['abs(relu(z) - 1)', [0, 1]],
    ['z * sigmoid(z)', []],
    ['sign(z)', [0]],
  ])('of %s are %j', (text, kinks) => {
    expect(kinksOf(tree(text))).toEqual(kinks);
  });

  it('of one with a learned number are where it starts', () => {
    expect(kinksOf(tree('max(p, z)'), 0.25)).toEqual([0.25]);
  });

  it('are not more than can be read', () => {
    expect(kinksOf(tree('abs(sin(10 * z))')).length).toBeLessThanOrEqual(32);
  });
});
