import { closeSync, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs';
import { UserError } from '../util/user-error.ts';

/** The usual complaints of operating systems, in words. */
const COMPLAINTS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EISDIR: 'a folder, where a file is wanted',
  ENOTDIR: 'not a directory, but a file',
  ENOSPC: 'no space left on the disk',
  EMFILE: 'too many open files',
  ELOOP: 'links that go round in a circle',
  ENAMETOOLONG: 'a name that is too long',
  EROFS: 'a file system that can only be read',
};

/** What the operating system said, in words; what is not known, without the call and path that Node adds after it. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  const known = code === undefined ? undefined : COMPLAINTS[code];
  if (known !== undefined) return `${known} (${code})`;
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
 * The names in a folder.
 * @throws UserError where it is none, or closed to us
 */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new UserError({
      rule: `${folder} must be a folder that can be read`,
      received: reasonOf(error),
      fix: 'check the path and its permissions',
    });
  }
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
    let held = 0;
    for (let more = 1; more > 0 && held < length; held += more) more = readSync(file, head, held, length - held, held);
    return head.subarray(0, held);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** More than any image set or network; below the sizes at which Node's buffers and typed arrays give up. */
export const LARGEST_FILE = 2 ** 31 - 1;

/**
 * All bytes of a file. Its size is looked at first: a device, a pipe or a file of more than `most` bytes is not opened.
 * @param fix for a file that is too large
 * @throws UserError
 */
export function readWhole(path: string, most = LARGEST_FILE, fix = 'is it the right file?'): Uint8Array {
  return readHead(path, sizeUpTo(path, most, fix));
}

/** Bytes in the file, at most `most`. @throws UserError */
export function sizeUpTo(path: string, most: number, fix = 'is it the right file?'): number {
  const size = fileSize(path);
  if (size <= most) return size;
  const mebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  throw new UserError({ rule: `${path} must be at most ${mebibytes(most)}`, received: mebibytes(size), fix });
}
