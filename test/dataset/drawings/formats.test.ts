import { deflateSync, gzipSync } from 'node:zlib';
import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { decodeDrawings } from '../../../src/dataset/drawings/decode.ts';
import type { Picture } from '../../../src/dataset/drawings/picture.ts';
import { idxBytes } from '../idx-bytes.ts';
import { pngBytes } from './png-bytes.ts';

async function decoded(bytes: Uint8Array): Promise<Picture> {
  const drawings = await decodeDrawings(bytes, 'drawn');
  expect(drawings.count).toBe(1);
  return drawings.picture(0);
}

const shades = async (bytes: Uint8Array) => [...(await decoded(bytes)).grey].map((shade) => Math.round(shade));

describe('PNG', () => {
  const png = (channels: number, depth: 8 | 16, ...data: number[]) => {
    const array = depth === 16 ? Uint16Array.from(data) : Uint8Array.from(data);
    return encodePng({ width: data.length / channels, height: 1, channels, depth, data: array });
  };

  it('of every colour type becomes shades, transparent ground white', async () => {
    expect(await shades(png(1, 8, 0, 100, 255))).toEqual([0, 100, 255]);
    expect(await shades(png(2, 8, 0, 255, 0, 0, 100, 128))).toEqual([0, 255, 177]);
    // 0.299, 0.587 and 0.114 of 255
    expect(await shades(png(3, 8, 255, 0, 0, 0, 255, 0, 0, 0, 255))).toEqual([76, 150, 29]);
    expect(await shades(png(4, 8, 255, 0, 0, 255, 9, 9, 9, 0))).toEqual([76, 255]);
    expect(await shades(png(1, 16, 0, 25700, 65535))).toEqual([0, 100, 255]);
    expect(await shades(png(4, 16, 25700, 25700, 25700, 65535))).toEqual([100]);
  });

  it('of 1, 2 and 4 bits is unpacked row by row', async () => {
    // 3 pixels a row: 1 0 1 / 0 1 1, the rest of each byte unused
    expect(await shades(pngBytes({ width: 3, height: 2, depth: 1, type: 0 }, [0, 0b10100000, 0, 0b01100000]))).toEqual([
      255, 0, 255, 0, 255, 255,
    ]);
    expect(await shades(pngBytes({ width: 3, height: 1, depth: 2, type: 0 }, [0, 0b00011000]))).toEqual([0, 85, 170]);
    expect(await shades(pngBytes({ width: 2, height: 1, depth: 4, type: 0 }, [0, 0x0f]))).toEqual([0, 255]);
  });

  it('with a palette, and with one transparent colour', async () => {
    const palette = { PLTE: [10, 10, 10, 200, 200, 200], tRNS: [255, 0] };
    expect(await shades(pngBytes({ width: 2, height: 1, depth: 1, type: 3 }, [0, 0b01000000], palette))).toEqual([
      10, 255,
    ]);
    expect(await shades(pngBytes({ width: 2, height: 1, depth: 8, type: 0 }, [0, 7, 9], { tRNS: [0, 9] }))).toEqual([
      7, 255,
    ]);
  });

  it('light on transparent is laid on black, since white would hide it', async () => {
    const picture = await decoded(png(2, 8, 255, 0, 255, 255));
    expect([...picture.grey]).toEqual([0, 255]);
    expect(picture.notes).toEqual([{ kind: 'on-black' }]);
  });

  it('is read in passes where it is interlaced', async () => {
    // One pixel lies in the first pass, the second in the sixth.
    const bytes = pngBytes({ width: 2, height: 1, depth: 8, type: 0, interlace: 1 }, [0, 40, 0, 90]);
    expect(await shades(bytes)).toEqual([40, 90]);
    await expect(
      decoded(pngBytes({ width: 2, height: 1, depth: 1, type: 0, interlace: 1 }, [0, 0, 0, 0])),
    ).rejects.toThrow(/interlaced PNG, .*save it without interlacing/i);
  });
});

