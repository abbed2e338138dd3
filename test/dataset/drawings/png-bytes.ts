import { crc32, deflateSync } from 'node:zlib';

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** Colour type. */
  readonly type: number;
  readonly interlace?: number;
}

/**
 * A PNG file of those rows (each with its filter before it), with more chunks before the image data: what encoders do
 * not write.
 * @param compressed whether the rows are so already
 */
export function pngBytes(
  { width, height, depth, type, interlace = 0 }: Header,
  rows: ArrayLike<number>,
  more: Readonly<Record<string, readonly number[]>> = {},
  compressed = false,
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, type, 0, 0, interlace], 8);
  const data = compressed ? Uint8Array.from(rows) : deflateSync(Uint8Array.from(rows));
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    ...Object.entries(more).map(([name, content]) => chunk(name, Uint8Array.from(content))),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type), content]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(content.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
