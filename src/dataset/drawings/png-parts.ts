import { UserError } from '../../util/user-error.ts';
import { asciiOf } from './ascii.ts';
import { brokenPicture, requireSize } from './picture.ts';

/** What IHDR says. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  /** Samples of a pixel. */
  readonly channels: number;
  /** Whether a sample is the number of a colour in the palette. */
  readonly indexed: boolean;
  /** What the image data must inflate to. */
  readonly bytes: number;
}

/** A PNG file taken apart. */
export interface PngParts {
  readonly header: PngHeader;
  /** The file again, with nothing but what makes the picture. */
  readonly essential: Uint8Array;
  /** The image data, still compressed. */
  readonly compressed: Uint8Array;
  readonly exif: Uint8Array | undefined;
}

const SIGNATURE_BYTES = 8;
/** Length, type and checksum around the content of a chunk. */
const AROUND = 12;
/** Writers give a chunk some thousands of bytes of the picture. */
const MOST_CHUNKS = 20_000;
/** Bytes that the image data may inflate to: those of 12 million pixels in colours with transparency. */
const MOST_BYTES = 48 * 2 ** 20;
/** Profiles, texts and times are left out: they may hold what inflates to any size. */
const ESSENTIAL = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
/** By colour type: samples of a pixel, and the depths there are. */
const COLOUR_TYPES: Readonly<Record<number, { channels: number; depths: readonly number[] }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};

/**
 * The chunks of a PNG file, found before anything is decoded.
 * Source: W3C, Portable Network Graphics, third edition, 5 and 11.2.
 * @throws UserError for a file that is cut off, lacks an essential chunk, or promises too much
 */
export function pngParts(bytes: Uint8Array, file: string): PngParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: { type: string; whole: Uint8Array; content: Uint8Array }[] = [];
  for (let at = SIGNATURE_BYTES; chunks.at(-1)?.type !== 'IEND'; ) {
    const length = at + AROUND <= bytes.length ? view.getUint32(at) : Number.POSITIVE_INFINITY;
    const end = at + AROUND + length;
    if (end > bytes.length) throw brokenPicture(file, 'PNG', `an end at byte ${bytes.length}, inside its data`);
    if (chunks.length === MOST_CHUNKS) throw brokenPicture(file, 'PNG', `more than ${MOST_CHUNKS} chunks`);
    const type = asciiOf(bytes.subarray(at + 4, at + 8));
    chunks.push({ type, whole: bytes.subarray(at, end), content: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
  const of = (type: string) => chunks.filter((chunk) => chunk.type === type);
  const [first] = chunks;
  if (first.type !== 'IHDR' || first.content.length !== 13 || of('IHDR').length > 1)
    throw brokenPicture(file, 'PNG', 'no proper IHDR chunk');
  const header = readHeader(first.content, file);
  if (of('IDAT').length === 0) throw brokenPicture(file, 'PNG', 'no image data');
  if (header.indexed && of('PLTE').length !== 1) throw brokenPicture(file, 'PNG', 'no palette');
  const essential = chunks.filter(({ type }) => ESSENTIAL.includes(type)).map(({ whole }) => whole);
  return {
    header,
    essential: Uint8Array.from(Buffer.concat([bytes.subarray(0, SIGNATURE_BYTES), ...essential])),
    compressed: Buffer.concat(of('IDAT').map(({ content }) => content)),
    exif: of('eXIf').at(0)?.content,
  };
}

function readHeader(content: Uint8Array, file: string): PngHeader {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const [width, height, depth, colourType] = [view.getUint32(0), view.getUint32(4), content[8], content[9]];
  const [compression, filter, interlace] = content.subarray(10);
  requireSize(file, width, height);
  const kind = Object.hasOwn(COLOUR_TYPES, colourType) ? COLOUR_TYPES[colourType] : undefined;
  if (!kind?.depths.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1)
    throw brokenPicture(file, 'PNG', `a header with colour type ${colourType} and ${depth} bits`);
  // The decoder takes such pixels for whole bytes.
  if (interlace === 1 && depth < 8) {
    throw new UserError({
      rule: `${file} is an interlaced PNG, which must have at least 8 bits for a sample`,
      received: depth,
      fix: 'save it without interlacing',
    });
  }
  const passes = interlace === 1 ? adam7(width, height) : [[width, height]];
  const bits = depth * kind.channels;
  const bytes = passes.reduce((sum, [w, h]) => sum + (w > 0 ? h * (1 + Math.ceil((w * bits) / 8)) : 0), 0);
  if (bytes > MOST_BYTES) {
    throw new UserError({
      rule: `the shades of ${file} must fit into ${MOST_BYTES / 2 ** 20} MiB`,
      received: `${width} x ${height} pixels of ${bits} bits`,
      fix: 'save it smaller, or in grey',
    });
  }
  return { width, height, depth, channels: kind.channels, indexed: colourType === 3, bytes };
}

/** Columns and rows of the seven passes of an interlaced picture. */
function adam7(width: number, height: number): number[][] {
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ];
  return passes.map(([x, y, dx, dy]) => [Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)]);
}