describe('JPEG', () => {
  const grey = Uint8Array.from({ length: 16 * 8 }, (_, k) => (k % 16 < 4 && k < 32 ? 0 : 255));
  const data = Uint8Array.from({ length: 4 * grey.length }, (_, k) => (k % 4 === 3 ? 255 : grey[k >> 2]));
  const bytes = Uint8Array.from(jpeg.encode({ width: 16, height: 8, data }, 95).data);

  /** The same with an APP1 segment that tells the orientation, in either order of bytes. */
  const held = (orientation: number, little: boolean) => {
    const tiff = Buffer.alloc(26);
    tiff.write(little ? 'II' : 'MM');
    const write = (at: number, size: number, value: number) =>
      little ? tiff.writeUIntLE(value, at, size) : tiff.writeUIntBE(value, at, size);
    for (const [at, size, value] of [
      [2, 2, 42],
      [4, 4, 8],
      [8, 2, 1],
      [10, 2, 0x112],
      [12, 2, 3],
      [14, 4, 1],
      [18, 2, orientation],
    ])
      write(at, size, value);
    const content = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
    return Buffer.concat([
      bytes.subarray(0, 2),
      Buffer.from([0xff, 0xe1, 0, content.length + 2]),
      content,
      bytes.subarray(2),
    ]);
  };

  /** The corner where the ink is. */
  const corner = ({ width, height, grey: seen }: Picture) =>
    seen[0] < 128
      ? 'top left'
      : seen[width - 1] < 128
        ? 'top right'
        : seen[width * (height - 1)] < 128
          ? 'bottom left'
          : 'bottom right';

  it('is decoded, near enough', async () => {
    const picture = await decoded(bytes);
    expect([picture.width, picture.height]).toEqual([16, 8]);
    // Measured at quality 95: at most 3 shades.
    const worst = Math.max(...grey.map((shade, k) => Math.abs(shade - picture.grey[k])));
    expect(worst).toBeLessThanOrEqual(6);
  });

  it.each([
    [1, 16, 'top left'],
    [2, 16, 'top right'],
    [3, 16, 'bottom right'],
    [4, 16, 'bottom left'],
    [5, 8, 'top left'],
    [6, 8, 'top right'],
    [7, 8, 'bottom right'],
    [8, 8, 'bottom left'],
  ])('of orientation %d is turned upright', async (orientation, width, where) => {
    for (const little of [true, false]) {
      const picture = await decoded(held(orientation, little));
      expect([picture.width, corner(picture)]).toEqual([width, where]);
      expect(picture.notes).toHaveLength(orientation === 1 ? 0 : 1);
    }
  });
});

describe('PGM and IDX', () => {
  it('in bytes, words and text, with comments', async () => {
    expect(await shades(Buffer.from('P2 # a comment 9\n3 1\n#\n10\n0 5\n10'))).toEqual([0, 128, 255]);
    expect(await shades(Buffer.concat([Buffer.from('P5 2 1 255\n'), Uint8Array.of(10, 32)]))).toEqual([10, 32]);
    expect(await shades(Buffer.concat([Buffer.from('P5 2 1 510\n'), Uint8Array.of(0, 20, 1, 254)]))).toEqual([10, 255]);
  });

  it('with several pictures in a file', async () => {
    const one = Buffer.concat([Buffer.from('P5 1 1 255\n'), Uint8Array.of(7)]);
    const pgm = await decodeDrawings(Buffer.concat([one, one, Buffer.from('\n')]), 'drawn');
    expect([pgm.format, pgm.count, pgm.picture(1).grey[0]]).toEqual(['PGM', 2, 7]);
    const images = idxBytes([3, 1, 2], Uint8Array.of(1, 2, 3, 4, 5, 6));
    for (const bytes of [images, gzipSync(images)]) {
      const idx = await decodeDrawings(bytes, 'drawn');
      expect([idx.format, idx.count, [...idx.picture(2).grey]]).toEqual(['IDX', 3, [5, 6]]);
    }
  });

  it('a bomb of zeros in PNG is refused before it fills the memory', async () => {
    const idat = deflateSync(new Uint8Array(50_000_000));
    await expect(decoded(pngBytes({ width: 9, height: 9, depth: 8, type: 0 }, idat, {}, true))).rejects.toThrow(
      /more data than its header promises/,
    );
  });
});
