import { type Bytes, signed, unsigned } from './binary.ts';

/** Instructions of fixed-width and relaxed SIMD begin with this byte. */
const simd = (code: number): Bytes => [0xfd, unsigned(code)];

/** Operations on vectors, in the order of the specification. The shapes f32x4 and f64x2 have most of them. */
export const vectorCodes = {
  'v128.not': 77,
  'v128.and': 78,
  'v128.andnot': 79,
  'v128.or': 80,
  'v128.xor': 81,
  'v128.bitselect': 82,
  'f32x4.demote_f64x2_zero': 94,
  'f64x2.promote_low_f32x4': 95,
  'f32x4.splat': 19,
  'f64x2.splat': 20,
  'f32x4.eq': 65,
  'f32x4.lt': 67,
  'f32x4.gt': 68,
  'f32x4.le': 69,
  'f32x4.ge': 70,
  'f64x2.eq': 71,
  'f64x2.lt': 73,
  'f64x2.gt': 74,
  'f64x2.le': 75,
  'f64x2.ge': 76,
  'f32x4.nearest': 106,
  'f64x2.nearest': 148,
  'i32x4.add': 174,
  'i32x4.sub': 177,
  'i64x2.add': 206,
  'i64x2.sub': 209,
  'f32x4.abs': 224,
  'f32x4.neg': 225,
  'f32x4.sqrt': 227,
  'f32x4.add': 228,
  'f32x4.sub': 229,
  'f32x4.mul': 230,
  'f32x4.div': 231,
  'f32x4.min': 232,
  'f32x4.max': 233,
  'f32x4.pmin': 234,
  'f32x4.pmax': 235,
  'f64x2.abs': 236,
  'f64x2.neg': 237,
  'f64x2.sqrt': 239,
  'f64x2.add': 240,
  'f64x2.sub': 241,
  'f64x2.mul': 242,
  'f64x2.div': 243,
  'f64x2.min': 244,
  'f64x2.max': 245,
  'f64x2.pmin': 246,
  'f64x2.pmax': 247,
  'f32x4.relaxed_madd': 0x105,
  'f64x2.relaxed_madd': 0x107,
} as const;

export type VectorOperation = keyof typeof vectorCodes;

export const vector = (operation: VectorOperation): Bytes => simd(vectorCodes[operation]);

/** Shifts of every number in a vector; by how much is a constant here. */
const shiftCodes = {
  'i32x4.shl': 171,
  'i32x4.shr_s': 172,
  'i32x4.shr_u': 173,
  'i64x2.shl': 203,
  'i64x2.shr_u': 205,
} as const;
export type Shift = keyof typeof shiftCodes;
export const shift = (operation: Shift, by: number): Bytes => [constant.i32(by), simd(shiftCodes[operation])];

/** The 16 bytes of two vectors side by side, in the order that the numbers of their 64-bit halves tell. */
export const shuffleHalves = (lower: number, upper: number): Bytes => [
  simd(13),
  [lower, upper].flatMap((half) => Array.from({ length: 8 }, (_, k) => half * 8 + k)),
];

/** A vector, from its 16 bytes. */
export const vectorConstant = (bytes: Bytes): Bytes => [simd(12), bytes];

/** Whether any bit of a vector is set. */
export const anyTrue = simd(83);

export const constant = {
  i32: (value: number): Bytes => [0x41, signed(value)],
  f32: (value: number): Bytes => [0x43, new Uint8Array(Float32Array.of(value).buffer)],
  f64: (value: number): Bytes => [0x44, new Uint8Array(Float64Array.of(value).buffer)],
};

export const local = {
  get: (index: number): Bytes => [0x20, unsigned(index)],
  set: (index: number): Bytes => [0x21, unsigned(index)],
  tee: (index: number): Bytes => [0x22, unsigned(index)],
};

/** Reads and writes at an address on the stack, `offset` bytes further; of single numbers the place in the vector. */
const memory = (align: number, offset = 0): Bytes => [align, unsigned(offset)];
export const load = {
  v128: (offset = 0): Bytes => [simd(0), memory(2, offset)],
  /** One float32 into the first place of a vector, the rest 0; or into all places. */
  one: [simd(92), memory(2)],
  everywhere: [simd(9), memory(2)],
  /** One float32 into that place of a vector on the stack. */
  lane: (lane: number, offset: number): Bytes => [simd(86), memory(2, offset), lane],
};
export const store = {
  v128: (offset = 0): Bytes => [simd(11), memory(2, offset)],
  lane: (lane: number, offset = 0): Bytes => [simd(90), memory(2, offset), lane],
};

export const lane = {
  f64: (index: number): Bytes => [simd(33), index],
  replaceF64: (index: number): Bytes => [simd(34), index],
};

/** Operations on single numbers. */
export const scalar = {
  addI32: [0x6a],
  subI32: [0x6b],
  lessI32: [0x48],
  greaterI32: [0x4a],
  addF64: [0xa0],
  promote: [0xbb],
} as const satisfies Record<string, Bytes>;

export const call = (index: number): Bytes => [0x10, unsigned(index)];

/** Control: what stands inside ends by itself. */
export const loop = (inside: Bytes): Bytes => [0x03, 0x40, inside, 0x0b];
export const block = (inside: Bytes): Bytes => [0x02, 0x40, inside, 0x0b];
export const ifThen = (inside: Bytes): Bytes => [0x04, 0x40, inside, 0x0b];
/** A vector, from one branch or the other. */
export const ifElse = (yes: Bytes, no: Bytes): Bytes => [0x04, 0x7b, yes, 0x05, no, 0x0b];
export const branch = (levels: number): Bytes => [0x0c, unsigned(levels)];
export const branchIf = (levels: number): Bytes => [0x0d, unsigned(levels)];
