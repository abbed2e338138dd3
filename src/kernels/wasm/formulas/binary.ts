// The binary format of WebAssembly, as far as a module of a few functions on an imported memory needs it.
// https://webassembly.github.io/spec/core/binary/

/** Bytes, and bytes within bytes: they are put in a row once, at the end. */
export type Bytes = readonly (number | Bytes | Uint8Array)[];

/** All of them in a row. */
export function inARow(bytes: Bytes): Uint8Array<ArrayBuffer> {
  const length = (part: Bytes): number =>
    part.reduce<number>((sum, one) => sum + (typeof one === 'number' ? 1 : isRow(one) ? one.length : length(one)), 0);
  const row = new Uint8Array(length(bytes));
  let at = 0;
  const put = (part: Bytes): void => {
    for (const one of part) {
      if (typeof one === 'number') row[at++] = one;
      else if (isRow(one)) {
        row.set(one, at);
        at += one.length;
      } else put(one);
    }
  };
  put(bytes);
  return row;
}

const isRow = (bytes: Bytes | Uint8Array): bytes is Uint8Array => bytes instanceof Uint8Array;

/** A whole number of at most 32 bits, seven bits in a byte (LEB128). */
export function unsigned(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 127;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 128);
  } while (rest !== 0);
  return bytes;
}

/** The same with a sign. */
export function signed(value: number): Bytes {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = rest & 127;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
    bytes.push(isLast ? low : low | 128);
    if (isLast) return bytes;
  }
}

/** Items with their number before them. */
const list = (items: readonly Bytes[]): Bytes => [unsigned(items.length), items];
function sized(bytes: Bytes): Bytes {
  const row = inARow(bytes);
  return [unsigned(row.length), row];
}
const name = (text: string): Bytes => sized([new TextEncoder().encode(text)]);
const section = (id: number, bytes: Bytes): Bytes => [id, sized(bytes)];

/** Types of numbers, as they are written. */
export const types = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type NumberType = keyof typeof types;

/** What a function takes and gives. */
export interface Signature {
  readonly takes: readonly NumberType[];
  readonly gives: readonly NumberType[];
}

export interface FunctionCode extends Signature {
  /** The name that it is exported by; none for what only this module calls. */
  readonly name?: string;
  /** Types of the variables beside its arguments. */
  readonly locals: readonly { readonly type: NumberType; readonly count: number }[];
  /** Instructions, without the end. */
  readonly body: Bytes;
}

/** A function that a module is given when it is made, as `env.name`; imports are numbered before its own functions. */
export interface ImportedFunction extends Signature {
  readonly name: string;
}

/** The most pages of 64 KiB that a memory of an engine may have. */
const MOST_PAGES = 65_536;

/** A module whose functions work on the shared memory `env.memory`. */
export function moduleBytes(
  imported: readonly ImportedFunction[],
  functions: readonly FunctionCode[],
): Uint8Array<ArrayBuffer> {
  const all: readonly Signature[] = [...imported, ...functions];
  const numbers = (kinds: readonly NumberType[]): Bytes => list(kinds.map((kind) => [types[kind]]));
  // One type for each function: equal ones may stand twice.
  const signatures = all.map(({ takes, gives }) => [0x60, numbers(takes), numbers(gives)]);
  const memory = [name('env'), name('memory'), 2, 3, unsigned(1), unsigned(MOST_PAGES)];
  const imports = imported.map((one, k) => [name('env'), name(one.name), 0, unsigned(k)]);
  const exports = functions.flatMap((one, k) =>
    one.name === undefined ? [] : [[name(one.name), 0, unsigned(imported.length + k)]],
  );
  const code = functions.map(({ locals, body }) =>
    sized([list(locals.map(({ type, count }) => [unsigned(count), types[type]])), body, 0x0b]),
  );
  return inARow([
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, list(signatures)),
    section(2, list([memory, ...imports])),
    section(3, list(functions.map((_, k) => unsigned(imported.length + k)))),
    section(7, list(exports)),
    section(10, list(code)),
  ]);
}
