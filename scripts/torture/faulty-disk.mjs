import { createRequire, syncBuiltinESMExports } from 'node:module';

/**
 * What goes wrong at one of the calls that change the disk, counted from 0:
 *   once   that call fails, e.g. since the disk is full; later ones work again
 *   full   that call and all later ones fail
 *   short  a write stops in its middle, and all later calls fail
 *   cut    the same, and the process has no time to clean up: its lock stays, as of a power cut
 * @typedef {{ at: number, how: 'once' | 'full' | 'short' | 'cut' }} Fault
 */

/** @type {Fault | undefined} */
let fault;
let calls = 0;

/** From now on, calls are counted, and one of them fails; with undefined all work. @returns how many there were before */
export function setFault(/** @type {Fault | undefined} */ next) {
  const before = calls;
  [fault, calls] = [next, 0];
  return before;
}

/** Whether the fault has come. */
export const hasFailed = () => fault !== undefined && calls > fault.at;

/** Counts a call. @returns whether it fails, and how */
function next() {
  const n = calls++;
  if (!fault || n < fault.at || (fault.how === 'once' && n > fault.at)) return undefined;
  return n === fault.at ? fault.how : 'full';
}

function failure() {
  return Object.assign(new Error('ENOSPC: no space left on device, injected'), { code: 'ENOSPC' });
}

/** Replaces every function that changes the disk by one that may fail. Call it before anything that imports them. */
export function spoil() {
  const fs = createRequire(import.meta.url)('node:fs');
  const { promises } = fs;
  for (const name of [
    'openSync',
    'fsyncSync',
    'ftruncateSync',
    'renameSync',
    'linkSync',
    'mkdirSync',
    'writeFileSync',
  ]) {
    const real = fs[name];
    fs[name] = (/** @type {unknown[]} */ ...args) => {
      // Reading is not spoilt here; readers have a torture of their own.
      const reads = name === 'openSync' && args[1] === 'r';
      if (!reads && next()) throw failure();
      return real(...args);
    };
  }
  const { writeSync, fsync } = fs;
  fs.writeSync = (
    /** @type {number} */ file,
    /** @type {Buffer} */ bytes,
    from = 0,
    length = bytes.length,
    at = null,
  ) => {
    const how = next();
    if (how === 'short' || how === 'cut') writeSync(file, bytes, from, Math.floor(length / 2), at);
    if (how) throw failure();
    return writeSync(file, bytes, from, length, at);
  };
  fs.fsync = (/** @type {number} */ file, /** @type {(error: Error | null) => void} */ done) => {
    if (next()) setImmediate(done, failure());
    else fsync(file, done);
  };
  const { open, rename } = promises;
  promises.rename = async (/** @type {unknown[]} */ ...args) => {
    if (next()) throw failure();
    return rename(...args);
  };
  promises.open = async (/** @type {unknown[]} */ ...args) => {
    if (next()) throw failure();
    const handle = await open(...args);
    const { writeFile, sync } = handle;
    handle.writeFile = async (/** @type {string | Uint8Array} */ data) => {
      const how = next();
      const bytes = Buffer.from(data);
      if (how === 'short' || how === 'cut')
        await writeFile.call(handle, bytes.subarray(0, Math.floor(bytes.length / 2)));
      if (how) throw failure();
      return writeFile.call(handle, bytes);
    };
    handle.sync = async () => {
      if (next()) throw failure();
      return sync.call(handle);
    };
    return handle;
  };
  syncBuiltinESMExports();
}
