import { closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs';
import { UserError } from '../../util/user-error.ts';

/** Never through a link, and never waiting for the other end of a pipe; Windows has neither flag. */
const OWN = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What the system says of a link that must not be followed, and of a pipe that nobody reads. */
const NOT_OWN = new Set(['ELOOP', 'EMLINK', 'ENXIO', 'EISDIR']);

/**
 * Opens a file of a folder of ours for writing. Folders come from strangers too: what a link in it points to, and what
 * has another name elsewhere, is never written.
 * @param flags of `constants`: O_RDWR, O_APPEND, ...
 * @returns the file's descriptor
 * @throws UserError for a link, a pipe, a device, a folder, and a file that has other names
 */
export function openOwnFile(path: string, flags: number): number {
  let file: number;
  try {
    file = openSync(path, flags | OWN, 0o666);
  } catch (error) {
    if (NOT_OWN.has(String((error as NodeJS.ErrnoException).code))) throw notOwn(path);
    throw error;
  }
  const { nlink } = fstatSync(file);
  if (fstatSync(file).isFile() && nlink === 1 && !lstatSync(path).isSymbolicLink()) return file;
  closeSync(file);
  throw notOwn(path);
}

/** @throws UserError where a folder inside a folder of ours is a link to somewhere else, or no folder at all */
export function requireOwnFolder(path: string): void {
  if (lstatSync(path).isDirectory()) return;
  throw new UserError({
    rule: `${path} must be a folder itself, not a link or a file`,
    fix: 'put a copy of what it points to in its place',
  });
}

function notOwn(path: string): UserError {
  return new UserError({
    rule: `${path} must be a file of its own: no link, pipe or device, and no second name of another file`,
    fix: 'put a copy in its place',
  });
}
