// Loops over n float32 for the elementwise functions, one function inlined into each. p: the learned number of a function
// that has one.

import { loadPart, storePart } from '../vectors/part';

@inline
function f<F>(z: v128, p: f32): v128 {
  return changetype<F>(0).f(z, p);
}

@inline
function df<F>(z: v128, a: v128, p: f32): v128 {
  return changetype<F>(0).df(z, a, p);
}

/** a[n] = f(z[n]) */
export function forward<F>(n: i32, z: usize, a: usize, p: f32): void {
  for (; n >= 4; n -= 4, z += 16, a += 16) v128.store(a, f<F>(v128.load(z), p));
  if (n > 0) storePart(a, f<F>(loadPart(z, n), p), n);
}

/** dz[n] = da[n] * df(z[n], a[n]); da may be dz */
export function backward<F>(n: i32, z: usize, a: usize, da: usize, dz: usize, p: f32): void {
  for (; n >= 4; n -= 4, z += 16, a += 16, da += 16, dz += 16) {
    v128.store(dz, f32x4.mul(v128.load(da), df<F>(v128.load(z), v128.load(a), p)));
  }
  if (n > 0) storePart(dz, f32x4.mul(loadPart(da, n), df<F>(loadPart(z, n), loadPart(a, n), p)), n);
}

/** The sum over n of da * df/dp, in float64. */
export function learned<F>(n: i32, z: usize, da: usize): f64 {
  let sum: f64 = 0;
  for (let o: usize = 0, end = <usize>n << 2; o < end; o += 4) {
    sum += <f64>load<f32>(da + o) * <f64>changetype<F>(0).dfdp(load<f32>(z + o));
  }
  return sum;
}
