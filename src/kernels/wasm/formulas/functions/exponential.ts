import type { Value } from '../code.ts';
import type { Lanes } from '../lanes.ts';
import { EXPM1 } from './coefficients.ts';
import { logOnePlusUnit } from './logarithm.ts';

/**
 * Added to a number, it leaves the nearest whole number in the lowest bits of the sum; in float64 with the bias of an
 * exponent beside it.
 */
const ROUNDING = { single: 12582912, double: 6755399441055744 + 1023 } as const;
const SINGLE_ROUNDING_BITS = 0x4b400000;

/** ln 2 in two parts, of which small multiples of the first are exact. */
const LN2 = {
  single: [0.693359375, -2.1219444e-4],
  double: [Math.LN2],
  full: [0.6931471803691238, 1.9082149292705877e-10],
} as const;

/** x = k ln 2 + r, as exp(x) = 2^k exp(r) needs it. */
interface Reduced {
  /** x / ln 2 with its integer k in the lowest bits. */
  readonly sum: Value;
  readonly k: Value;
  /** exp(r) - 1 */
  readonly expm1: Value;
}

function reduced(lanes: Lanes, x: Value): Reduced {
  const rounding = lanes.all(lanes.isSingle ? ROUNDING.single : ROUNDING.double);
  const sum = lanes.add(lanes.mul(x, lanes.all(Math.LOG2E)), rounding);
  const k = lanes.sub(sum, rounding);
  const r = LN2[lanes.precision].reduce((rest, part) => lanes.madd(k, lanes.all(-part), rest), x);
  const expm1 = lanes.madd(lanes.mul(r, r), lanes.polynomial(r, EXPM1[lanes.precision]), r);
  return { sum, k, expm1 };
}

/** 2^k as float64, where k and the bias stand in the lowest bits. */
const power = (lanes: Lanes, sum: Value): Value => lanes.shift('shl', sum, 52);

/** 2^(k + more) as float32, from the k in the lowest bits; what stands above falls off. */
const singlePower = (lanes: Lanes, k: Value, more = 0): Value =>
  lanes.shift('shl', lanes.addBits(k, lanes.bits(127 + more)), 23);

/** Below, exp is 0 in float32 or in float64, and above it is infinite. Double precision stops short of either end. */
const ENDS = { single: [-105, 89], double: [-708, 709], full: [-746, 710] } as const;

/** exp(x) */
export function exp(lanes: Lanes, x: Value): Value {
  const [least, most] = ENDS[lanes.precision];
  const isBelow = isNotPositive(lanes, x);
  const above = lanes.atLeast(x, least);
  const { sum, k, expm1 } = reduced(lanes, isBelow ? above : lanes.atMost(above, most));
  const times = (power: Value) => lanes.madd(power, expm1, power);
  if (lanes.precision === 'double') {
    // Not a small number, of which a large factor could make something.
    return lanes.where(lanes.compare('<', x, lanes.all(least)), lanes.all(0), times(power(lanes, sum)));
  }
  // 2^k may lie beyond the normal numbers: one that does not, and what is missing.
  if (lanes.isSingle && isBelow) return lanes.mul(times(singlePower(lanes, sum, 64)), lanes.all(2 ** -64));
  if (lanes.isSingle) {
    const whole = lanes.subBits(sum, lanes.bits(SINGLE_ROUNDING_BITS));
    const half = lanes.shift('shr_s', whole, 1);
    return lanes.mul(times(singlePower(lanes, half)), singlePower(lanes, lanes.subBits(whole, half)));
  }
  const half = lanes.nearest(lanes.mul(k, lanes.all(0.5)));
  const [first, second] = [half, lanes.sub(k, half)].map((part) =>
    power(lanes, lanes.add(part, lanes.all(ROUNDING.double))),
  );
  return lanes.mul(times(first), second);
}

