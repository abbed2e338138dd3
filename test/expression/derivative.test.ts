import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numericSlope } from '../../src/activations/numeric-slope.ts';
import { differentiate } from '../../src/expression/algebra/differentiate.ts';
import { Simplifier } from '../../src/expression/algebra/simplify.ts';
import { evaluateEach, scalarFormula } from '../../src/expression/evaluate.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { readFormula } from '../../src/expression/formula.ts';
import { type OperationName, operationOf, operations } from '../../src/expression/operations.ts';
import { parseFormula } from '../../src/expression/parse/parse.ts';
import { formulaText } from '../../src/expression/print/text.ts';
import { fixture } from '../oracle.ts';
import { arbitraryFormula } from './arbitrary-formula.ts';
import { isNearKink, slack } from './conditioning.ts';

const slopeOf = (text: string) => formulaText(readFormula(text).df);

describe('the derivative', () => {
  it.each([
    ['z', '1'],
    ['3 * z + 2', '3'],
    ['z^3', '3 * z^2'],
    ['z^-1', '-z^-2'],
    ['z / (1 + abs(z))', '(1 / (1 + abs(z)))^2'],
    ['z * sigmoid(1.702 * z)', 'sigmoid(1.702 * z) + 1.702 * (z * (sigmoid(1.702 * z) * sigmoid(-1.702 * z)))'],
    ['softplus(z)', 'sigmoid(z)'],
    ['max(0, z)', 'z > 0 ? 1 : 0'],
    ['max(z, 0)', 'z > 0 ? 1 : 0'],
    ['min(6, max(0, z))', 'max(0, z) < 6 ? (z > 0 ? 1 : 0) : 0'],
    ['z > 0 ? z : exp(z) - 1', 'z > 0 ? 1 : exp(z)'],
    ['abs(z)', 'sign(z)'],
    ['z * abs(z)', '2 * abs(z)'],
    ['sign(z) * sqrt(abs(z))', undefined],
    ['z - tanh(z)', '1 - 4 * (sigmoid(2 * z) * sigmoid(-2 * z))'],
    ['exp(2 * z)', '2 * exp(2 * z)'],
  ])('of %s is %s', (text, slope) => {
    if (slope !== undefined) expect(slopeOf(text)).toBe(slope);
  });

  it('at a tie of max and min is that of the constant, or else of the second', () => {
    const at = (text: string, z: number) => scalarFormula(readFormula(text).df)(z);
    expect([at('max(0, z)', 0), at('max(z, 0)', 0), at('min(z, 6)', 6), at('max(-1, z)', -1)]).toEqual([0, 0, 0, 0]);
    expect([at('max(z, 2 * z)', 0), at('min(z, 2 * z)', 0)]).toEqual([2, 2]);
    expect([at('abs(z)', 0), at('relu(z)', 0)]).toEqual([0, 0]);
  });

  it('of a learned number', () => {
    const { learned } = readFormula('z > 0 ? z : p * z; p = 0.25');
    expect(learned && formulaText(learned.dfdp)).toBe('z > 0 ? 0 : z');
  });
});

interface Fixture {
  readonly p: number;
  readonly formulas: readonly { readonly formula: string; readonly points: readonly (readonly number[])[] }[];
}

describe('values and derivatives', () => {
  const { formulas, p } = fixture<Fixture>('formulas.json');

  it.each(formulas)('of $formula, as SymPy has them', ({ formula, points }) => {
    const { tree } = parseFormula(formula);
    const trees = [tree, differentiate(tree, 'z'), differentiate(tree, 'p')];
    for (const [z, ...theirs] of points) {
      trees.forEach((one, k) => {
        const error = Math.abs(scalarFormula(one)(z, p) - theirs[k]);
        // 1e-13 relative where the formula is well-conditioned; else what its own parts leave room for.
        expect(error, `${['f', 'df', 'dfdp'][k]} at ${z}`).toBeLessThanOrEqual(
          1e-13 * Math.abs(theirs[k]) + 4 * slack(one, z, p),
        );
      });
    }
  });
});

