import { describe, expect, it } from 'vitest';
import { decodeDrawings } from '../../../src/dataset/drawings/decode.ts';
import { reduced } from '../../../src/dataset/drawings/picture.ts';
import { mistakeIn } from '../user-mistake.ts';
import { pngBytes } from './png-bytes.ts';

describe('a small file that asks for much work is refused before it is done', () => {
  const pgm = Buffer.from('P5 1 1 255\n\0'.repeat(10_001), 'latin1');
  /** A frame of that size and so many scans. */
  const jpeg = (width: number, height: number, scans: number) =>
    Uint8Array.from([
      ...[0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0],
      ...new Array(scans).fill([0xff, 0xda, 0, 2]).flat(),
      ...[0xff, 0xd9],
    ]);
  const png = (width: number, height: number, depth: number, type: number) =>
    pngBytes({ width, height, depth, type }, [0]);
  it.each<[string, Uint8Array, RegExp]>([
    [
      'a PNG of one row',
      png(2 ** 25, 1, 1, 0),
      /between 1 and 16,777,216 pixels, 16,384 a side; received '33554432 x 1'/,
    ],
    ['a PNG of one column', png(1, 2 ** 15, 1, 0), /16,384 a side/],
    [
      'a PNG of many bytes a pixel',
      png(4096, 4096, 16, 6),
      /must fit into 48 MiB; received '4096 x 4096 pixels of 64 bits'/,
    ],
    ['a PGM of many pictures', pgm, /must hold at most 10,000 pictures/],
    ['a JPEG of many scans', jpeg(9, 9, 65), /more than 64 scans/],
    ['a large JPEG of a few scans', jpeg(4096, 4096, 13), /more than 12 scans of 16,777,216 pixels/],
  ])('%s', async (_what, bytes, says) => {
    const begun = performance.now();
    expect((await mistakeIn(decodeDrawings(bytes, 'bomb'))).message).toMatch(says);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('a PNG of many chunks', async () => {
    const whole = Buffer.from(pngBytes({ width: 1, height: 1, depth: 8, type: 0 }, [0, 5]));
    const empty = whole.subarray(-12);
    const idat = Buffer.concat([Buffer.alloc(4), Buffer.from('IDAT'), Buffer.alloc(4)]);
    const bytes = Buffer.concat([whole.subarray(0, -12), ...new Array(20_000).fill(idat), empty]);
    expect((await mistakeIn(decodeDrawings(bytes, 'bomb'))).message).toMatch(/more than 20000 chunks/);
  });
});

describe('a large picture', () => {
  it('is kept as the means of squares of its pixels, those at its edges too', () => {
    const [width, height] = [3001, 2003];
    const { grey, ...size } = reduced(width, height, (place) => (place % width) + 2 * Math.floor(place / width));
    expect(size).toEqual({ width: 1501, height: 1002 });
    // Of x + 2 y over 2 x 2 pixels: 0.5 and 1 above the first.
    expect(grey[0]).toBe(1.5);
    expect(grey[5 * 1501 + 7]).toBe(14.5 + 21);
    expect(grey[1500]).toBe(3000 + 1);
    expect(grey[1001 * 1501 + 1500]).toBe(3000 + 2 * 2002);
  });

  it('stays as it is below that', () => {
    const { grey, width, height } = reduced(3, 2, (place) => place);
    expect([Array.from(grey), width, height]).toEqual([[0, 1, 2, 3, 4, 5], 3, 2]);
  });
});
