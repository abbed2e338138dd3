import { constants, gunzipSync } from 'node:zlib';
import { UserError } from '../util/user-error.ts';
import { reasonOf } from './file.ts';

/** Deflate cannot shrink data by more than this (zlib's manual: 1032:1), so a larger promise is a lie. */
export const HIGHEST_RATIO = 1032;
/** Nor does it make data longer by more than this share (RFC 1951: 5 bytes for 65,535 of data that is stored as it is). */
const LARGEST_GROWTH = 1e-3;
/** Room for what stands around the data: a name, a comment and an extra field of 64 KiB (RFC 1952). */
const LARGEST_FRAME = 2 ** 17;
/** zlib's smallest chunk. */
const SMALLEST_CHUNK = 64;

/** Whether the bytes begin as gzip's do (RFC 1952: 1f 8b, then 8 for deflate). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Refuses a promise of more bytes than `zipped` bytes of gzip can ever inflate to, and gzip of many more bytes than
 * such a promise takes, before memory is taken for either.
 * @throws UserError
 */
export function requirePossible(zipped: number, promised: number, file: string): void {
  if (zipped > promised * (1 + LARGEST_GROWTH) + LARGEST_FRAME) throw overlong(file, promised);
  if (promised <= zipped * HIGHEST_RATIO) return;
  throw new UserError({
    rule: `${file} is truncated or damaged: its header promises ${promised} bytes, more than its gzip data can hold`,
    received: `${zipped} bytes of gzip`,
    fix: 'fetch the file again',
  });
}

/**
 * What the beginning of a gzip file inflates to: at most 1032 times its length, whatever follows in the file.
 * @throws UserError where it is no valid gzip
 */
export function inflateHead(head: Uint8Array, file: string): Uint8Array {
  return inflate(head, file, { finishFlush: constants.Z_SYNC_FLUSH });
}

/**
 * What a gzip file holds, `promised` bytes at most. Inflating stops there: a file that goes on is an error, not a full
 * memory.
 * @throws UserError for corrupt and overlong data, and gzip that ends early
 */
export function inflateUpTo(zipped: Uint8Array, promised: number, file: string): Uint8Array {
  // One chunk of the right size: zlib would otherwise gather thousands and join them at twice the memory.
  const chunkSize = Math.max(SMALLEST_CHUNK, promised + 1);
  return inflate(zipped, file, { chunkSize, maxOutputLength: promised });
}

/** The mistake of a file that ends early. `promised` and `held` count bytes of the inflated file. */
export function truncated(file: string, promised: number, held: number): UserError {
  return new UserError({
    rule: `${file} is truncated: its header promises ${promised} bytes`,
    received: `${held} bytes`,
    fix: 'fetch the file again',
  });
}

/** The mistake of a file that goes on after what its header promises. */
export function overlong(file: string, promised: number): UserError {
  return new UserError({
    rule: `${file} has trailing bytes: its header promises ${promised} bytes and the file goes on`,
    fix: 'fetch the file again',
  });
}

function inflate(bytes: Uint8Array, file: string, options: Parameters<typeof gunzipSync>[1]): Uint8Array {
  try {
    return gunzipSync(bytes, options);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw overlong(file, options?.maxOutputLength ?? 0);
    throw new UserError({
      rule:
        code === 'Z_BUF_ERROR' ? `${file} is truncated: its gzip data ends early` : `${file} must be valid gzip data`,
      received: reasonOf(error),
      fix: 'fetch the file again',
    });
  }
}
