/** An IDX file of unsigned bytes: the writer that src needs none of. */
export function idxBytes(dimensions: readonly number[], values: Uint8Array): Uint8Array {
  return typedIdx('uint8', dimensions, values);
}

/** Code, size and writer of every type of IDX, big-endian. */
const types = {
  uint8: [0x08, 1, 'setUint8'],
  int8: [0x09, 1, 'setInt8'],
  int16: [0x0b, 2, 'setInt16'],
  int32: [0x0c, 4, 'setInt32'],
  float32: [0x0d, 4, 'setFloat32'],
  float64: [0x0e, 8, 'setFloat64'],
} as const;

/** An IDX file of any type. */
export function typedIdx(
  type: keyof typeof types,
  dimensions: readonly number[],
  values: ArrayLike<number>,
): Uint8Array {
  const [code, size, write] = types[type];
  const start = 4 + 4 * dimensions.length;
  const file = new Uint8Array(start + size * values.length);
  const view = new DataView(file.buffer);
  view.setUint32(0, code * 256 + dimensions.length);
  for (const [k, n] of dimensions.entries()) view.setUint32(4 + 4 * k, n);
  if (type === 'uint8') file.set(Uint8Array.from(values), start);
  else for (let k = 0; k < values.length; k++) view[write](start + k * size, values[k]);
  return file;
}
