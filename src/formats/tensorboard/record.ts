import { crc32c } from './crc32c.ts';

/**
 * One record of a TFRecord file: length (8 bytes, little-endian), its checksum, the data, their checksum.
 * Source: tensorflow.org, TFRecord and tf.train.Example.
 */
export function record(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, masked(crc32c(bytes.subarray(0, 8))), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, masked(crc32c(data)), true);
  return bytes;
}

/** Rotated and shifted, since the checksum of data that hold their own checksum says little. */
export function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
