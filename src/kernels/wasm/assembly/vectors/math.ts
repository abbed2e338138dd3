// exp, log1p and the normal distribution's tail on vectors. Names that end in D act on two float64 (doubles): their
// results, of about 1e-10 relative error, are rounded to float32 once, which leaves an error hardly above half a unit in
// the last place. The others act on four float32, for speed. Coefficients: scripts/fixtures/polynomials.py prints them.

import { madd } from './simd';

const LOG2E: f64 = 1.4426950408889634;
const LN2: f64 = 0.6931471805599453;
/** Added to a number, it leaves the nearest integer (and the exponent's bias) in the lowest bits of the sum. */
const ROUNDING_D: f64 = 6755399441055744 + 1023;
/** exp of it is 0 in float32, also where it is multiplied by the largest float32. */
const LOWEST: f64 = -200;

/** The lower two of four float32 as float64. */
@inline
export function low(z: v128): v128 {
  return f64x2.promote_low_f32x4(z);
}

/** The upper two of four float32 as float64. */
@inline
export function high(z: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(z, z, 1, 0));
}

/** Four float32 from two vectors of float64. */
@inline
export function join(lower: v128, upper: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(lower), f32x4.demote_f64x2_zero(upper), 0, 2);
}

/** a * b + c */
@inline
export function maddD(a: v128, b: v128, c: v128): v128 {
  if (RELAXED) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

@inline
export function allD(x: f64): v128 {
  return f64x2.splat(x);
}

/** x, but not below `least`; NaN stays NaN. */
@inline
export function atLeastD(x: v128, least: f64): v128 {
  return f64x2.pmax(x, allD(least));
}

/** x, but not above `most`; NaN stays NaN. */
@inline
export function atMostD(x: v128, most: f64): v128 {
  return f64x2.pmin(x, allD(most));
}

/** `yes` where z > 0, else `no`. */
@inline
export function wherePositiveD(z: v128, yes: v128, no: v128): v128 {
  return v128.bitselect(yes, no, f64x2.gt(z, allD(0)));
}

/** exp(r) - 1 = r + r^2 P(r) for |r| <= ln(2) / 2; relative error 3e-10. */
@inline
function expm1CoreD(r: v128): v128 {
  let q = allD(0.00019846013513554013);
  q = maddD(q, r, allD(0.0013940724286189579));
  q = maddD(q, r, allD(0.0083333893482108181));
  q = maddD(q, r, allD(0.041666359748598473));
  q = maddD(q, r, allD(0.16666666369752342));
  q = maddD(q, r, allD(0.50000000444261409));
  return maddD(f64x2.mul(r, r), q, r);
}

/** x / ln 2 with its integer part in the lowest bits. */
@inline
function doublingsD(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, allD(LOG2E)), allD(ROUNDING_D));
}

/** What is left of x after its whole multiples of ln 2. */
@inline
function remainderD(x: v128, doublings: v128): v128 {
  return maddD(f64x2.sub(doublings, allD(ROUNDING_D)), allD(-LN2), x);
}

/** 2^k from the k in the lowest bits. */
@inline
function powerOfTwo(doublings: v128): v128 {
  return i64x2.shl(doublings, 52);
}

/** exp(x) for x up to 700; 1e-87 for all x below -200. */
@inline
export function expD(x: v128): v128 {
  x = atLeastD(x, LOWEST);
  const k = doublingsD(x);
  const scale = powerOfTwo(k);
  return maddD(scale, expm1CoreD(remainderD(x, k)), scale);
}

/** exp(x) - 1 for x up to 700, without cancelling near 0. */
@inline
export function expm1D(x: v128): v128 {
  x = atLeastD(x, LOWEST);
  const k = doublingsD(x);
  const scale = powerOfTwo(k);
  return maddD(scale, expm1CoreD(remainderD(x, k)), f64x2.sub(scale, allD(1)));
}

/** exp(-|x|) */
@inline
export function decayD(x: v128): v128 {
  return expD(f64x2.neg(f64x2.abs(x)));
}

