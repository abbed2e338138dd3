import { evaluateEach } from '../evaluate.ts';
import type { Expression } from '../expression.ts';
import { magnitudes } from './magnitudes.ts';

/** Where a formula gives no number, or an infinite one, though its limit is finite or it is a number nearby. */
export interface Overflow {
  readonly arithmetic: 'float32' | 'float64';
  /** The z nearest to 0 at which it happens, to three digits, on that side of 0. */
  readonly from: number;
  /** What comes out there. */
  readonly value: number;
  /** The branch that is the first to go wrong: its own arguments are finite. */
  readonly part: Expression;
  /** `domain`: the part has no real value there, as log(z) for z < 0. `overflow`: a part grew beyond all numbers. */
  readonly kind: 'domain' | 'overflow';
}

/**
 * Where the formula is not a number over all magnitudes of float32, worked out in float32 and in float64: at most one
 * place for each sign of z and each arithmetic, the one nearest to 0.
 */
export function overflowsOf(tree: Expression, p?: number): Overflow[] {
  return [1, -1].flatMap((sign) =>
    (['float32', 'float64'] as const).flatMap((arithmetic) => {
      const found = firstOverflow(tree, sign, arithmetic, p);
      return found ? [found] : [];
    }),
  );
}

function firstOverflow(
  tree: Expression,
  sign: number,
  arithmetic: Overflow['arithmetic'],
  p?: number,
): Overflow | undefined {
  const z = magnitudes.map((size) => sign * size);
  const round = arithmetic === 'float32' ? Math.fround : (value: number) => value;
  const valuesAt = (points: Float64Array) => evaluateEach(tree, { z: points, ...(p !== undefined && { p }) }, round);
  const results = valuesAt(z).get(tree) ?? z;
  const at = results.findIndex((value, k) => !Number.isFinite(value) && !growsBeyond(results, k));
  if (at < 0) return undefined;
  // Between the last that was well and the first that was not, by halving.
  let [good, bad] = [at === 0 ? 0 : z[at - 1], z[at]];
  for (let round = 0; round < 40; round++) {
    const middle = (good + bad) / 2;
    const value = valuesAt(Float64Array.of(middle)).get(tree)?.[0] ?? 0;
    if (Number.isFinite(value)) good = middle;
    else bad = middle;
  }
  const values = valuesAt(Float64Array.of(bad));
  const of = (node: Expression) => values.get(node)?.[0] ?? 0;
  const parts = [...values.keys()];
  // log(0) is an infinite number of a finite one, as exp(100) is in float32; where it is the end, the part has no value.
  const broken = (node: Expression) => !Number.isFinite(of(node)) && node.args.every((arg) => Number.isFinite(of(arg)));
  const isNaNFirst = (node: Expression) => Number.isNaN(of(node)) && !node.args.some((arg) => Number.isNaN(of(arg)));
  const part = parts.find(isNaNFirst) ?? parts.find(broken) ?? tree;
  const kind = part.args.some((arg) => Math.abs(of(arg)) === Number.POSITIVE_INFINITY) ? 'overflow' : 'domain';
  return { arithmetic, from: Number(bad.toPrecision(4)), value: of(tree), part: grown(part, of), kind };
}

/** Of a part that goes wrong since one of its own is infinite, that one. */
function grown(part: Expression, of: (node: Expression) => number): Expression {
  const inner = part.args.find((arg) => Math.abs(of(arg)) === Number.POSITIVE_INFINITY);
  return inner ? grown(inner, of) : part;
}

/**
 * Whether a result is infinite because the function itself has grown so large, as exp(z) does: from then on it is, and it
 * was large, with that sign, before.
 */
function growsBeyond(results: Float64Array, k: number): boolean {
  const first = results.findIndex((value) => !Number.isFinite(value));
  const before = results[first - 1] ?? 0;
  return !Number.isNaN(results[k]) && Math.abs(before) > 1e18 && Math.sign(before) === Math.sign(results[k]);
}
