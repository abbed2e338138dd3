import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { onDisk } from './local-fault.ts';
import type { RemoteFile } from './sources.ts';

/** What fetching needs of the world around it. */
export interface Connection {
  readonly fetch: typeof fetch;
  /** A server that sends nothing for so long is given up. */
  readonly stallSeconds: number;
  readonly signal?: AbortSignal | undefined;
  /** Told after each piece how many bytes are there. */
  readonly onReceived?: ((received: number) => void) | undefined;
}

/**
 * Fetches `url` into `part`, going on where an earlier try stopped if the server can; a part that turns out wrong is
 * removed. Returns once the part is the whole file, its sum checked and its bytes on the disk.
 * @throws Error with the reason for this mirror's failure; LocalFault where the disk is the reason; what `signal`
 * was aborted with
 */
export async function fetchPart(url: string, part: string, wanted: RemoteFile, connection: Connection): Promise<void> {
  const resumed = await receive(url, part, wanted, connection);
  if (await hasSum(part, wanted)) return;
  await rm(part, { force: true });
  if (!resumed) throw new Error('checksum differs');
  // The old part may have been at fault, and this mirror sound.
  await receive(url, part, wanted, connection);
  if (await hasSum(part, wanted)) return;
  await rm(part, { force: true });
  throw new Error('checksum differs');
}

/** Whether the file at `path` is, byte for byte, the one wanted. */
export async function hasSum(path: string, { bytes, sha256 }: RemoteFile): Promise<boolean> {
  if ((await sizeOf(path)) !== bytes) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex') === sha256;
}

/** @returns whether bytes of an earlier try were kept */
async function receive(url: string, part: string, { bytes }: RemoteFile, connection: Connection): Promise<boolean> {
  const kept = await sizeOf(part);
  if (kept === bytes) return true;
  const offset = kept < bytes ? kept : 0;
  const stall = new StallWatch(connection.stallSeconds, connection.signal);
  try {
    const response = await connection.fetch(url, {
      signal: stall.signal,
      // Compressed once more on the way, neither sizes nor ranges would fit.
      headers: { 'accept-encoding': 'identity', ...(offset > 0 && { range: `bytes=${offset}-` }) },
    });
    const start = startOf(response, offset);
    if (start === undefined) {
      await response.body?.cancel();
      throw new Error(response.status === 206 ? 'sent another range than asked for' : `HTTP ${response.status}`);
    }
    const received = await store(response, part, start, bytes, (count) => {
      stall.progress();
      connection.onReceived?.(count);
    });
    if (received < bytes) throw new Error(`truncated: ${received} of ${bytes} bytes came`);
    return start > 0;
  } catch (error) {
    throw stall.explain(error);
  } finally {
    stall.end();
  }
}

/** Where the response's first byte belongs: 0 from a server that ignores ranges; undefined where there is none. */
function startOf(response: Response, offset: number): number | undefined {
  if (response.status === 200) return 0;
  if (response.status !== 206 || offset === 0) return undefined;
  return response.headers.get('content-range')?.startsWith(`bytes ${offset}-`) ? offset : undefined;
}

/** Writes the response into the part from `start` on, of at most `most` bytes; it stays, to go on from. */
async function store(
  response: Response,
  part: string,
  start: number,
  most: number,
  onReceived: (received: number) => void,
): Promise<number> {
  const file = await onDisk(open(part, start > 0 ? 'r+' : 'w'));
  try {
    let received = start;
    for await (const chunk of response.body ?? []) {
      if (received + chunk.length > most) {
        await onDisk(file.truncate(0));
        throw new Error(`longer than the ${most} bytes it should have`);
      }
      await writeAll(file, chunk, received);
      received += chunk.length;
      onReceived(received);
    }
    await onDisk(file.sync());
    return received;
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    done += (await onDisk(file.write(chunk, done, chunk.length - done, position + done))).bytesWritten;
  }
}

/** Bytes of the file; 0 where there is none. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.size : 0;
}

/** Cuts a connection on which nothing has come for some seconds, and tells that from a cut by the user. */
class StallWatch {
  readonly #stalled = new AbortController();
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout;

  constructor(
    readonly seconds: number,
    readonly user: AbortSignal | undefined,
  ) {
    this.signal = AbortSignal.any([this.#stalled.signal, ...(user ? [user] : [])]);
    this.#timer = setTimeout(() => this.#stalled.abort(), seconds * 1000);
  }

  progress(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** What to report for an error met while this watched. */
  explain(error: unknown): unknown {
    if (this.user?.aborted) return this.user.reason;
    if (this.#stalled.signal.aborted) return new Error(`stalled: nothing came for ${this.seconds} s`);
    // Node's fetch says no more than "fetch failed"; the reason is its cause.
    const cause = error instanceof TypeError ? error.cause : undefined;
    return cause instanceof Error ? new Error(cause.message || String((cause as NodeJS.ErrnoException).code)) : error;
  }
}
