import { UserError } from '../../util/user-error.ts';
import { message as joined, tag, varint } from '../protobuf.ts';

/**
 * The part of protobuf's wire format that ONNX files need: messages declared as tables of fields, written to bytes and
 * read from bytes that nobody vouches for. Fields that a table does not list are skipped.
 * Source: Protocol Buffers, Encoding (protobuf.dev).
 */

/** How one value stands in the bytes. */
export interface Kind<T> {
  /** 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes. */
  readonly wire: 0 | 1 | 2 | 5;
  write(value: T): Uint8Array;
  read(bytes: Reader): T;
}

interface Field<T> {
  readonly number: number;
  /** The field's part of a message; empty where it is absent. */
  write(value: T): Uint8Array[];
  /** The value with what stands at the reader's place taken into it. */
  read(bytes: Reader, wire: number, before: T | undefined): T;
  readonly absent: T;
}

/** The object that a table of fields describes. */
type Message<F> = Lists<F> & Partial<Singles<F>>;
type Lists<F> = { readonly [K in keyof F as F[K] extends Field<readonly unknown[]> ? K : never]: ContentOf<F[K]> };
type Singles<F> = { readonly [K in keyof F as F[K] extends Field<readonly unknown[]> ? never : K]: ContentOf<F[K]> };
type ContentOf<F> = F extends Field<infer T> ? T : never;
/** What a message kind holds. */
export type Content<K> = K extends Kind<infer T> ? T : never;

/** Most entries of a list of messages: a few bytes of a file each become an object. */
const MOST_ENTRIES = 25_000;

/** Bytes that are read from front to back; every step is checked against their end. */
class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at)
      throw broken(`${length} bytes announced, ${this.bytes.length - this.at} left`);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const [byte] = this.take(1);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asIntN(64, value);
    }
    throw broken('a number of more than ten bytes');
  }

  length(): number {
    const length = Number(this.varint());
    if (length < 0) throw broken(`a length of ${length}`);
    return length;
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }
}

function broken(received: string): UserError {
  return new UserError({ rule: 'an onnx file must be a whole protobuf message', received });
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** int32, int64 and enums, as numbers: one beyond 2^53 in size is refused. */
export const integer: Kind<number> = {
  wire: 0,
  write: (value) => varint(value),
  read(bytes) {
    const value = Number(bytes.varint());
    if (Number.isSafeInteger(value)) return value;
    throw broken(`a number of ${value}`);
  },
};

export const float: Kind<number> = {
  wire: 5,
  write: (value) => new Uint8Array(Float32Array.of(value).buffer),
  read: (bytes) => viewOf(bytes.take(4)).getFloat32(0, true),
};

export const double: Kind<number> = {
  wire: 1,
  write: (value) => new Uint8Array(Float64Array.of(value).buffer),
  read: (bytes) => viewOf(bytes.take(8)).getFloat64(0, true),
};

export const raw: Kind<Uint8Array> = {
  wire: 2,
  write: (value) => joined(varint(value.length), value),
  read: (bytes) => bytes.take(bytes.length()),
};

export const text: Kind<string> = {
  wire: 2,
  write: (value) => raw.write(new TextEncoder().encode(value)),
  read: (bytes) => new TextDecoder().decode(raw.read(bytes)),
};

/** A field that is there once or not at all; of several the last counts, as protobuf has it. */
export function one<T>(number: number, kind: Kind<T>): Field<T | undefined> {
  return {
    number,
    absent: undefined,
    write: (value) => (value === undefined ? [] : [tag(number, kind.wire), kind.write(value)]),
    read: (bytes, wire) => {
      requireWire(number, wire, kind.wire);
      return kind.read(bytes);
    },
  };
}

/** A list. Numbers are written one by one and read in both ways, one by one or packed. */
export function many<T>(number: number, kind: Kind<T>): Field<readonly T[]> {
  return {
    number,
    absent: [],
    write: (values) => values.flatMap((value) => [tag(number, kind.wire), kind.write(value)]),
    read(bytes, wire, before = []) {
      // The list is the message's own, made at its first entry.
      const list = (before.length > 0 ? before : []) as T[];
      if (wire === 2 && kind.wire !== 2) {
        const packed = new Reader(raw.read(bytes));
        while (!packed.ended) list.push(kind.read(packed));
        return list;
      }
      requireWire(number, wire, kind.wire);
      list.push(kind.read(bytes));
      if (kind.wire === 2 && list.length > MOST_ENTRIES)
        throw broken(`more than ${MOST_ENTRIES} entries in field ${number}`);
      return list;
    },
  };
}

/** A message inside another one. */
export function message<F extends Record<string, Field<unknown>>>(fields: F): Kind<Message<F>> {
  return {
    wire: 2,
    write: (value) => raw.write(encode(fields, value)),
    read: (bytes) => decode(fields, raw.read(bytes)),
  };
}

/** The bytes of a whole message, as in a file. */
export function messageBytes<T>(kind: Kind<T>, value: T): Uint8Array {
  const bytes = new Reader(kind.write(value));
  return raw.read(bytes);
}

/** A whole message from a file's bytes. @throws UserError where they are none */
export function messageFrom<T>(kind: Kind<T>, bytes: Uint8Array): T {
  return kind.read(new Reader(raw.write(bytes)));
}

function encode<F extends Record<string, Field<unknown>>>(fields: F, value: Message<F>): Uint8Array {
  const table: Record<string, Field<unknown>> = fields;
  return joined(Object.entries(value).flatMap(([name, content]) => table[name].write(content)));
}

function decode<F extends Record<string, Field<unknown>>>(fields: F, content: Uint8Array): Message<F> {
  const entries = Object.entries(fields);
  const byNumber = new Map(entries.map(([name, field]) => [field.number, { name, field }]));
  const result: Record<string, unknown> = Object.fromEntries(entries.map(([name, { absent }]) => [name, absent]));
  const bytes = new Reader(content);
  while (!bytes.ended) {
    const key = Number(bytes.varint());
    const wire = key & 7;
    const known = byNumber.get(Math.floor(key / 8));
    if (known) result[known.name] = known.field.read(bytes, wire, result[known.name]);
    else skip(bytes, wire);
  }
  return result as Message<F>;
}

function skip(bytes: Reader, wire: number): void {
  if (wire === 0) bytes.varint();
  else if (wire === 1) bytes.take(8);
  else if (wire === 2) bytes.take(bytes.length());
  else if (wire === 5) bytes.take(4);
  else throw broken(`a field of wire type ${wire}`);
}

function requireWire(number: number, wire: number, expected: number): void {
  if (wire !== expected) throw broken(`field ${number} with wire type ${wire}`);
}
