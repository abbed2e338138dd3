// Small changes that break files: of bytes, of lines, of JSON and of JavaScript's favourite traps. All draws come from
// one random stream, so that a seed repeats a file.

/** @typedef {import('../../dist/util/random.js').RandomStream} Random */
/** @typedef {(bytes: Buffer, random: Random) => Buffer} Mutation */

const pick = (/** @type {Random} */ random, /** @type {readonly any[]} */ list) => list[random.below(list.length)];
const join = (/** @type {Uint8Array[]} */ ...parts) => Buffer.concat(parts);
const asText = (/** @type {Buffer} */ bytes) => bytes.toString('latin1');
const asBytes = (/** @type {string} */ text) => Buffer.from(text, 'latin1');

/** A place and one behind it, more often near each other than not. */
function range(/** @type {Buffer} */ bytes, /** @type {Random} */ random) {
  const start = random.below(bytes.length + 1);
  const most = random.uniform() < 0.7 ? 16 : bytes.length;
  return [start, Math.min(bytes.length, start + random.below(most + 1))];
}

/** Numbers that length fields do not expect. */
const LENGTHS = [0, 1, 3, 255, 0x7f, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x10000, 28];
const GARBAGE = [
  '\0',
  '\xff',
  '\ufeff',
  '"',
  ',',
  ';',
  '\t',
  '\r',
  '\n',
  '\u001b[31m',
  '{}',
  '[]',
  '0',
  '\xef\xbb\xbf',
];
/** Repeated, these are what parsers run out of stack, time or memory on. */
const REPEATED = [
  '[',
  '{"a":',
  '[[],',
  '1',
  '1,',
  ',',
  '"',
  '""',
  '\n',
  '\r',
  ' ',
  '\\',
  '- ',
  '\0',
  '9',
  '(',
  '{',
  '&a ',
];
const NUMBERS = [
  '1e999',
  '-1',
  '0',
  '-0',
  '9007199254740993',
  'NaN',
  '-Infinity',
  '1e308',
  '0x10',
  '1.5',
  '1e-400',
  '',
];
const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'then', '', '\u202e'];
const VALUES = ['null', '[]', '{}', '""', 'true', '{"__proto__":{"polluted":1}}', '[null]', '"\\u0000"', '1e999', '-1'];

