// Optimizers in one pass over the flat arrays; formulas: src/nn/optimizers. Each has its rule for up to four numbers, a
// loop over it, and a function ...__step named after it, by which ../../routines.ts finds it: one step over n parameters w
// with gradients g; m, v: its moments, where it has them. c: the coefficients of this step, in the order in which
// ../../coefficients.ts writes them. g' = g + decay w throughout. Running means are written m += (1 - beta) (g - m), which
// holds beta only once: 0.999 and 0.001, rounded on their own, would not sum to 1.

import { fetch, put } from '../vectors/part';
import { madd } from '../vectors/simd';

export function sgd__step(n: i32, w: usize, g: usize, m: usize, v: usize, c: usize): void {
  sgd(n, w, g, c);
}
export function momentum__step(n: i32, w: usize, g: usize, m: usize, v: usize, c: usize): void {
  momentum(n, w, g, m, c);
}
export function nesterov__step(n: i32, w: usize, g: usize, m: usize, v: usize, c: usize): void {
  nesterov(n, w, g, m, c);
}
export function rmsprop__step(n: i32, w: usize, g: usize, m: usize, v: usize, c: usize): void {
  rmsprop(n, w, g, m, c);
}
export function adagrad__step(n: i32, w: usize, g: usize, m: usize, v: usize, c: usize): void {
  adagrad(n, w, g, m, c);
}
export function adam__step(n: i32, w: usize, g: usize, m: usize, v: usize, c: usize): void {
  adam(n, w, g, m, v, c);
}
export function adamw__step(n: i32, w: usize, g: usize, m: usize, v: usize, c: usize): void {
  adamw(n, w, g, m, v, c);
}
export function nadam__step(n: i32, w: usize, g: usize, m: usize, v: usize, c: usize): void {
  nadam(n, w, g, m, v, c);
}

/** The k-th coefficient in all lanes. */
@inline
function coefficient(c: usize, k: i32): v128 {
  return v128.load32_splat(c + (<usize>k << 2));
}

/** sum - a * b */
@inline
function less(sum: v128, a: v128, b: v128): v128 {
  return madd(f32x4.neg(a), b, sum);
}

/** c: rate, decay */
export function sgd(n: i32, w: usize, g: usize, c: usize): void {
  const rate = coefficient(c, 0), decay = coefficient(c, 1);
  for (; n >= 4; n -= 4, w += 16, g += 16) sgdFour(4, w, g, rate, decay);
  if (n > 0) sgdFour(n, w, g, rate, decay);
}

@inline
function sgdFour(n: i32, w: usize, g: usize, rate: v128, decay: v128): void {
  const old = fetch(w, n);
  put(w, less(old, rate, madd(decay, old, fetch(g, n))), n);
}

/** c: rate, decay, momentum */
function momentum(n: i32, w: usize, g: usize, v: usize, c: usize): void {
  const rate = coefficient(c, 0), decay = coefficient(c, 1), mu = coefficient(c, 2);
  for (; n >= 4; n -= 4, w += 16, g += 16, v += 16) momentumFour(4, w, g, v, rate, decay, mu);
  if (n > 0) momentumFour(n, w, g, v, rate, decay, mu);
}

@inline
function momentumFour(n: i32, w: usize, g: usize, v: usize, rate: v128, decay: v128, mu: v128): void {
  const old = fetch(w, n);
  const velocity = madd(mu, fetch(v, n), madd(decay, old, fetch(g, n)));
  put(v, velocity, n);
  put(w, less(old, rate, velocity), n);
}

/** c: rate, decay, momentum */
function nesterov(n: i32, w: usize, g: usize, v: usize, c: usize): void {
  const rate = coefficient(c, 0), decay = coefficient(c, 1), mu = coefficient(c, 2);
  for (; n >= 4; n -= 4, w += 16, g += 16, v += 16) nesterovFour(4, w, g, v, rate, decay, mu);
  if (n > 0) nesterovFour(n, w, g, v, rate, decay, mu);
}

@inline
function nesterovFour(n: i32, w: usize, g: usize, v: usize, rate: v128, decay: v128, mu: v128): void {
  const old = fetch(w, n);
  const slope = madd(decay, old, fetch(g, n));
  const velocity = madd(mu, fetch(v, n), slope);
  put(v, velocity, n);
  put(w, less(old, rate, madd(mu, velocity, slope)), n);
}

/** c: rate, decay, epsilon, 1 - alpha */
function rmsprop(n: i32, w: usize, g: usize, s: usize, c: usize): void {
  const rate = coefficient(c, 0), decay = coefficient(c, 1), epsilon = coefficient(c, 2), fresh = coefficient(c, 3);
  for (; n >= 4; n -= 4, w += 16, g += 16, s += 16) rmspropFour(4, w, g, s, rate, decay, epsilon, fresh);
  if (n > 0) rmspropFour(n, w, g, s, rate, decay, epsilon, fresh);
}

@inline
function rmspropFour(n: i32, w: usize, g: usize, s: usize, rate: v128, decay: v128, epsilon: v128, fresh: v128): void {
  const old = fetch(w, n);
  const slope = madd(decay, old, fetch(g, n));
  const square = runningMean(fetch(s, n), f32x4.mul(slope, slope), fresh);
  put(s, square, n);
  put(w, f32x4.sub(old, f32x4.div(f32x4.mul(rate, slope), f32x4.add(f32x4.sqrt(square), epsilon))), n);
}

