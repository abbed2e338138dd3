// The last one to three of n float32, which are no whole vector: nothing beyond them is read or written.

/** The first `count` (1 to 3) floats at p, then zeros. */
@inline
export function loadPart(p: usize, count: i32): v128 {
  if (count == 1) return v128.load32_zero(p);
  const two = v128.load64_zero(p);
  return count == 2 ? two : v128.load_lane<f32>(p, two, 2, 8);
}

/** Stores the first `count` (1 to 3) floats at p. */
@inline
export function storePart(p: usize, values: v128, count: i32): void {
  if (count == 1) v128.store_lane<f32>(p, values, 0);
  else {
    v128.store_lane<i64>(p, values, 0);
    if (count == 3) v128.store_lane<f32>(p, values, 2, 8);
  }
}

/** Four floats at p, or the `count` that there are. */
@inline
export function fetch(p: usize, count: i32): v128 {
  return count >= 4 ? v128.load(p) : loadPart(p, count);
}

/** Stores four floats at p, or the `count` that there are. */
@inline
export function put(p: usize, values: v128, count: i32): void {
  if (count >= 4) v128.store(p, values);
  else storePart(p, values, count);
}