/** Neither near the largest numbers nor among the smallest, which have fewer digits. */
const isModerate = (slope: number) => slope === 0 || (Math.abs(slope) < 1e12 && Math.abs(slope) > 1e-300);

/** Inputs that are no round numbers, at which formulas have their poles and ends. */
const points = fc.double({ min: -4, max: 4, noNaN: true }).map((z) => z * 0.93 + 0.0317);

/** Whether a part of the formula is infinite, as log(z) is at 0, where 0 * log(z) has no value. */
const hasPole = (tree: Expression, z: number, p: number): boolean =>
  [...evaluateEach(tree, { z: [z], p }).values()].some(([part]) => Math.abs(part) === Number.POSITIVE_INFINITY);

describe('10,000 random formulas', () => {
  const P = 0.6;

  it.each(['z', 'p'] as const)('have the slopes by %s that differences show', (by) => {
    let compared = 0;
    fc.assert(
      fc.property(arbitraryFormula({ learned: true }), points, (tree, z) => {
        const f = scalarFormula(tree);
        const derivative = differentiate(tree, by);
        if (isNearKink(tree, z, P) || hasPole(tree, z, P) || hasPole(derivative, z, P)) return;
        const { slope, error } = numericSlope((x) => (by === 'z' ? f(x, P) : f(z, x)), by === 'z' ? z : P);
        // Where a formula is no real number, or rounding has eaten the differences, they say nothing.
        const isClear = error <= 1e-5 * Math.abs(slope) && slack(tree, z, P) <= 1e-11 * Math.abs(slope);
        if (!isClear || !isModerate(slope)) return;
        compared++;
        const apart = Math.abs(scalarFormula(derivative)(z, P) - slope);
        expect(apart, `${formulaText(tree)} at z = ${z}`).toBeLessThanOrEqual(1e-6 * Math.abs(slope) + 10 * error);
      }),
      { numRuns: 10_000 },
    );
    expect(compared).toBeGreaterThan(1500);
  });

  it('keep their values when simplified', () => {
    let compared = 0;
    fc.assert(
      fc.property(arbitraryFormula(), points, (tree, z) => {
        const [before, after] = [scalarFormula(tree)(z), scalarFormula(new Simplifier().simplify(tree))(z)];
        // What was NaN or infinite may have become a number: 0 * log(z) is 0.
        if (Number.isNaN(before) || isNearKink(tree, z, 0) || hasPole(tree, z, 0)) return;
        const allowed = 8 * slack(tree, z, 0) + Number.MIN_VALUE;
        if (Number.isNaN(allowed)) return;
        compared++;
        expect(Math.abs(after - before), formulaText(tree)).toBeLessThanOrEqual(allowed);
      }),
      { numRuns: 10_000 },
    );
    expect(compared).toBeGreaterThan(5000);
  });
});

describe('every operation', () => {
  it.each(Object.keys(operations) as OperationName[])('%s has the slopes of its rules', (name) => {
    const { value, slopes } = operationOf(name);
    for (const [u, v] of [
      [0.4, 1.7],
      [2.3, 0.8],
      [1.1, -1.9],
    ]) {
      slopes.forEach((_, k) => {
        const argument = k === 0 ? u : v;
        const along = (x: number) => (k === 0 ? value(x, v) : value(u, x));
        const tree: Expression = {
          kind: 'operation',
          name,
          args: slopes.length === 1 ? [Z] : k === 0 ? [Z, num(v)] : [num(u), Z],
        };
        const ours = scalarFormula(differentiate(tree, 'z'))(argument);
        expect(Math.abs(ours - numericSlope(along, argument).slope), `by argument ${k + 1}`).toBeLessThan(1e-8);
      });
    }
  });
});

const Z: Expression = { kind: 'symbol', name: 'z', args: [] };
const num = (value: number): Expression => ({ kind: 'number', value, args: [] });
