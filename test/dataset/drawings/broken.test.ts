import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDrawings } from '../../../src/dataset/drawings/decode.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { idxBytes } from '../idx-bytes.ts';
import { mistakeIn } from '../user-mistake.ts';
import { written } from './drawn-digit.ts';
import { pngBytes } from './png-bytes.ts';

const grey = Uint8Array.from({ length: 12 * 9 }, (_, k) => (k * 37) % 256);
const picture = { width: 12, height: 9, grey, notes: [] };
const files = Object.entries(written).map(([format, write]) => [format, Uint8Array.from(write(picture))] as const);

const pictureOf = async (bytes: Uint8Array) => (await decodeDrawings(bytes, 'drawn')).picture(0);

describe.each(files)('a file in %s', (format, bytes) => {
  it('cut off anywhere is refused', async () => {
    // Text may lose the line break at its end, and a digit of its last number.
    const end = format === 'PGM as text' ? bytes.length - 4 : bytes.length;
    for (let length = 0; length < end; length += length < 40 ? 1 : 7) {
      const { message } = await mistakeIn(pictureOf(bytes.subarray(0, length)));
      expect(message).toMatch(/^drawn [^\n]+$/);
    }
  });

  it('with other bytes in it is a picture or a clear mistake, and nothing else', async () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const spoilt = Uint8Array.from(bytes);
        for (const [at, value] of changes) spoilt[at] = value;
        // A changed size may ask for millions of pixels, rightly.
        const outcome = await pictureOf(spoilt).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UserError);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a JPEG', () => {
  const jpeg = Uint8Array.from(written.JPEG(picture));

  it('cut off inside its picture is said to be so', async () => {
    const { message } = await mistakeIn(pictureOf(jpeg.subarray(0, jpeg.length - 9)));
    expect(message).toMatch(/must be a whole JPEG file; received 'no end of image: it is cut off'/);
  });

  it('with more scans than a picture has use for is refused, before each costs its time', async () => {
    const scan = Uint8Array.of(0xff, 0xda, 0, 2);
    const bytes = Buffer.concat([jpeg.subarray(0, -2), ...new Array(64).fill(scan), jpeg.subarray(-2)]);
    expect((await mistakeIn(pictureOf(bytes))).message).toMatch(/more than 64 scans/);
  });
});

describe('a file that is none', () => {
  const text = (content: string) => Buffer.from(content);
  const jpegOf = (width: number, height: number) =>
    Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0);
  const cases: [string, Uint8Array, RegExp][] = [
    ['empty', new Uint8Array(0), /must be a picture .*received 'an empty file'/],
    ['text', text('Dear reader,\nthis is'), /received 'text: Dear reader, this is'/],
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), /received 'SVG or XML'. Save it as PNG/],
    ['GIF', text('GIF89a....'), /received 'GIF'/],
    ['a colour picture of Netpbm', text('P6 1 1 255\nabc'), /received 'PBM or PPM'/],
    [
      'labels',
      idxBytes([2], Uint8Array.of(1, 2)),
      /must hold grey images.*uint8, 1 dimension \(2\).*image and label files swapped/i,
    ],
    ['a PNG of no size', pngBytes({ width: 0, height: 5, depth: 8, type: 0 }, [0]), /between 1 and .*'0 x 5'/],
    ['a huge PNG', pngBytes({ width: 2 ** 31, height: 2 ** 31, depth: 8, type: 0 }, [0]), /2147483648 x 2147483648/],
    [
      'a huge JPEG',
      jpegOf(65535, 65535),
      /between 1 and 16,777,216 pixels, 16,384 a side; received '65535 x 65535'. Make it smaller/,
    ],
    ['a JPEG of no height', jpegOf(9, 0), /received '9 x 0'/],
    ['a huge PGM', text('P5 99999999999 99999999999 255\n'), /received '99999999999 x 99999999999'/],
    ['a PGM of no size', text('P2 0 3 255\n'), /received '0 x 3'/],
    ['a PGM without white', text('P2 1 1 0\n0'), /a largest shade of 0/],
    ['a PGM beyond white', text('P2 1 1 9\n10'), /a shade of 10 above the largest, 9/],
    ['a PGM with words', text('P2 1 1 9\nten'), /no number where a shade must be/],
    ['a wrong checksum', spoiltChecksum(), /CRC mismatch/i],
    [
      'a colour beyond the palette',
      pngBytes({ width: 1, height: 1, depth: 8, type: 3 }, [0, 5], { PLTE: [1, 2, 3] }),
      /colour 5 of a palette of 1/,
    ],
    ['too few rows', pngBytes({ width: 1, height: 5, depth: 8, type: 0 }, [0, 5]), /2 of 10 bytes of shades/],
  ];

  it.each(cases)('%s', async (_what, bytes, says) => {
    const { message } = await mistakeIn(pictureOf(bytes));
    expect(message).toMatch(says);
    expect(message).not.toContain('\n');
  });
});

function spoiltChecksum(): Uint8Array {
  const bytes = Uint8Array.from(pngBytes({ width: 1, height: 1, depth: 8, type: 0 }, [0, 5]));
  bytes[29]++;
  return bytes;
}
