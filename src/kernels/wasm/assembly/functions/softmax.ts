// Softmax, the one activation that acts on rows; heads are made of it, too.

import { expD, high, join, low } from '../vectors/math';
import { loadPart, storePart } from '../vectors/part';
import { zero } from '../vectors/simd';

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

/** As an activation; see rows.ts. */
export function softmax_forward(B: i32, O: i32, stride: i32, z: usize, a: usize, p: f32): void {
  softmaxForward(B, O, stride, z, a);
}

export function softmax_backward(B: i32, O: i32, stride: i32, z: usize, a: usize, da: usize, dz: usize, p: f32, dp: usize): void {
  softmaxBackward(B, O, stride, a, da, dz);
}
