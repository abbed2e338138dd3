import { UserError } from '../../util/user-error.ts';

/** What an .npy file says of its array before the numbers. */
export interface NpyHeader {
  /** `f4`, `u1`, `U10`: kind and bytes, or characters. */
  readonly kind: string;
  readonly size: number;
  readonly isBigEndian: boolean;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  /** Where the numbers begin, in bytes. */
  readonly start: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** NumPy itself reads no longer ones unless it is told to. */
const LONGEST = 10_000;
const HIGHEST_RANK = 8;

/**
 * The header of an .npy file: a Python dictionary, of which only what NumPy writes is understood; nothing is evaluated.
 * Source: numpy.lib.format, versions 1.0 to 3.0.
 * @throws UserError for what is none, and for arrays of Python objects, which are pickles
 */
export function npyHeader(bytes: Uint8Array, file: string): NpyHeader {
  const isNpy = MAGIC.every((byte, k) => bytes[k] === byte);
  if (!isNpy || bytes.length < 12) {
    throw new UserError({
      rule: `${file} must begin with the magic string of .npy, 93 'NUMPY'`,
      received: bytes[0] === 0x80 ? 'a pickle, which can run code and is not read' : hex(bytes.subarray(0, 6)),
      fix: 'write it with numpy.save or numpy.savez',
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [prefix, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const start = prefix + length;
  if (length > LONGEST || start > bytes.length) throw broken(file, `a header of ${length} bytes`);
  const text = new TextDecoder('latin1').decode(bytes.subarray(prefix, start)).trim();
  const descr = /['"]descr['"]\s*:\s*(?:'([^']*)'|"([^"]*)"|(\[))/.exec(text);
  const fortran = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /['"]shape['"]\s*:\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (!descr || !fortran || shape === undefined) throw broken(file, text);
  if (descr[3]) {
    throw new UserError({
      rule: `${file} must hold an array of plain numbers`,
      received: 'a structured array, with fields',
      fix: 'save its fields as arrays of their own',
    });
  }
  const told = descr[1] ?? descr[2];
  const type = /^([<>|=])?([a-zA-Z])(\d*)$/.exec(told);
  if (!type || (type[2] === 'O' ? false : type[3] === '')) throw broken(file, told);
  if (type[2] === 'O') {
    throw new UserError({
      rule: `${file} must hold an array of plain numbers`,
      received: 'Python objects (dtype object), which are a pickle that can run code',
      fix: 'make numbers of them first, as in numpy.save(file, array.astype("float32"))',
    });
  }
  const dimensions = shape
    .split(',')
    .map((n) => n.trim())
    .filter(Boolean)
    .map(Number);
  if (dimensions.length > HIGHEST_RANK || dimensions.some((n) => !Number.isSafeInteger(n))) throw broken(file, shape);
  return {
    kind: type[2],
    size: Number(type[3]),
    isBigEndian: type[1] === '>',
    isFortran: fortran === 'True',
    shape: dimensions,
    start,
  };
}

function broken(file: string, received: string): UserError {
  return new UserError({
    rule: `${file} must have the header of an .npy file: descr, fortran_order and shape`,
    received,
    fix: 'its header is damaged: write it again with numpy.save',
  });
}

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
