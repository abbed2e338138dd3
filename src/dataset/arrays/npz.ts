import { inflateRawSync } from 'node:zlib';
import { type AsyncFlateStreamHandler, Unzip, type UnzipFile, UnzipPassThrough } from 'fflate';
import { UserError } from '../../util/user-error.ts';
import { LARGEST_FILE, readWhole } from '../file.ts';
import { HIGHEST_RATIO } from '../gzip.ts';

/** Arrays of a file, at most. */
const MOST_ENTRIES = 1000;
/** Room for what stands in an empty zip. */
const FRAME = 64;

/** An .npz file: a zip of .npy files. Nothing is unpacked before it is asked for. */
export class Npz {
  /** As in numpy.load(file).files. */
  readonly names: readonly string[];
  readonly #files = new Map<string, UnzipFile>();

  /** @throws UserError where it cannot be read, is no zip, or promises more than there can be in it */
  constructor(readonly path: string) {
    const bytes = readWhole(path);
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
      throw new UserError({
        rule: `${path} must be a zip file, as numpy.savez writes it`,
        received: bytes[0] === 0x80 ? 'a pickle, which can run code and is not read' : 'another kind of file',
        fix: 'write it with numpy.savez',
      });
    }
    let all = 0;
    const zip = new Unzip((file) => {
      const { name, size = 0, originalSize = 0 } = file;
      all += originalSize;
      if (this.#files.size === MOST_ENTRIES) throw tooMuch(path, `more than ${MOST_ENTRIES} files`);
      if (originalSize > size * HIGHEST_RATIO + FRAME || all > LARGEST_FILE) {
        throw tooMuch(path, `${originalSize} bytes of ${name} in ${size} bytes of zip`);
      }
      if (name.endsWith('.npy')) this.#files.set(name.slice(0, -'.npy'.length), file);
    });
    zip.register(UnzipPassThrough);
    zip.register(Inflation);
    this.#careful(() => zip.push(bytes, true));
    this.names = [...this.#files.keys()];
  }

  /** The bytes of the .npy file of that name. @throws UserError where they are damaged */
  read(name: string): Uint8Array {
    const file = this.#files.get(name);
    const parts: Uint8Array[] = [];
    this.#careful(() => {
      if (!file) throw new Error(`nothing of the name ${name}`);
      file.ondata = (error, data) => {
        if (error) throw error;
        parts.push(data);
      };
      file.start();
    });
    const { buffer, byteOffset, length } = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    return new Uint8Array(buffer, byteOffset, length);
  }

  #careful(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw new UserError({
        rule: `${this.path} must be a whole zip file`,
        received: error instanceof Error ? error.message : 'a damaged one',
        fix: 'it is cut short or damaged: fetch it again',
      });
    }
  }
}

/** Deflated data by zlib, which takes half the time of JavaScript; never more of it than the file promises. */
class Inflation {
  static readonly compression = 8;
  ondata: AsyncFlateStreamHandler = () => {};
  readonly #promised: number;
  readonly #parts: Uint8Array[] = [];

  constructor(_name: string, _size?: number, originalSize = LARGEST_FILE) {
    this.#promised = originalSize;
  }

  push(data: Uint8Array, final: boolean): void {
    this.#parts.push(data);
    if (!final) return;
    const packed = this.#parts.length === 1 ? data : Buffer.concat(this.#parts);
    // One chunk of the right size: zlib would otherwise gather thousands and join them at twice the memory.
    const chunkSize = Math.max(FRAME, this.#promised + 1);
    this.ondata(null, inflateRawSync(packed, { chunkSize, maxOutputLength: Math.max(1, this.#promised) }), true);
  }
}

function tooMuch(path: string, received: string): UserError {
  return new UserError({
    rule: `${path} must hold arrays of at most 2 GiB, as large as its zip data can make them`,
    received,
    fix: 'is it the right file? Such a file fills the memory of whoever opens it',
  });
}
