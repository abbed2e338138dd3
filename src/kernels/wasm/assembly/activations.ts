// Activations over arrays. Ids are places in the table of ../routines.ts; which function runs is decided outside of loops.

import {
  Elu, Gelu, GeluTanh, HardShrink, HardSigmoid, HardSwish, HardTanh, Identity, LeakyRelu, LecunTanh, LogSigmoid, Mish, Prelu,
  Relu, Relu6, Selu, Sigmoid, Silu, SoftShrink, Softplus, Softsign, Tanh, TanhShrink,
} from './elementwise';
import { expD, high, join, low } from './math';
import { loadPart, storePart } from './part';
import { zero } from './simd';

@inline
function f<F>(z: v128, p: f32): v128 {
  return changetype<F>(0).f(z, p);
}

@inline
function df<F>(z: v128, a: v128, p: f32): v128 {
  return changetype<F>(0).df(z, a, p);
}

/** a[n] = f(z[n]) */
function forward<F>(n: i32, z: usize, a: usize, p: f32): void {
  for (; n >= 4; n -= 4, z += 16, a += 16) v128.store(a, f<F>(v128.load(z), p));
  if (n > 0) storePart(a, f<F>(loadPart(z, n), p), n);
}

/** dz[n] = da[n] * df(z[n], a[n]); da may be dz */
function backward<F>(n: i32, z: usize, a: usize, da: usize, dz: usize, p: f32): void {
  for (; n >= 4; n -= 4, z += 16, a += 16, da += 16, dz += 16) {
    v128.store(dz, f32x4.mul(v128.load(da), df<F>(v128.load(z), v128.load(a), p)));
  }
  if (n > 0) storePart(dz, f32x4.mul(loadPart(da, n), df<F>(loadPart(z, n), loadPart(a, n), p)), n);
}

/** a[n] = f(z[n]) of the elementwise function `id`; p: its learned number */
export function activate(id: i32, n: i32, z: usize, a: usize, p: f32): void {
  switch (id) {
    case 0: return forward<Identity>(n, z, a, p);
    case 1: return forward<Sigmoid>(n, z, a, p);
    case 2: return forward<Tanh>(n, z, a, p);
    case 3: return forward<Relu>(n, z, a, p);
    case 4: return forward<LeakyRelu>(n, z, a, p);
    case 5: return forward<Elu>(n, z, a, p);
    case 6: return forward<Selu>(n, z, a, p);
    case 7: return forward<Elu>(n, z, a, p);
    case 8: return forward<Gelu>(n, z, a, p);
    case 9: return forward<GeluTanh>(n, z, a, p);
    case 10: return forward<Silu>(n, z, a, p);
    case 11: return forward<Mish>(n, z, a, p);
    case 12: return forward<Softplus>(n, z, a, p);
    case 13: return forward<Softsign>(n, z, a, p);
    case 14: return forward<HardTanh>(n, z, a, p);
    case 15: return forward<HardSigmoid>(n, z, a, p);
    case 16: return forward<HardSwish>(n, z, a, p);
    case 17: return forward<Relu6>(n, z, a, p);
    case 18: return forward<SoftShrink>(n, z, a, p);
    case 19: return forward<HardShrink>(n, z, a, p);
    case 20: return forward<TanhShrink>(n, z, a, p);
    case 21: return forward<LogSigmoid>(n, z, a, p);
    case 22: return forward<LecunTanh>(n, z, a, p);
    case 23: return forward<Prelu>(n, z, a, p);
    default: unreachable();
  }
}

/** dz[n] = da[n] * df; da may be dz */
export function activationGradient(id: i32, n: i32, z: usize, a: usize, da: usize, dz: usize, p: f32): void {
  switch (id) {
    case 0: return backward<Identity>(n, z, a, da, dz, p);
    case 1: return backward<Sigmoid>(n, z, a, da, dz, p);
    case 2: return backward<Tanh>(n, z, a, da, dz, p);
    case 3: return backward<Relu>(n, z, a, da, dz, p);
    case 4: return backward<LeakyRelu>(n, z, a, da, dz, p);
    case 5: return backward<Elu>(n, z, a, da, dz, p);
    case 6: return backward<Selu>(n, z, a, da, dz, p);
    case 7: return backward<Elu>(n, z, a, da, dz, p);
    case 8: return backward<Gelu>(n, z, a, da, dz, p);
    case 9: return backward<GeluTanh>(n, z, a, da, dz, p);
    case 10: return backward<Silu>(n, z, a, da, dz, p);
    case 11: return backward<Mish>(n, z, a, da, dz, p);
    case 12: return backward<Softplus>(n, z, a, da, dz, p);
    case 13: return backward<Softsign>(n, z, a, da, dz, p);
    case 14: return backward<HardTanh>(n, z, a, da, dz, p);
    case 15: return backward<HardSigmoid>(n, z, a, da, dz, p);
    case 16: return backward<HardSwish>(n, z, a, da, dz, p);
    case 17: return backward<Relu6>(n, z, a, da, dz, p);
    case 18: return backward<SoftShrink>(n, z, a, da, dz, p);
    case 19: return backward<HardShrink>(n, z, a, da, dz, p);
    case 20: return backward<TanhShrink>(n, z, a, da, dz, p);
    case 21: return backward<LogSigmoid>(n, z, a, da, dz, p);
    case 22: return backward<LecunTanh>(n, z, a, da, dz, p);
    case 23: return backward<Prelu>(n, z, a, da, dz, p);
    default: unreachable();
  }
}