/** exp(x) - 1, without cancelling near 0. */
export function expm1(lanes: Lanes, x: Value): Value {
  // Far below it is -1 long before exp is 0.
  const { sum, expm1: rest } = reduced(lanes, lanes.atMost(lanes.atLeast(x, -80), ENDS[lanes.precision][1]));
  if (lanes.precision === 'double') {
    const scale = power(lanes, sum);
    return lanes.madd(scale, rest, lanes.sub(scale, lanes.all(1)));
  }
  // Half of 2^k, which is still a number where 2^k is none.
  const scale = lanes.isSingle ? singlePower(lanes, sum, -1) : power(lanes, lanes.subBits(sum, lanes.bits(1)));
  const half = lanes.madd(scale, rest, lanes.sub(scale, lanes.all(0.5)));
  return lanes.add(half, half);
}

/** Whether a value can be nothing but 0 or less: -|u|, or -u u. */
function isNotPositive(lanes: Lanes, { name, args }: Value): boolean {
  const shape = lanes.isSingle ? 'f32x4' : 'f64x2';
  if (name !== `${shape}.neg`) return false;
  const [u] = args;
  return u.name === `${shape}.abs` || (u.name === `${shape}.mul` && u.args[0] === u.args[1]);
}

/** exp(-|x|) */
export const decay = (lanes: Lanes, x: Value): Value => exp(lanes, lanes.neg(lanes.abs(x)));

/**
 * 1 / (1 + exp(-x)), with all digits in the lower tail.
 * @param sharing whether the slope is wanted, too, which is made of the same inverse
 */
export function sigmoid(lanes: Lanes, x: Value, sharing = false): Value {
  const e = decay(lanes, x);
  const [one, bottom] = [lanes.all(1), lanes.add(e, lanes.all(1))];
  if (!sharing) return lanes.div(lanes.wherePositive(x, one, e), bottom);
  const inverse = lanes.div(one, bottom);
  return lanes.wherePositive(x, inverse, lanes.mul(e, inverse));
}

/** sigmoid(x) sigmoid(-x), the slope of the logistic function, with all digits in both tails. */
export function sigmoidSlope(lanes: Lanes, x: Value): Value {
  const e = decay(lanes, x);
  const inverse = lanes.div(lanes.all(1), lanes.add(e, lanes.all(1)));
  return lanes.mul(lanes.mul(e, inverse), inverse);
}

/** log(1 + exp(x)) */
export const softplus = (lanes: Lanes, x: Value): Value =>
  lanes.add(lanes.atLeast(x, 0), logOnePlusUnit(lanes, decay(lanes, x)));

/** (exp(2x) - 1) / (exp(2x) + 1), without cancelling near 0. */
export function tanh(lanes: Lanes, x: Value): Value {
  const twice = lanes.add(x, x);
  const size = lanes.atMost(lanes.abs(twice), lanes.isSingle ? 20 : 100);
  const { sum, expm1: rest } = reduced(lanes, size);
  const scale = lanes.isSingle ? singlePower(lanes, sum) : power(lanes, sum);
  const grown = lanes.madd(scale, rest, lanes.sub(scale, lanes.all(1)));
  return lanes.withSign(lanes.div(grown, lanes.add(grown, lanes.all(2))), x);
}

/** exp(|x|) / 2, which is still a number where exp(|x|) is none, and a quarter of its inverse. */
function halves(lanes: Lanes, x: Value): { half: Value; rest: Value } {
  const half = exp(lanes, lanes.sub(lanes.abs(x), lanes.all(Math.LN2)));
  return { half, rest: lanes.div(lanes.all(0.25), half) };
}

/** (exp(x) + exp(-x)) / 2, in float64. */
export function cosh(lanes: Lanes, x: Value): Value {
  const { half, rest } = halves(lanes, x);
  return lanes.add(half, rest);
}

/** (exp(x) - exp(-x)) / 2, in float64, without cancelling near 0. */
export function sinh(lanes: Lanes, x: Value): Value {
  const { half, rest } = halves(lanes, x);
  const size = lanes.abs(x);
  const grown = expm1(lanes, lanes.atMost(size, 2));
  const near = lanes.mul(lanes.all(0.5), lanes.add(grown, lanes.div(grown, lanes.add(grown, lanes.all(1)))));
  const one = lanes.all(1);
  return lanes.withSign(lanes.where(lanes.compare('<', size, one), near, lanes.sub(half, rest)), x);
}
