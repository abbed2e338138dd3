/** Magnitudes of float32 from 0 outwards, 8 in each doubling. */
export const magnitudes: Float64Array = Float64Array.from({ length: 8 * 277 }, (_, k) =>
  Math.fround(2 ** ((k - 8 * 149) / 8)),
).filter((size) => size > 0 && Number.isFinite(size));
