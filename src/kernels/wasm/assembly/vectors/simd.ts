// Four float32 in a vector, and the one operation in which the two builds differ.

/** a * b + c; fused, with one rounding, in the relaxed build. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (RELAXED) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
export function zero(): v128 {
  return f32x4.splat(0);
}
