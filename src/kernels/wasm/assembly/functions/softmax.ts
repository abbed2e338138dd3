// Softmax, the one activation that acts on a whole row of O float32; heads are made of it, too.

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

/** a[O] = exp(z - max z) / sum of those; error half a unit in the last place. */
function softmaxForward(O: i32, z: usize, a: usize): void {
  const most = rowMaximum(O, z);
  const mostD = f64x2.splat(<f64>most);
  const share = f64x2.splat(1 / sumOfExp(O, z, most));
  let n = O;
  for (; n >= 4; n -= 4, z += 16, a += 16) v128.store(a, shares(v128.load(z), mostD, share));
  if (n > 0) storePart(a, shares(loadPart(z, n), mostD, share), n);
}

/** exp(z - most) * share of four numbers. */
@inline
function shares(z: v128, mostD: v128, share: v128): v128 {
  return join(f64x2.mul(shiftedExpD(low(z), mostD), share), f64x2.mul(shiftedExpD(high(z), mostD), share));
}

/** dz[O] = a (da - the sum of a da); da may be dz */
export function softmaxBackward(O: i32, a: usize, da: usize, dz: usize): void {
  const end = <usize>O << 2;
  let mean: f64 = 0;
  for (let o: usize = 0; o < end; o += 4) mean += <f64>load<f32>(a + o) * <f64>load<f32>(da + o);
  for (let o: usize = 0; o < end; o += 4) {
    store<f32>(dz + o, <f32>(<f64>load<f32>(a + o) * (<f64>load<f32>(da + o) - mean)));
  }
}

/** As an activation, of one row. */
export function softmax__forward(n: i32, z: usize, a: usize, p: f32): void {
  softmaxForward(n, z, a);
}

export function softmax__backward(n: i32, z: usize, a: usize, da: usize, dz: usize, p: f32): void {
  softmaxBackward(n, a, da, dz);
}
