/**
 * A protobuf message as bytes: fields one after another, each a tag and a value. Only what is written is there; proto3
 * readers take what is missing as 0 or empty. Many fields are given as a list.
 * Source: protobuf.dev, Encoding.
 */
export function message(...parts: readonly (Uint8Array | readonly Uint8Array[])[]): Uint8Array {
  const fields = parts.flat();
  const bytes = new Uint8Array(fields.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const field of fields) {
    bytes.set(field, at);
    at += field.length;
  }
  return bytes;
}

/** How a value is laid out: the lowest three bits of its tag. */
const wire = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;

/** An int32, int64, uint64, bool or enum field; a negative number takes ten bytes. */
export function int(field: number, value: number | bigint | boolean): Uint8Array {
  return message(tag(field, wire.varint), varint(value));
}

/** A double field. */
export function double(field: number, value: number): Uint8Array {
  return message(
    tag(field, wire.fixed64),
    littleEndian(8, (view) => view.setFloat64(0, value, true)),
  );
}

/** A float field. */
export function float(field: number, value: number): Uint8Array {
  return message(
    tag(field, wire.fixed32),
    littleEndian(4, (view) => view.setFloat32(0, value, true)),
  );
}

/** A bytes field, or a message inside this one. */
export function bytes(field: number, value: Uint8Array): Uint8Array {
  return message(tag(field, wire.delimited), varint(value.length), value);
}

/** A string field. */
export function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

/** A packed, repeated double field. */
export function doubles(field: number, values: ArrayLike<number>): Uint8Array {
  const write = (view: DataView) => {
    for (let k = 0; k < values.length; k++) view.setFloat64(8 * k, values[k], true);
  };
  return bytes(field, littleEndian(8 * values.length, write));
}

/** A packed, repeated int field. */
export function ints(field: number, values: readonly (number | bigint)[]): Uint8Array {
  return bytes(field, message(values.map(varint)));
}

/** What stands before a field's value: its number, and how it is laid out. */
export const tag = (field: number, kind: number) => varint(field * 8 + kind);

/** Seven bits a byte, the lowest first; the eighth says whether more follow. Negative numbers as 64-bit complements. */
export function varint(value: number | bigint | boolean): Uint8Array {
  const groups: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) groups.push(Number(rest & 127n) | 128);
  return Uint8Array.from([...groups, Number(rest)]);
}

function littleEndian(length: number, write: (view: DataView) => void): Uint8Array {
  const buffer = new ArrayBuffer(length);
  write(new DataView(buffer));
  return new Uint8Array(buffer);
}
