import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../util/user-error.ts';
import { LARGEST_FILE, readHead, reasonOf, sizeUpTo, unreadable } from '../file.ts';
import { isGzip } from '../gzip.ts';

/** Bytes read at a time: only this much of a file is ever in memory as it stands. */
export const CHUNK = 1 << 20;

/** Says how far a reading is: shares of the file, 0..1. */
export type Progress = (share: number) => void;

/**
 * The bytes of a file of text, some at a time, as UTF-8: unpacked where it is gzip, translated where it is UTF-16.
 * @throws UserError where it is empty, cannot be read or is damaged
 */
export async function* tableBytes(path: string, onProgress?: Progress): AsyncGenerator<Uint8Array> {
  const size = sizeUpTo(path, LARGEST_FILE);
  const zipped = isGzip(readHead(path, 2));
  const file = createReadStream(path, { highWaterMark: CHUNK });
  const stream = zipped ? file.pipe(createGunzip({ chunkSize: CHUNK })) : file;
  // What a pipe's source meets does not reach its end by itself.
  if (zipped) file.on('error', (error) => stream.destroy(error));
  let received = 0;
  let translate = (bytes: Uint8Array): Uint8Array => bytes;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (received === 0) translate = translator(chunk);
      yield translate(received === 0 ? bare(chunk) : chunk);
      received += chunk.length;
      if (received > LARGEST_FILE) throw tooLong(path);
      onProgress?.(file.bytesRead / size);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const isDamaged = zipped && (error as NodeJS.ErrnoException).code?.startsWith('Z_');
    throw isDamaged ? damaged(path, error) : unreadable(path, error);
  } finally {
    file.destroy();
  }
}

/** UTF-16 says what it is by its first two bytes, as spreadsheets write it; what does not is left as it is. */
function translator(head: Uint8Array): (bytes: Uint8Array) => Uint8Array {
  const name =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null;
  if (name === null) return (bytes) => bytes;
  const decoder = new TextDecoder(name);
  return (bytes) => Buffer.from(decoder.decode(bytes, { stream: true }));
}

/** Without the mark that some programs begin UTF-8 with. */
function bare(head: Uint8Array): Uint8Array {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;
}

function damaged(path: string, error: unknown): UserError {
  return new UserError({
    rule: `${path} must be whole gzip data`,
    received: reasonOf(error),
    fix: 'it is cut short or damaged: fetch it again',
  });
}

function tooLong(path: string): UserError {
  return new UserError({
    rule: `${path} must hold at most 2 GiB of text`,
    received: 'gzip data that goes on',
    fix: 'is it the right file?',
  });
}
