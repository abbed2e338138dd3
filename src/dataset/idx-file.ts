import { UserError } from '../util/user-error.ts';
import { LARGEST_FILE, readHead, sizeUpTo } from './file.ts';
import { inflateHead, inflateUpTo, isGzip, overlong, requirePossible, truncated } from './gzip.ts';

/**
 * The array in one IDX file: `values` holds the product of `dimensions` bytes, the last dimension running fastest.
 * Source: Yann LeCun's description of the format, on the page of the MNIST database.
 */
export interface IdxArray {
  readonly dimensions: readonly number[];
  readonly values: Uint8Array;
}

/** Type code of unsigned bytes: the one that image data sets use, out of IDX's six. */
const UNSIGNED_BYTE = 0x08;
/** Read first, to learn what the file promises before the rest is taken into memory. */
const HEAD_BYTES = 16 * 1024;

/**
 * Reads an IDX file of unsigned bytes with `rank` dimensions (3 for images, 1 for labels), gzipped or not: the first
 * bytes tell, not the name. The size that the header promises is checked against the file before memory is taken.
 * @throws UserError for a file that cannot be read, a wrong magic number, dimensions of zero or beyond all sense,
 * truncation, trailing bytes, and a name in .gz on something that is not gzip
 */
export function readIdx(path: string, rank: 1 | 3): IdxArray {
  const size = sizeUpTo(path, LARGEST_FILE);
  const head = readHead(path, HEAD_BYTES);
  const zipped = isGzip(head);
  if (!zipped && path.toLowerCase().endsWith('.gz')) {
    throw new UserError({
      rule: `${path} is named .gz but is not gzip`,
      received: `first bytes ${hex(head.subarray(0, 4))}`,
      fix: 'remove .gz from its name if it is an uncompressed IDX file, or fetch it again',
    });
  }
  const { dimensions, start, end } = readHeader(zipped ? inflateHead(head, path) : head, rank, path);
  if (zipped) requirePossible(size, end, path);
  else if (size < end) throw truncated(path, end, size);
  else if (size > end) throw overlong(path, end);
  const content = readHead(path, size);
  const plain = zipped ? inflateUpTo(content, end, path) : content;
  // Gzip data may end before the promise, and a file may have changed since its size was taken.
  if (plain.length !== end) throw truncated(path, end, plain.length);
  return { dimensions, values: plain.subarray(start) };
}

/**
 * The same from bytes at hand, e.g. out of a pipe.
 * @param file for messages
 * @throws UserError as {@link readIdx} does
 */
export function decodeIdx(content: Uint8Array, rank: 1 | 3, file: string): IdxArray {
  const zipped = isGzip(content);
  const { dimensions, start, end } = readHeader(
    zipped ? inflateHead(content.subarray(0, HEAD_BYTES), file) : content,
    rank,
    file,
  );
  if (zipped) requirePossible(content.length, end, file);
  const plain = zipped ? inflateUpTo(content, end, file) : content;
  if (plain.length < end) throw truncated(file, end, plain.length);
  if (plain.length > end) throw overlong(file, end);
  return { dimensions, values: plain.subarray(start) };
}

interface Header {
  readonly dimensions: readonly number[];
  /** Where the values begin, and where the file must end, in bytes. */
  readonly start: number;
  readonly end: number;
}

function readHeader(head: Uint8Array, rank: number, file: string): Header {
  const magic = hex(head.subarray(0, 4));
  const wanted = hex(Uint8Array.of(0, 0, UNSIGNED_BYTE, rank));
  if (magic !== wanted) {
    throw new UserError({
      rule: `${file} must begin with the magic number ${wanted} (IDX, unsigned bytes, ${rank === 1 ? '1 dimension' : `${rank} dimensions`})`,
      received: magic,
      fix: magic.startsWith('00 00 08') ? 'are image and label files swapped?' : 'is this an IDX file?',
    });
  }
  const start = 4 + 4 * rank;
  if (head.length < start) throw truncated(file, start, head.length);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const dimensions = Array.from({ length: rank }, (_, k) => view.getUint32(4 + 4 * k));
  const end = dimensions.reduce((product, n) => product * n, 1) + start;
  if (dimensions.includes(0) || end > LARGEST_FILE) {
    throw new UserError({
      rule: `${file} must have dimensions of at least 1 whose product is below 2 GiB`,
      received: dimensions.join(' x '),
      fix: 'its header is damaged: fetch the file again',
    });
  }
  return { dimensions, start, end };
}

/** Bytes as they stand in a hex dump: `00 00 08 03`. */
function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
