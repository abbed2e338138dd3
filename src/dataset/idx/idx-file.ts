import { UserError } from '../../util/user-error.ts';
import { LARGEST_FILE, readHead, sizeUpTo } from '../file.ts';
import { inflateHead, inflateUpTo, isGzip, overlong, requirePossible, truncated } from '../gzip.ts';
import { asBytesWhereTheyFit, type NumberArray } from '../samples/number-array.ts';
import { type IdxType, idxTypes } from './idx-types.ts';

/** More dimensions than this are no samples. */
const HIGHEST_RANK = 8;
/** Read first, to learn what the file promises before the rest is taken into memory. */
const HEAD_BYTES = 16 * 1024;

/**
 * Reads an IDX file of any type and rank, gzipped or not: the first bytes tell, not the name. The size that the header
 * promises is checked against the file before memory is taken.
 * @throws UserError for a file that cannot be read or is no IDX, dimensions of zero or beyond all sense, truncation,
 * trailing bytes, and a name in .gz on something that is not gzip
 */
export function readIdx(path: string): NumberArray {
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
  const header = readHeader(zipped ? inflateHead(head, path) : head, path);
  const { end } = header;
  if (zipped) requirePossible(size, end, path);
  else if (size < end) throw truncated(path, end, size);
  else if (size > end) throw overlong(path, end);
  const content = readHead(path, size);
  const plain = zipped ? inflateUpTo(content, end, path) : content;
  // Gzip data may end before the promise, and a file may have changed since its size was taken.
  if (plain.length !== end) throw truncated(path, end, plain.length);
  return arrayIn(plain, header);
}

/**
 * The same from bytes at hand, e.g. out of a pipe.
 * @param file for messages
 * @throws UserError as {@link readIdx} does
 */
export function decodeIdx(content: Uint8Array, file: string): NumberArray {
  const zipped = isGzip(content);
  const header = readHeader(zipped ? inflateHead(content.subarray(0, HEAD_BYTES), file) : content, file);
  const { end } = header;
  if (zipped) requirePossible(content.length, end, file);
  const plain = zipped ? inflateUpTo(content, end, file) : content;
  if (plain.length < end) throw truncated(file, end, plain.length);
  if (plain.length > end) throw overlong(file, end);
  return arrayIn(plain, header);
}

interface Header {
  readonly type: IdxType;
  readonly dimensions: readonly number[];
  /** Where the values begin, and where the file must end, in bytes. */
  readonly start: number;
  readonly end: number;
}

function readHeader(head: Uint8Array, file: string): Header {
  const type = idxTypes.get(head[2]);
  const rank = head[3];
  if (head[0] !== 0 || head[1] !== 0 || !type || !(rank >= 1 && rank <= HIGHEST_RANK)) {
    throw new UserError({
      rule: `${file} must begin with the magic number 00 00 TT RR of IDX: TT is the type, 08 for bytes, RR the number of dimensions`,
      received: hex(head.subarray(0, 4)),
      fix: 'is this an IDX file?',
    });
  }
  const start = 4 + 4 * rank;
  if (head.length < start) throw truncated(file, start, head.length);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const dimensions = Array.from({ length: rank }, (_, k) => view.getUint32(4 + 4 * k));
  const end = dimensions.reduce((product, n) => product * n, type.bytes) + start;
  if (dimensions.includes(0) || end > LARGEST_FILE) {
    throw new UserError({
      rule: `${file} must have dimensions of at least 1 whose product is below 2 GiB`,
      received: dimensions.join(' x '),
      fix: 'its header is damaged: fetch the file again',
    });
  }
  return { type, dimensions, start, end };
}

function arrayIn(plain: Uint8Array, { type, dimensions, start }: Header): NumberArray {
  if (type.name === 'uint8') return { type: type.name, dimensions, values: plain.subarray(start) };
  const view = new DataView(plain.buffer, plain.byteOffset + start, plain.byteLength - start);
  const numbers = new Float64Array(view.byteLength / type.bytes);
  for (let k = 0; k < numbers.length; k++) numbers[k] = type.read(view, k * type.bytes);
  return { type: type.name, dimensions, values: asBytesWhereTheyFit(numbers) };
}

/** Bytes as they stand in a hex dump: `00 00 08 03`. */
function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
