import { differentiate } from '../algebra/differentiate.ts';
import { evaluateEach, scalarFormula } from '../evaluate.ts';
import { apply, type Expression, nodesOf } from '../expression.ts';
import { operationOf } from '../operations.ts';

/** Of more kinks, as of abs(sin(z)), only those nearest to 0 are told. */
const MOST_KINKS = 32;
/** Kinks are looked for this far from 0, at first in steps of a 16th. */
const REACH = 64;
const STEP = 1 / 16;

/**
 * The z at which the slope of a formula jumps, or the formula itself: where what is compared, or taken the absolute value
 * or the maximum of, crosses 0, if the slopes on either side differ there.
 */
export function kinksOf(tree: Expression, p?: number): number[] {
  const crossing = [...nodesOf(tree)].flatMap(switchOf);
  const [f, df] = [scalarFormula(tree), scalarFormula(differentiate(tree, 'z'))];
  const found = new Set<number>();
  for (const difference of crossing) for (const z of zerosOf(difference, p)) found.add(z);
  return [...found]
    .filter((z) => {
      // Far enough for float64, near enough for a curve: a kink's jump does not shrink with the distance.
      const h = 1e-6 * Math.max(1, Math.abs(z));
      const [below, above] = [z - h, z + h];
      return jumps(df(below, p), df(above, p), 1e-4) || jumps(f(below, p), f(above, p), 1e-4);
    })
    .sort((one, other) => Math.abs(one) - Math.abs(other))
    .slice(0, MOST_KINKS)
    .sort((one, other) => one - other);
}

const jumps = (one: number, other: number, by: number): boolean =>
  Math.abs(one - other) > by * Math.max(1, Math.abs(one), Math.abs(other)) || Number.isNaN(one) !== Number.isNaN(other);

/** What crosses 0 where the branch switches; none for a branch that is smooth. */
function switchOf(node: Expression): Expression[] {
  if (node.kind === 'choice') return [apply('subtract', node.args[0], node.args[1])];
  if (node.kind !== 'operation' || !operationOf(node.name).kinked) return [];
  return [node.args.length === 1 ? node.args[0] : apply('subtract', node.args[0], node.args[1])];
}

/** The z at which a formula changes its sign, or begins or ceases to be 0. */
function zerosOf(tree: Expression, p?: number): number[] {
  const z = Float64Array.from({ length: (2 * REACH) / STEP + 1 }, (_, k) => k * STEP - REACH);
  const values = evaluateEach(tree, { z, ...(p !== undefined && { p }) }).get(tree) ?? z;
  const f = scalarFormula(tree);
  const zeros: number[] = [];
  for (let k = 1; k < z.length; k++) {
    const [before, after] = [Math.sign(values[k - 1]), Math.sign(values[k])];
    if (before === after || Number.isNaN(before) || Number.isNaN(after)) continue;
    if (before === 0 || after === 0) zeros.push(z[before === 0 ? k - 1 : k]);
    else zeros.push(halved(f, z[k - 1], z[k], before, p));
  }
  return zeros;
}

function halved(f: (z: number, p?: number) => number, from: number, to: number, sign: number, p?: number): number {
  let [low, high] = [from, to];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (Math.sign(f(middle, p)) === sign) low = middle;
    else high = middle;
  }
  // 0.1 for 0.09999999999999999.
  const short = Number(high.toPrecision(12));
  return Math.abs(short - high) < 1e-12 * Math.max(1, Math.abs(high)) ? short : high;
}
