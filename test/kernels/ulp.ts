const bits = new DataView(new ArrayBuffer(4));

/** The float32 with these bits. */
export function float32(pattern: number): number {
  bits.setUint32(0, pattern);
  return bits.getFloat32(0);
}

/** The distance between neighbouring float32 where x lies: 2^-149 among the subnormals. */
export function unitInLastPlace(x: number): number {
  bits.setFloat32(0, Math.min(Math.abs(x), 3.4028234663852886e38));
  return 2 ** (Math.max(bits.getUint32(0) >>> 23, 1) - 150);
}

/**
 * How far a float32 is from the exact value, in units in the last place; 0 for the right infinity or a NaN where NaN is
 * right, Infinity for the wrong one.
 */
export function ulpError(ours: number, exact: number): number {
  const want = Math.fround(exact);
  if (Object.is(ours, want)) return Number.isFinite(want) ? Math.abs(ours - exact) / unitInLastPlace(want) : 0;
  const apart = Math.abs(ours - exact) / unitInLastPlace(want);
  return Number.isFinite(ours) && Number.isFinite(want) ? apart : Number.POSITIVE_INFINITY;
}

/**
 * Inputs from the whole range of float32, of both signs: every exponent with 200 mantissas, those from 2^-7 to 2^7 with
 * 4000, all edges of exponents, zeros, infinities and NaN.
 */
export function sweep(): Float32Array<ArrayBuffer> {
  const points: number[] = [0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  for (let exponent = 0; exponent < 255; exponent++) {
    const count = Math.abs(exponent - 127) <= 7 ? 4000 : 200;
    const mantissas = [1, 0x7fffff];
    // An odd step, so that low bits are not all alike.
    for (let k = 0; k < count; k++) mantissas.push(Math.floor((k * 0x800000) / count) ^ (k % 7));
    for (const mantissa of mantissas) {
      const magnitude = float32(exponent * 0x800000 + mantissa);
      points.push(magnitude, -magnitude);
    }
  }
  return Float32Array.from(points);
}
