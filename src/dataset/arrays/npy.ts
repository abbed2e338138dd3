import { UserError } from '../../util/user-error.ts';
import { LARGEST_FILE } from '../file.ts';
import { truncated } from '../gzip.ts';
import type { FileArray } from '../samples/array-samples.ts';
import { asBytesWhereTheyFit } from '../samples/number-array.ts';
import type { Values } from '../values.ts';
import { type NpyHeader, npyHeader } from './npy-header.ts';

interface NpyType {
  readonly name: string;
  /** All numbers of the file, in its order. */
  read(view: DataView, count: number, little: boolean): Float64Array;
}

const reader = (
  name: string,
  bytes: number,
  one: (view: DataView, at: number, little: boolean) => number,
): [string, NpyType] => [
  `${name[0] === 'b' ? 'b' : name[0]}${bytes}`,
  {
    name: `${{ u: 'uint', i: 'int', f: 'float', b: 'bool' }[name[0]]}${name[0] === 'b' ? '' : bytes * 8}`,
    read(view, count, little) {
      const numbers = new Float64Array(count);
      for (let k = 0; k < count; k++) numbers[k] = one(view, k * bytes, little);
      return numbers;
    },
  },
];

/** The numbers that are read, by kind and bytes; bytes themselves are taken as they are. */
const types: ReadonlyMap<string, NpyType> = new Map([
  reader('b', 1, (view, at) => view.getUint8(at)),
  reader('u', 1, (view, at) => view.getUint8(at)),
  reader('i', 1, (view, at) => view.getInt8(at)),
  reader('u', 2, (view, at, little) => view.getUint16(at, little)),
  reader('i', 2, (view, at, little) => view.getInt16(at, little)),
  reader('u', 4, (view, at, little) => view.getUint32(at, little)),
  reader('i', 4, (view, at, little) => view.getInt32(at, little)),
  reader('u', 8, (view, at, little) => Number(view.getBigUint64(at, little))),
  reader('i', 8, (view, at, little) => Number(view.getBigInt64(at, little))),
  reader('f', 2, (view, at, little) => half(view.getUint16(at, little))),
  reader('f', 4, (view, at, little) => view.getFloat32(at, little)),
  reader('f', 8, (view, at, little) => view.getFloat64(at, little)),
]);

/** Characters of a word, at most: longer ones are no names of classes. */
const LONGEST_WORD = 200;

/**
 * The array in the bytes of an .npy file, row-major whatever the order of the file. Words are numbered in the order in
 * which they come.
 * @param file for messages: the file, and which of its arrays
 * @throws UserError where it is broken, or holds something else than numbers or words
 */
export function decodeNpy(bytes: Uint8Array, file: string): FileArray {
  const header = npyHeader(bytes, file);
  const { kind, size, isBigEndian, shape, start } = header;
  const isText = kind === 'U' || kind === 'S';
  const width = kind === 'U' ? 4 * size : size;
  const type = types.get(`${kind}${size}`);
  if (!type && !(isText && size > 0 && size <= LONGEST_WORD)) {
    throw new UserError({
      rule: `${file} must hold whole numbers, floats or words`,
      received: `numbers of type ${kind}${size}`,
      fix: 'convert it, as in numpy.save(file, array.astype("float32"))',
    });
  }
  const count = shape.reduce((product, n) => product * n, 1);
  if (shape.includes(0) || shape.length === 0 || count * width > LARGEST_FILE) {
    throw new UserError({
      rule: `${file} must have dimensions of at least 1 whose product is below 2 GiB`,
      received: `(${shape.join(', ')})`,
    });
  }
  const held = bytes.length - start;
  if (held < count * width) throw truncated(file, start + count * width, bytes.length);
  const data = bytes.subarray(start, start + count * width);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (isText) return { file, type: 'text', dimensions: shape, ...wordsIn(data, header, count) };
  const values =
    kind === 'u' && size === 1 ? data : asBytesWhereTheyFit((type as NpyType).read(view, count, !isBigEndian));
  return { file, type: (type as NpyType).name, dimensions: shape, values: rowMajor(values, header) };
}

/** Values in the order of rows; Fortran and MATLAB have the first index run fastest. */
function rowMajor<V extends Values>(values: V, { isFortran, shape }: NpyHeader): V {
  if (!isFortran || shape.length < 2) return values;
  const turned = values.slice() as V;
  const steps: number[] = [];
  shape.reduce((step, n, k) => {
    steps[k] = step;
    return step * n;
  }, 1);
  const place = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < turned.length; to++) {
    turned[to] = values[from];
    // The next place in row order: the last index that has not run out goes up by one.
    for (let k = shape.length - 1; k >= 0; k--) {
      from += steps[k];
      if (++place[k] < shape[k]) break;
      from -= steps[k] * shape[k];
      place[k] = 0;
    }
  }
  return turned;
}

function wordsIn(
  data: Uint8Array,
  { kind, size, isBigEndian }: NpyHeader,
  count: number,
): Pick<FileArray, 'values' | 'words'> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const places = new Map<string, number>();
  const codes = new Float64Array(count);
  const width = kind === 'U' ? 4 * size : size;
  for (let k = 0; k < count; k++) {
    let word = '';
    for (let c = 0; c < size; c++) {
      const code = kind === 'U' ? view.getUint32(k * width + 4 * c, !isBigEndian) : data[k * width + c];
      if (code === 0) break;
      word += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    }
    const place = places.get(word) ?? places.size;
    places.set(word, place);
    codes[k] = place;
  }
  return { values: codes, words: [...places.keys()] };
}

/** The number that 16 bits are (IEEE 754, binary16). */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
