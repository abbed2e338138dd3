import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces a whole file so that a reader, or a crash, sees either the old one or the new one, never half of it.
 * @param keep where the old one goes, instead of away
 */
export async function replaceFile(path: string, data: string | Uint8Array, keep?: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    // One that a crash has left, or a link that waits there for us, goes first: the file is always made anew.
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    if (keep !== undefined) await rename(path, keep).catch(unlessMissing);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Makes a rename inside the folder survive a power cut, where the system can. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // Some systems cannot open folders; the rename itself has happened.
  }
}
