/** Numbers as they came: bytes of images, numbers of tables. */
export type Values = Uint8Array | Float64Array;

/** Zeros, as many as asked for, of the kind of `values`. */
export function emptyLike(values: Values, length: number): Values {
  return values instanceof Uint8Array ? new Uint8Array(length) : new Float64Array(length);
}