/** @type {Record<string, Mutation>} */
const ofBytes = {
  truncate: (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  behead: (bytes, random) => bytes.subarray(random.below(Math.min(bytes.length, 64) + 1)),
  flipBit: (bytes, random) => changed(bytes, random, (value) => value ^ (1 << random.below(8))),
  setByte: (bytes, random) => changed(bytes, random, () => pick(random, [0, 255, 10, 34, 127, 128, random.below(256)])),
  lengthField(bytes, random) {
    const result = Buffer.from(bytes);
    const width = pick(random, [1, 2, 4, 8]);
    // Fields of length stand at the beginning of most formats.
    const at = random.below(random.uniform() < 0.7 ? Math.min(bytes.length, 24) + 1 : bytes.length + 1);
    if (at + width > bytes.length) return result;
    const value = pick(random, LENGTHS);
    if (width === 8) result.writeBigUInt64LE(BigInt(value) << BigInt(pick(random, [0, 0, 31, 32])), at);
    else if (random.uniform() < 0.5) result.writeUIntBE(value % 256 ** width, at, width);
    else result.writeUIntLE(value % 256 ** width, at, width);
    return result;
  },
  remove(bytes, random) {
    const [start, end] = range(bytes, random);
    return join(bytes.subarray(0, start), bytes.subarray(end));
  },
  repeat(bytes, random) {
    const [start, end] = range(bytes, random);
    return join(bytes.subarray(0, end), bytes.subarray(start, end), bytes.subarray(end));
  },
  swap(bytes, random) {
    const [a, b, c] = [0, 0, 0].map(() => random.below(bytes.length + 1)).sort((x, y) => x - y);
    return join(bytes.subarray(0, a), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(c));
  },
  zero(bytes, random) {
    const [start, end] = range(bytes, random);
    return Buffer.from(bytes).fill(0, start, end);
  },
  insert: (bytes, random) => inserted(bytes, random, pick(random, GARBAGE)),
  append: (bytes, random) => join(bytes, asBytes(pick(random, GARBAGE).repeat(1 + random.below(9)))),
  // Few, since each takes a hundred times as long to read as others.
  flood: (bytes, random) =>
    inserted(bytes, random, pick(random, REPEATED).repeat(random.uniform() < 0.05 ? 60_000 : random.below(3000))),
  same: (bytes) => bytes,
};

/** @type {Record<string, Mutation>} */
const ofText = {
  number: replaced(/-?\d+(?:\.\d+)?/g, NUMBERS),
  word: replaced(/[A-Za-z_]\w*/g, [...KEYS, 'relu', 'a'.repeat(5000)]),
  value: replaced(/"[^"\n]*"(?!\s*:)|\b(?:true|false|null|-?\d[\d.e+-]*)\b/g, VALUES),
  duplicateKey: spliced(/"[^"\n]*"\s*:/g, (key, random) => `${key}${pick(random, VALUES)},${key}`),
  evilKey: spliced(/\{/g, (_, random) => `{"${pick(random, KEYS)}":${pick(random, VALUES)},`),
  lines(bytes, random) {
    const lines = asText(bytes).split('\n');
    const [from, to] = [random.below(lines.length), random.below(lines.length)];
    const [line] = random.uniform() < 0.5 ? lines.splice(from, 1) : [lines[from]];
    if (random.uniform() < 0.7) lines.splice(to, 0, line);
    return asBytes(lines.join('\n'));
  },
  carriageReturns: (bytes) => asBytes(asText(bytes).replaceAll('\n', '\r\n')),
  mark: (bytes) => join(asBytes('\xef\xbb\xbf'), bytes),
  wide: (bytes) => Buffer.from(`\ufeff${bytes}`, 'utf16le'),
};

function changed(
  /** @type {Buffer} */ bytes,
  /** @type {Random} */ random,
  /** @type {(value: number) => number} */ to,
) {
  const result = Buffer.from(bytes);
  const at = random.below(bytes.length);
  if (bytes.length > 0) result[at] = to(result[at]);
  return result;
}

function inserted(/** @type {Buffer} */ bytes, /** @type {Random} */ random, /** @type {string} */ text) {
  const at = random.below(bytes.length + 1);
  return join(bytes.subarray(0, at), asBytes(text), bytes.subarray(at));
}

/** Puts one of `texts` in the place of one match. */
function replaced(/** @type {RegExp} */ pattern, /** @type {readonly string[]} */ texts) {
  return spliced(pattern, (_, random) => pick(random, texts));
}

/** @returns {Mutation} */
function spliced(/** @type {RegExp} */ pattern, /** @type {(match: string, random: Random) => string} */ make) {
  return (bytes, random) => {
    const text = asText(bytes);
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return bytes;
    const { 0: match, index } = pick(random, found);
    return asBytes(text.slice(0, index) + make(match, random) + text.slice(index + match.length));
  };
}

/**
 * What surrounds bytes in a file: compression, a header of a length that is told before it.
 * @typedef {object} Envelope
 * @property {(file: Buffer) => Buffer} open the bytes inside
 * @property {(inside: Buffer, file: Buffer) => Buffer} close the file around other bytes
 */

/**
 * One to four changes. Half of the files with an envelope are changed inside it, so that what checks the outside does
 * not keep all of it from what reads the inside.
 * @param {Buffer} file
 * @param {Random} random
 * @param {{ text: boolean, envelope?: Envelope }} how
 */
export function mutated(file, random, { text, envelope }) {
  if (envelope && random.uniform() < 0.5) {
    return envelope.close(changedOften(envelope.open(file), random, true), file);
  }
  return changedOften(file, random, text);
}

function changedOften(/** @type {Buffer} */ bytes, /** @type {Random} */ random, /** @type {boolean} */ text) {
  const [bytesToo, textToo] = [Object.values(ofBytes), Object.values(ofText)];
  let result = bytes;
  for (let left = 1 + random.below(random.uniform() < 0.5 ? 1 : 4); left > 0; left--) {
    result = pick(random, text && random.uniform() < 0.6 ? textToo : bytesToo)(result, random);
  }
  return result;
}
