import type { Value } from '../code.ts';
import type { Lanes } from '../lanes.ts';
import { exp } from './exponential.ts';
import { log } from './logarithm.ts';

/** Up to here a power is made of products. */
const MOST_PRODUCTS = 64;

/** u^k for a whole or half k that is small, by products and a root; undefined for others. */
export function constantPower(lanes: Lanes, u: Value, k: number): Value | undefined {
  const size = Math.abs(k);
  if (size > MOST_PRODUCTS || !Number.isInteger(2 * k)) return undefined;
  const whole = Math.floor(size);
  const root = whole === size ? undefined : lanes.sqrt(u);
  let result = root;
  let square = u;
  for (let rest = whole; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result ? lanes.mul(result, square) : square;
    if (rest > 1) square = lanes.mul(square, square);
  }
  const power = result ?? lanes.all(1);
  return k < 0 ? lanes.div(lanes.all(1), power) : power;
}

/** u^v in float64, as Math.pow has it: of a negative u for whole v only. */
export function power(lanes: Lanes, u: Value, v: Value): Value {
  const size = exp(lanes, lanes.mul(v, log(lanes, lanes.abs(u))));
  const half = lanes.mul(v, lanes.all(0.5));
  const isWhole = lanes.compare('=', lanes.nearest(v), v);
  const isEven = lanes.compare('=', lanes.nearest(half), half);
  const ofNegative = lanes.where(isWhole, lanes.where(isEven, size, lanes.neg(size)), lanes.all(Number.NaN));
  const signed = lanes.where(lanes.compare('<', u, lanes.all(0)), ofNegative, size);
  return lanes.where(lanes.compare('=', v, lanes.all(0)), lanes.all(1), signed);
}
