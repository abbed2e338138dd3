import type { Value } from '../code.ts';
import type { Lanes } from '../lanes.ts';
import { ATANH } from './coefficients.ts';

/** ln 2 in two parts, of which whole multiples of the first are exact. */
const LN2 = { head: 0.6931471803691238, rest: 1.9082149292705877e-10 } as const;
/** The bits of sqrt(1/2), from which on mantissas are counted, and how far below 1 that is. */
const ROOT = { high: 0x3fe6a09e, low: 0x667f3bcd } as const;
const BELOW_ONE = { high: 0x00095f61, low: 0x9980c433 } as const;
/** 2^52: in its lowest bits a whole number stands as it is. */
const WHOLE = { high: 0x43300000, value: 4503599627370496 } as const;

/** log(m) = 2 atanh(s) with s = (m - 1) / (m + 1). */
function fromRatio(lanes: Lanes, s: Value): Value {
  return lanes.mul(lanes.add(s, s), lanes.polynomial(lanes.mul(s, s), ATANH[lanes.precision]));
}

/** log(1 + e) for e = 0..1, without losing a small e beside the 1. */
export function logOnePlusUnit(lanes: Lanes, e: Value): Value {
  if (lanes.precision === 'full') return log1p(lanes, e);
  return fromRatio(lanes, lanes.div(e, lanes.add(e, lanes.all(2))));
}

/** log(x) in float64: x = 2^k m with m between sqrt(1/2) and sqrt(2), so that nothing cancels near 1. */
export function log(lanes: Lanes, x: Value): Value {
  const isSmall = lanes.compare('<', x, lanes.all(2.2250738585072014e-308));
  // Below the normal numbers an exponent says nothing; in double precision no such number is expected.
  const isFull = lanes.precision === 'full';
  const normal = isFull ? lanes.where(isSmall, lanes.mul(x, lanes.all(2 ** 54)), x) : x;
  const shifted = lanes.addBits(normal, lanes.bits(BELOW_ONE.low, BELOW_ONE.high));
  const exponent = lanes.or(lanes.shift('shr_u', shifted, 52), lanes.bits(0, WHOLE.high));
  const biased = lanes.sub(exponent, lanes.all(WHOLE.value + 1023));
  const k = isFull ? lanes.sub(biased, lanes.where(isSmall, lanes.all(54), lanes.all(0))) : biased;
  const mantissa = lanes.and(shifted, lanes.bits(0xffffffff, 0x000fffff));
  const m = lanes.addBits(mantissa, lanes.bits(ROOT.low, ROOT.high));
  const s = lanes.div(lanes.sub(m, lanes.all(1)), lanes.add(m, lanes.all(1)));
  const result = lanes.madd(k, lanes.all(LN2.head), lanes.madd(k, lanes.all(LN2.rest), fromRatio(lanes, s)));
  const upTo = lanes.where(lanes.compare('<', x, lanes.all(Number.POSITIVE_INFINITY)), result, x);
  const isZero = lanes.compare('=', x, lanes.all(0));
  const otherwise = lanes.where(isZero, lanes.all(Number.NEGATIVE_INFINITY), lanes.all(Number.NaN));
  return lanes.where(lanes.compare('>', x, lanes.all(0)), upTo, otherwise);
}

/** log(1 + x) in float64, without losing a small x beside the 1: the part of x that the sum has lost is added again. */
export function log1p(lanes: Lanes, x: Value): Value {
  const sum = lanes.add(x, lanes.all(1));
  const ofSum = log(lanes, sum);
  const lost = lanes.sub(x, lanes.sub(sum, lanes.all(1)));
  const isOrdinary = lanes.compare('<', lanes.abs(x), lanes.all(2 ** 60));
  const isInside = lanes.and(isOrdinary, lanes.compare('>', sum, lanes.all(0)));
  return lanes.where(isInside, lanes.add(ofSum, lanes.div(lost, sum)), ofSum);
}