/** log(1 + e) = 2 atanh(e / (2 + e)) for 0 <= e <= 1; relative error 1e-10, for the smallest e too. */
@inline
export function log1pD(e: v128): v128 {
  const s = f64x2.div(e, f64x2.add(e, allD(2)));
  const u = f64x2.mul(s, s);
  let q = allD(0.12206517545317386);
  q = maddD(q, u, allD(0.10696629912189618));
  q = maddD(q, u, allD(0.14310360607176793));
  q = maddD(q, u, allD(0.19999345469243625));
  q = maddD(q, u, allD(0.33333339653471457));
  q = maddD(q, u, allD(0.99999999990141161));
  return f64x2.mul(f64x2.add(s, s), q);
}

/**
 * log(x) for one normal positive number: x = 2^k m with m in 1..2, and log m as above. Relative error 1e-10 for x >= 1;
 * just below 1 the two parts cancel.
 */
export function log(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  const k = <f64>((bits >> 52) - 1023);
  const m = reinterpret<f64>((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
  const result = k * LN2 + f64x2.extract_lane(log1pD(allD(m - 1)), 0);
  return x < Infinity ? result : x;
}

/** log(1 + exp(z)); 0 for very negative z, z for large ones. */
@inline
export function softplusD(z: v128): v128 {
  return f64x2.add(atLeastD(z, 0), log1pD(decayD(z)));
}

/** 1 / (1 + exp(-z)), with all digits in the lower tail. */
@inline
export function logisticD(z: v128): v128 {
  const e = decayD(z);
  const d = f64x2.div(allD(1), f64x2.add(e, allD(1)));
  return wherePositiveD(z, d, f64x2.mul(e, d));
}

/** exp(-|z|) / (1 + exp(-|z|))^2: the slope of the logistic function, with all digits in both tails. */
@inline
export function logisticSlopeD(z: v128): v128 {
  const e = decayD(z);
  const d = f64x2.div(allD(1), f64x2.add(e, allD(1)));
  return f64x2.mul(f64x2.mul(e, d), d);
}

/** tanh(z) = (exp(2z) - 1) / (exp(2z) + 1), without cancelling near 0. */
@inline
export function tanhD(z: v128): v128 {
  const em1 = expm1D(atMostD(f64x2.add(z, z), 100));
  return f64x2.div(em1, f64x2.add(em1, allD(2)));
}

/** exp(-z^2 / 2) for z that came from float32, of which the square is exact. */
@inline
export function bellD(z: v128): v128 {
  return expD(f64x2.mul(f64x2.mul(z, z), allD(-0.5)));
}

/**
 * P(N(0,1) <= z) = bell(z) P(|z|) / Q(|z|) for z <= 0, and 1 less that of -z else; relative error 4e-10 down to z = -16,
 * where the product with any float32 rounds to 0.
 */
@inline
export function normalDistributionD(z: v128, bell: v128): v128 {
  const x = atMostD(f64x2.abs(z), 16);
  let p = allD(0.00091566865066414411);
  p = maddD(p, x, allD(0.011892630817208745));
  p = maddD(p, x, allD(0.072409870957355244));
  p = maddD(p, x, allD(0.25316264642262678));
  p = maddD(p, x, allD(0.51043696247817384));
  p = maddD(p, x, allD(0.49999999994702355));
  let q = allD(0.0022952431401039792);
  q = maddD(q, x, allD(0.029810248944104783));
  q = maddD(q, x, allD(0.18380472368322699));
  q = maddD(q, x, allD(0.66430571977330903));
  q = maddD(q, x, allD(1.4574847495526095));
  q = maddD(q, x, allD(1.818758475937611));
  q = maddD(q, x, allD(1));
  const tail = f64x2.div(f64x2.mul(bell, p), q);
  return wherePositiveD(z, f64x2.sub(allD(1), tail), tail);
}

/** z - tanh z = z^3 P(z^2) for |z| <= 1/2, where the difference would cancel; relative error 4e-10. */
@inline
export function tanhShrinkD(z: v128): v128 {
  const u = f64x2.mul(z, z);
  let q = allD(-0.0026797814725972568);
  q = maddD(q, u, allD(0.0086218454408015417));
  q = maddD(q, u, allD(-0.021839085624991074));
  q = maddD(q, u, allD(0.053966499261715334));
  q = maddD(q, u, allD(-0.13333329600909744));
  q = maddD(q, u, allD(0.33333333320394127));
  const near = f64x2.mul(f64x2.mul(z, u), q);
  return v128.bitselect(near, f64x2.sub(z, tanhD(z)), f64x2.lt(u, allD(0.25)));
}

@inline
export function all(x: f32): v128 {
  return f32x4.splat(x);
}

/** `yes` where z > 0, else `no`. */
@inline
export function wherePositive(z: v128, yes: v128, no: v128): v128 {
  return v128.bitselect(yes, no, f32x4.gt(z, all(0)));
}

/** exp(r) - 1 = r + r^2 P(r) for |r| <= ln(2) / 2, four float32; error about a unit in the last place. */
@inline
function expm1Core(r: v128): v128 {
  let q = all(0.00138825006);
  q = madd(q, r, all(0.00836658087));
  q = madd(q, r, all(0.0416672019));
  q = madd(q, r, all(0.166665432));
  q = madd(q, r, all(0.499999981));
  return madd(f32x4.mul(r, r), q, r);
}

/** 1.5 * 2^23: added to a number, it leaves the nearest integer in the lowest bits of the sum. */
const ROUNDING: f32 = 12582912;
/** ln 2 in two parts, of which a multiple of the first is exact. */
const LN2_HEAD: f32 = 0.693359375;
const LN2_REST: f32 = -2.12194440e-4;

/** 2^k as float32, from the k in the lowest bits. */
@inline
function scaleOf(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, i32x4.splat(127)), 23);
}