/** mean + fresh (value - mean) */
@inline
function runningMean(mean: v128, value: v128, fresh: v128): v128 {
  return madd(fresh, f32x4.sub(value, mean), mean);
}

/** c: rate, decay, epsilon */
function adagrad(n: i32, w: usize, g: usize, s: usize, c: usize): void {
  const rate = coefficient(c, 0), decay = coefficient(c, 1), epsilon = coefficient(c, 2);
  for (; n >= 4; n -= 4, w += 16, g += 16, s += 16) adagradFour(4, w, g, s, rate, decay, epsilon);
  if (n > 0) adagradFour(n, w, g, s, rate, decay, epsilon);
}

@inline
function adagradFour(n: i32, w: usize, g: usize, s: usize, rate: v128, decay: v128, epsilon: v128): void {
  const old = fetch(w, n);
  const slope = madd(decay, old, fetch(g, n));
  const square = madd(slope, slope, fetch(s, n));
  put(s, square, n);
  put(w, f32x4.sub(old, f32x4.div(f32x4.mul(rate, slope), f32x4.add(f32x4.sqrt(square), epsilon))), n);
}

/** c: what g' counts (nadam), decay, epsilon, 1 - beta1, 1 - beta2, what m counts, 1 / sqrt(1 - beta2^t), shrinkage (adamw) */
function adam(n: i32, w: usize, g: usize, m: usize, s: usize, c: usize): void {
  const decay = coefficient(c, 1), epsilon = coefficient(c, 2), fresh1 = coefficient(c, 3), fresh2 = coefficient(c, 4);
  const ofMean = coefficient(c, 5), full = coefficient(c, 6);
  for (; n >= 4; n -= 4, w += 16, g += 16, m += 16, s += 16) {
    adamFour(4, w, fetch(w, 4), g, m, s, decay, epsilon, fresh1, fresh2, ofMean, full);
  }
  if (n > 0) adamFour(n, w, fetch(w, n), g, m, s, decay, epsilon, fresh1, fresh2, ofMean, full);
}

/** As adam, of weights that shrink first; decay is 0. */
function adamw(n: i32, w: usize, g: usize, m: usize, s: usize, c: usize): void {
  const decay = coefficient(c, 1), epsilon = coefficient(c, 2), fresh1 = coefficient(c, 3), fresh2 = coefficient(c, 4);
  const ofMean = coefficient(c, 5), full = coefficient(c, 6), shrinkage = coefficient(c, 7);
  for (; n >= 4; n -= 4, w += 16, g += 16, m += 16, s += 16) {
    adamFour(4, w, shrunk(fetch(w, 4), shrinkage), g, m, s, decay, epsilon, fresh1, fresh2, ofMean, full);
  }
  if (n > 0) adamFour(n, w, shrunk(fetch(w, n), shrinkage), g, m, s, decay, epsilon, fresh1, fresh2, ofMean, full);
}

@inline
function shrunk(w: v128, shrinkage: v128): v128 {
  return less(w, shrinkage, w);
}

@inline
function adamFour(
  n: i32, w: usize, old: v128, g: usize, m: usize, s: usize,
  decay: v128, epsilon: v128, fresh1: v128, fresh2: v128, ofMean: v128, full: v128,
): void {
  const slope = madd(decay, old, fetch(g, n));
  const mean = runningMean(fetch(m, n), slope, fresh1);
  const square = runningMean(fetch(s, n), f32x4.mul(slope, slope), fresh2);
  put(m, mean, n);
  put(s, square, n);
  put(w, f32x4.sub(old, f32x4.div(f32x4.mul(ofMean, mean), madd(f32x4.sqrt(square), full, epsilon))), n);
}

/** c: as adam */
function nadam(n: i32, w: usize, g: usize, m: usize, s: usize, c: usize): void {
  const ofSlope = coefficient(c, 0), decay = coefficient(c, 1), epsilon = coefficient(c, 2);
  const fresh1 = coefficient(c, 3), fresh2 = coefficient(c, 4), ofMean = coefficient(c, 5), full = coefficient(c, 6);
  for (; n >= 4; n -= 4, w += 16, g += 16, m += 16, s += 16) {
    nadamFour(4, w, g, m, s, ofSlope, decay, epsilon, fresh1, fresh2, ofMean, full);
  }
  if (n > 0) nadamFour(n, w, g, m, s, ofSlope, decay, epsilon, fresh1, fresh2, ofMean, full);
}

@inline
function nadamFour(
  n: i32, w: usize, g: usize, m: usize, s: usize, ofSlope: v128,
  decay: v128, epsilon: v128, fresh1: v128, fresh2: v128, ofMean: v128, full: v128,
): void {
  const old = fetch(w, n);
  const slope = madd(decay, old, fetch(g, n));
  const mean = runningMean(fetch(m, n), slope, fresh1);
  const square = runningMean(fetch(s, n), f32x4.mul(slope, slope), fresh2);
  put(m, mean, n);
  put(s, square, n);
  const ahead = madd(ofMean, mean, f32x4.mul(ofSlope, slope));
  put(w, f32x4.sub(old, f32x4.div(ahead, madd(f32x4.sqrt(square), full, epsilon))), n);
}
