import { UserError } from '../util/user-error.ts';

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

const types = { F64: Float64Array, F32: Float32Array } as const;
type Dtype = keyof typeof types;

/** Longest header that is read, as in the format's own library. */
const LONGEST_HEADER = 100_000_000;

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
 * Reads what {@link encodeSafetensors} writes, and F32/F64 files of others. Every length is checked against the file
 * before anything is allocated.
 * @param file for messages
 * @throws UserError where the bytes are not such a file
 */
export function decodeSafetensors(bytes: Uint8Array, file: string): SafeTensors {
  const broken = (received: string) => new UserError({ rule: `${file} must be a whole safetensors file`, received });
  if (bytes.length < 8) throw broken(`${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > Math.min(LONGEST_HEADER, bytes.length - 8))
    throw broken(`a header of ${headerLength} bytes in ${bytes.length}`);
  const { __metadata__: metadata = {}, ...entries } = parseHeader(bytes.subarray(8, 8 + headerLength), broken);
  const data = bytes.subarray(8 + headerLength);
  const tensors = Object.entries(entries).map(([name, entry]): SavedTensor => {
    if (!isEntry(entry, data.length)) throw broken(`tensor ${name} with ${JSON.stringify(entry)}`);
    const [begin, end] = entry.data_offsets;
    // A copy, since the file's own alignment is not to be trusted (and Buffer's slice would be a view).
    const copy = Uint8Array.from(data.subarray(begin, end));
    return { name, shape: entry.shape, values: new types[entry.dtype](copy.buffer) };
  });
  return { tensors, metadata: metadata as Record<string, string> };
}

function parseHeader(bytes: Uint8Array, broken: (received: string) => UserError): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof header === 'object' && header !== null && !Array.isArray(header)) return { ...header };
  } catch {
    // Falls through to the one message for every kind of header that is none.
  }
  throw broken('a header that is no JSON object');
}

function isEntry(entry: unknown, dataLength: number): entry is Entry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { dtype, shape, data_offsets } = entry as Partial<Entry>;
  if (!dtype || !Object.hasOwn(types, dtype) || !Array.isArray(shape) || !Array.isArray(data_offsets)) return false;
  const [begin, end] = data_offsets as unknown[];
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  if (!isCount(begin) || !isCount(end) || begin > end || end > dataLength || !shape.every(isCount)) return false;
  return shape.reduce((product, side) => product * side, types[dtype].BYTES_PER_ELEMENT) === end - begin;
}