/** prelu's dp[row] = the sum over the row of da * min(z, 0), in float64. */
export function slopeGradientRows(B: i32, O: i32, stride: i32, z: usize, da: usize, dp: usize): void {
  const step = <usize>stride << 2;
  for (let row = 0; row < B; row++, z += step, da += step, dp += 4) {
    let sum: f64 = 0;
    for (let o: usize = 0, end = <usize>O << 2; o < end; o += 4) {
      // Not min(z, 0): da may be infinite where z is positive, and the reference's 0 * Infinity is NaN too.
      const value = load<f32>(z + o);
      sum += <f64>load<f32>(da + o) * <f64>(value > 0 ? 0 : value);
    }
    store<f32>(dp, <f32>sum);
  }
}

/** The largest of the O floats at z. */
export function rowMaximum(O: i32, z: usize): f32 {
  let most: f32 = -Infinity;
  for (const end = z + (<usize>O << 2); z < end; z += 4) {
    const value = load<f32>(z);
    if (value > most) most = value;
  }
  return most;
}

/** The lower and the upper two of exp(z - most), in float64. */
@inline
function shiftedExpD(z: v128, most: v128): v128 {
  return expD(f64x2.sub(z, most));
}

/** The sum over the row of exp(z - most), in float64. */
export function sumOfExp(O: i32, z: usize, most: f32): f64 {
  const mostD = f64x2.splat(<f64>most);
  let sumD = zero();
  let n = O;
  for (; n >= 2; n -= 2, z += 8) sumD = f64x2.add(sumD, shiftedExpD(low(v128.load64_zero(z)), mostD));
  let sum = f64x2.extract_lane(sumD, 0) + f64x2.extract_lane(sumD, 1);
  if (n > 0) sum += f64x2.extract_lane(shiftedExpD(low(v128.load32_zero(z)), mostD), 0);
  return sum;
}

/** a[row] = exp(z - max z) / sum of those, each row for itself; error half a unit in the last place. */
export function softmaxForward(B: i32, O: i32, stride: i32, z: usize, a: usize): void {
  const step = <usize>stride << 2;
  for (let row = 0; row < B; row++, z += step, a += step) {
    const most = rowMaximum(O, z);
    const mostD = f64x2.splat(<f64>most);
    const share = f64x2.splat(1 / sumOfExp(O, z, most));
    let n = O;
    let from = z, to = a;
    for (; n >= 4; n -= 4, from += 16, to += 16) v128.store(to, shares(v128.load(from), mostD, share));
    if (n > 0) storePart(to, shares(loadPart(from, n), mostD, share), n);
  }
}

/** exp(z - most) * share of four numbers. */
@inline
function shares(z: v128, mostD: v128, share: v128): v128 {
  return join(f64x2.mul(shiftedExpD(low(z), mostD), share), f64x2.mul(shiftedExpD(high(z), mostD), share));
}

/** dz[row] = a (da - the sum over the row of a da); da may be dz */
export function softmaxBackward(B: i32, O: i32, stride: i32, a: usize, da: usize, dz: usize): void {
  const step = <usize>stride << 2;
  const end = <usize>O << 2;
  for (let row = 0; row < B; row++, a += step, da += step, dz += step) {
    let mean: f64 = 0;
    for (let o: usize = 0; o < end; o += 4) mean += <f64>load<f32>(a + o) * <f64>load<f32>(da + o);
    for (let o: usize = 0; o < end; o += 4) {
      store<f32>(dz + o, <f32>(<f64>load<f32>(a + o) * (<f64>load<f32>(da + o) - mean)));
    }
  }
}
