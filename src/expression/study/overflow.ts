import { evaluateEach } from '../evaluate.ts';
import type { Expression } from '../expression.ts';

/** Where a formula gives no number, or an infinite one, though its limit is finite or it is a number nearby. */
export interface Overflow {
  readonly arithmetic: 'float32' | 'float64';
  /** The z nearest to 0 at which it happens, to three digits, on that side of 0. */
  readonly from: number;
  /** What comes out there. */
  readonly value: number;
  /** The branch that is the first to go wrong: its own arguments are numbers, or infinite ones of finite numbers. */
  readonly part: Expression;
  /** `domain`: the part has no real value there, as log(z) for z < 0. `overflow`: a part grew beyond all numbers. */
  readonly kind: 'domain' | 'overflow';
}

/** Magnitudes of float32, both signs apart, from 0 outwards: 8 in each doubling. */
const SIZES = Float64Array.from({ length: 8 * 277 }, (_, k) => Math.fround(2 ** ((k - 8 * 149) / 8))).filter(
  (size) => size > 0 && Number.isFinite(size),
);

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
  const z = SIZES.map((size) => sign * size);
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
  const part = parts.find((node) => Number.isNaN(of(node)) && !node.args.some((arg) => Number.isNaN(of(arg)))) ?? tree;
  const kind = part.args.some((arg) => Math.abs(of(arg)) === Number.POSITIVE_INFINITY) ? 'overflow' : 'domain';
  return { arithmetic, from: Number(bad.toPrecision(4)), value: of(tree), part, kind };
}

/** Whether a result is infinite because the function itself has grown so large, as exp(z) does. */
function growsBeyond(results: Float64Array, k: number): boolean {
  const before = results.slice(Math.max(0, k - 4), k).findLast(Number.isFinite);
  return !Number.isNaN(results[k]) && before !== undefined && Math.abs(before) > 1e18;
}
