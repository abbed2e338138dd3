import { closeSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { UserError } from '../util/user-error.ts';

/** What the operating system said, without the system call and path that Node adds after it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, \w+( '.*')?$/s, '') : String(error);
}

/** What stands at a path; undefined for nothing, and for what cannot be reached, as below a file or in a closed folder. */
export function statsAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** The mistake of a file that cannot be opened or read. */
export function unreadable(path: string, error: unknown): UserError {
  return new UserError({
    rule: `${path} must be a file that can be read`,
    received: reasonOf(error),
    fix: 'check the path and its permissions',
  });
}

/**
 * Bytes in the file at `path`. Devices, pipes and folders are refused here, since reading them may never end.
 * @throws UserError
 */
export function fileSize(path: string): number {
  let found: ReturnType<typeof statSync>;
  try {
    found = statSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  if (!found?.isFile()) throw unreadable(path, new Error('not a regular file'));
  return found.size;
}

/**
 * The first bytes of a file: `length` of them, or all there are.
 * @throws UserError
 */
export function readHead(path: string, length: number): Uint8Array {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const head = new Uint8Array(length);
    return head.subarray(0, readSync(file, head, 0, length, 0));
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
