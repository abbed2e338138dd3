import { shown } from '../util/shown.ts';
import { UserError } from '../util/user-error.ts';
import { BrokenHeader, metadataOf, parseHeader } from './safetensors-header.ts';

/** A named array of a safetensors file. */
export interface SavedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float64Array | Float32Array;
}

/** What a safetensors file holds. */
export interface SafeTensors {
  readonly tensors: readonly SavedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** How each type of number is read, and the bytes of one. Narrow floats become float32, whole numbers float64. */
const types = {
  F64: { size: 8, read: (bytes: ArrayBuffer) => new Float64Array(bytes) },
  F32: { size: 4, read: (bytes: ArrayBuffer) => new Float32Array(bytes) },
  F16: { size: 2, read: (bytes: ArrayBuffer) => Float32Array.from(new Uint16Array(bytes), halfToNumber) },
  // The upper half of a float32.
  BF16: {
    size: 2,
    read: (bytes: ArrayBuffer) =>
      new Float32Array(Uint32Array.from(new Uint16Array(bytes), (half) => half << 16).buffer),
  },
  I64: { size: 8, read: (bytes: ArrayBuffer) => Float64Array.from(new BigInt64Array(bytes), Number) },
} as const;
type Dtype = keyof typeof types;

/** Sign, 5 bits of exponent, 10 of fraction. Source: IEEE 754-2008, binary16. */
function halfToNumber(half: number): number {
  const [sign, exponent, fraction] = [half >> 15 ? -1 : 1, (half >> 10) & 31, half & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** Longest header that is read: 100,000 tensors. The format's own library takes ten times as much, and a gigabyte for it. */
const LONGEST_HEADER = 10_000_000;

/**
 * The bytes of a safetensors file: header length (8 bytes, little-endian), header (JSON), then the arrays.
 * Source: the format's description in huggingface/safetensors.
 */
export function encodeSafetensors({ tensors, metadata }: SafeTensors): Uint8Array {
  let end = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += values.byteLength;
    const dtype: Dtype = values instanceof Float64Array ? 'F64' : 'F32';
    return [name, { dtype, shape, data_offsets: [begin, end] }] as const;
  });
  const json = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }));
  // Spaces at its end keep the arrays aligned to 8 bytes, so that they can be mapped where they lie.
  const header = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(0x20);
  header.set(json);
  const bytes = new Uint8Array(8 + header.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  let offset = 8 + header.length;
  for (const { values } of tensors) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return bytes;
}

interface Entry {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * Reads what {@link encodeSafetensors} writes, and F64, F32, F16, BF16 and I64 of others. Every length is checked against the file
 * before anything is allocated, and arrays must fill the file: each byte belongs to one of them.
 * @param file for messages
 * @throws UserError where the bytes are not such a file
 */
export function decodeSafetensors(bytes: Uint8Array, file: string): SafeTensors {
  try {
    return decode(bytes, file);
  } catch (error) {
    if (!(error instanceof BrokenHeader)) throw error;
    throw new UserError({ rule: `${file} must be a whole safetensors file`, received: error.message });
  }
}

function decode(bytes: Uint8Array, file: string): SafeTensors {
  if (bytes.length < 8) throw new BrokenHeader(`${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > Math.min(LONGEST_HEADER, bytes.length - 8))
    throw new BrokenHeader(`a header of ${headerLength} bytes in ${bytes.length}`);
  const header = parseHeader(bytes.subarray(8, 8 + headerLength));
  const metadata = metadataOf(header);
  const data = bytes.subarray(8 + headerLength);
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  const whole = entries.map(([name, entry]): [string, Entry] => {
    if (isEntry(entry, data.length)) return [name, entry];
    requireKnownType(name, entry, file);
    throw new BrokenHeader(`tensor ${name} with ${shown(entry)}`);
  });
  requireNoGaps(whole, data.length);
  const tensors = whole.map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [begin, end],
      },
    ]): SavedTensor => {
      // A copy, since the file's own alignment is not to be trusted (and Buffer's slice would be a view).
      const copy = Uint8Array.from(data.subarray(begin, end));
      return { name, shape, values: types[dtype].read(copy.buffer) };
    },
  );
  return { tensors, metadata };
}

/** A whole file with numbers of another type is no broken one. @throws UserError */
function requireKnownType(name: string, entry: unknown, file: string): void {
  const dtype = typeof entry === 'object' && entry !== null && 'dtype' in entry ? entry.dtype : undefined;
  if (typeof dtype !== 'string' || !/^[A-Z][A-Z0-9_]{1,15}$/.test(dtype) || Object.hasOwn(types, dtype)) return;
  throw new UserError({
    rule: `tensors of ${file} must be of a type that is read: ${Object.keys(types).join(', ')}`,
    received: `${dtype} in ${name}`,
    fix: 'convert it: model.float() before it is saved',
  });
}

/** Arrays one after the other, as the format demands: where they share bytes, a small file could fill the memory. */
function requireNoGaps(entries: readonly [string, Entry][], dataLength: number): void {
  const inOrder = entries.toSorted(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  );
  let end = 0;
  for (const [name, { data_offsets }] of inOrder) {
    if (data_offsets[0] !== end)
      throw new BrokenHeader(`tensor ${name} from byte ${data_offsets[0]}, and not ${end}, on`);
    end = data_offsets[1];
  }
  if (end !== dataLength) throw new BrokenHeader(`tensors of ${end} bytes in ${dataLength}`);
}

function isEntry(entry: unknown, dataLength: number): entry is Entry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { dtype, shape, data_offsets } = entry as Partial<Entry>;
  if (!dtype || !Object.hasOwn(types, dtype) || !Array.isArray(shape) || !Array.isArray(data_offsets)) return false;
  const [begin, end] = data_offsets as unknown[];
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  if (!isCount(begin) || !isCount(end) || begin > end || end > dataLength || !shape.every(isCount)) return false;
  return shape.reduce((product, side) => product * side, types[dtype].size) === end - begin;
}