/** exp(-|x|), four float32, subnormal results included; error below 1.5 units in the last place. */
@inline
export function decay(x: v128): v128 {
  x = f32x4.pmax(f32x4.neg(f32x4.abs(x)), all(-105));
  const sum = f32x4.add(f32x4.mul(x, all(<f32>LOG2E)), all(ROUNDING));
  const k = f32x4.sub(sum, all(ROUNDING));
  const r = madd(k, all(-LN2_REST), madd(k, all(-LN2_HEAD), x));
  // 2^k is below the normal numbers for k < -126, so it is multiplied by in two halves.
  const whole = i32x4.sub(sum, i32x4.splat(0x4b400000));
  const half = i32x4.shr_s(whole, 1);
  const first = scaleOf(half);
  return f32x4.mul(madd(first, expm1Core(r), first), scaleOf(i32x4.sub(whole, half)));
}

/** 1 / (1 + exp(-z)), four float32, with all digits in the lower tail; error 2.2 units in the last place. */
@inline
export function logistic(z: v128): v128 {
  const e = decay(z);
  return f32x4.div(wherePositive(z, all(1), e), f32x4.add(e, all(1)));
}

/** tanh(z) = sign(z) (exp(2|z|) - 1) / (exp(2|z|) + 1), four float32, without cancelling near 0; error 2.4 units. */
@inline
export function tanh(z: v128): v128 {
  const y = f32x4.pmin(f32x4.abs(f32x4.add(z, z)), all(20));
  const sum = f32x4.add(f32x4.mul(y, all(<f32>LOG2E)), all(ROUNDING));
  const k = f32x4.sub(sum, all(ROUNDING));
  const r = madd(k, all(-LN2_REST), madd(k, all(-LN2_HEAD), y));
  // The higher bits of the sum fall off.
  const scale = scaleOf(sum);
  const em1 = madd(scale, expm1Core(r), f32x4.sub(scale, all(1)));
  const a = f32x4.div(em1, f32x4.add(em1, all(2)));
  return v128.bitselect(z, a, all(-0.0));
}
