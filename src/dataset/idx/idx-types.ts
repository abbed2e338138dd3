/** A kind of number that IDX files hold. */
export interface IdxType {
  readonly name: string;
  readonly bytes: number;
  /** One number, big-endian. */
  read(view: DataView, at: number): number;
}

/** By the third byte of the file. Source: Yann LeCun's description of the format, on the page of the MNIST database. */
export const idxTypes: ReadonlyMap<number, IdxType> = new Map([
  [0x08, { name: 'uint8', bytes: 1, read: (view, at) => view.getUint8(at) }],
  [0x09, { name: 'int8', bytes: 1, read: (view, at) => view.getInt8(at) }],
  [0x0b, { name: 'int16', bytes: 2, read: (view, at) => view.getInt16(at) }],
  [0x0c, { name: 'int32', bytes: 4, read: (view, at) => view.getInt32(at) }],
  [0x0d, { name: 'float32', bytes: 4, read: (view, at) => view.getFloat32(at) }],
  [0x0e, { name: 'float64', bytes: 8, read: (view, at) => view.getFloat64(at) }],
]);
