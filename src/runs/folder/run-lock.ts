import {
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { reasonOf } from '../../dataset/file.ts';
import { UserError } from '../../util/user-error.ts';

/** Who works in a folder: the content of its `lock`. */
const ownerSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** When the process began, in the system's own words, so that a later process with its number is not taken for it. */
  began: z.string(),
});
type Owner = z.infer<typeof ownerSchema>;

const lockOf = (folder: string) => join(folder, 'lock');

/** Longer files are no locks. */
const LONGEST = 4096;

/** A folder that one process works in, and no other. */
export class RunLock {
  private constructor(private readonly path: string) {}

  /**
   * Takes a folder, also from an owner that is dead.
   * @throws UserError where a living process has it, or the folder cannot be written
   */
  static take(folder: string): RunLock {
    const path = lockOf(folder);
    const own = `${path}.${process.pid}.tmp`;
    const owner: Owner = { pid: process.pid, host: hostname(), began: beginningOf(process.pid) };
    try {
      rmSync(own, { force: true });
      writeFileSync(own, JSON.stringify(owner), { flag: 'wx' });
      // A link is made whole or not at all, and never over another.
      while (!linked(own, path)) removeDead(path, folder);
      return new RunLock(path);
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw new UserError({
        rule: 'the run folder must be writable',
        received: folder,
        fix: `the system says: ${reasonOf(error)}`,
      });
    } finally {
      rmSync(own, { force: true });
    }
  }

  /** Lets go of the folder. */
  release(): void {
    rmSync(this.path, { force: true });
  }
}

/** The living process that works in a folder, if there is one. */
export function ownerOf(folder: string): { readonly pid: number } | undefined {
  const text = readLock(lockOf(folder));
  const owner = text === undefined ? undefined : parse(text);
  return owner && isAlive(owner) ? owner : undefined;
}

function linked(from: string, to: string): boolean {
  try {
    try {
      linkSync(from, to);
    } catch (error) {
      // Some file systems have no links; a reader may then see half a lock for a moment, and takes it for a dead one.
      if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) throw error;
      copyFileSync(from, to, constants.COPYFILE_EXCL);
    }
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  }
}

const codeOf = (error: unknown) => String((error as NodeJS.ErrnoException).code);

/** Takes away the lock of a dead owner. @throws UserError where the owner lives */
function removeDead(path: string, folder: string): void {
  const text = readLock(path);
  if (text === undefined) return;
  const owner = parse(text);
  if (owner && isAlive(owner)) {
    const elsewhere = owner.host === hostname() ? '' : ` on ${owner.host}`;
    throw new UserError({
      rule: `a run folder can have one process only; ${folder} has process ${owner.pid}${elsewhere}`,
      fix: elsewhere ? `where that process is gone, remove ${path}` : 'wait for it, or stop it: it saves what it has',
    });
  }
  // Another process may have taken the folder since: what was moved aside is looked at again, and put back if it is new.
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readLock(aside) !== text) linked(aside, path);
  unlinkSync(aside);
}

/** undefined where there is none; '' for what is no lock of ours: a pipe would wait for ever, a large file is none. */
function readLock(path: string): string | undefined {
  try {
    const found = lstatSync(path);
    return found.isFile() && found.size <= LONGEST ? readFileSync(path, 'utf8') : '';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : '';
  }
}

/** undefined for what no process of ours has written. */
function parse(text: string): Owner | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A process of another machine counts as alive: it cannot be asked. */
function isAlive({ pid, host, began }: Owner): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  return beginningOf(pid) === began;
}

/** When a process began, where the system tells (Linux: boot and clock ticks since); else always the same. */
function beginningOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name of the command, in brackets, may hold anything; state and time are the 1st and 20th field after it (proc(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // One that has ended, and waits for its parent to hear of it.
    if (fields[0] === 'Z' || fields[0] === 'X') return 'ended';
    return `${boot} ${fields[19]}`;
  } catch {
    return '';
  }
}
