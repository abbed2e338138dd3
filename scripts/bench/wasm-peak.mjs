import { loadModule } from '../../dist/kernels/wasm/load.js';

/**
 * What this machine's WebAssembly can do at most: multiply-adds on registers only, and reads from memory only.
 * The module is put together byte by byte here, so that the yardstick shares nothing with what it measures.
 *
 * @typedef {object} Peak
 * @property {number} fused GFLOP/s of fused multiply-adds on 128-bit vectors; 0 where relaxed SIMD is missing
 * @property {number} mulAdd GFLOP/s of multiplications and additions
 * @property {number} best the larger of them
 * @property {number} memory GB/s read from main memory
 * @property {number} cache GB/s read from the nearest cache
 */

/** @returns {Peak} */
export function measurePeak() {
  const fusedModule = multiplyAddModule(true);
  const fused = WebAssembly.validate(fusedModule) ? gflops(fusedModule) : 0;
  const mulAdd = gflops(multiplyAddModule(false));
  const { run: read, memory: store } = instantiate(readModule());
  // Pages that nobody wrote to are all one and the same.
  new Uint8Array(store.buffer).fill(1);
  const bytesPerSecond = (/** @type {number} */ bytes, /** @type {number} */ passes) =>
    (bytes * passes) / fastest(() => read(passes, bytes));
  const [memory, cache] = [bytesPerSecond(MEMORY_BYTES, 4) / 1e9, bytesPerSecond(3 * 2 ** 12, 20_000) / 1e9];
  return { fused, mulAdd, best: Math.max(fused, mulAdd), memory, cache };
}

// Lets Node 20 run relaxed SIMD, which it does only if told before the first compilation.
loadModule();

/** Independent sums: enough to hide the latency, few enough to stay in 16 registers. */
const SUMS = 12;
const UNROLL = 4;
const TURNS = 1_000_000;
/** Beyond any cache; a whole number of the 192 bytes that a turn reads. */
const MEMORY_BYTES = 3 * 2 ** 26;

function gflops(/** @type {Uint8Array} */ module) {
  const { run } = instantiate(module);
  return (TURNS * UNROLL * SUMS * 4 * 2) / fastest(() => run(TURNS)) / 1e9;
}

/** Seconds of the fastest of ten: a peak is what is possible, not what is usual. */
function fastest(/** @type {() => void} */ task) {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 10; k++) {
    const started = performance.now();
    task();
    least = Math.min(least, performance.now() - started);
  }
  return least / 1000;
}

/** @returns {{ run: (...numbers: number[]) => number, memory: WebAssembly.Memory }} */
function instantiate(/** @type {Uint8Array} */ module) {
  return /** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(module)).exports);
}

const [I32, F32, V128] = [0x7f, 0x7d, 0x7b];
const ADD = [0xfd, 0xe4, 0x01];
const MUL = [0xfd, 0xe6, 0x01];
const FUSED = [0xfd, 0x85, 0x02];
const get = (/** @type {number} */ local) => [0x20, local];
const set = (/** @type {number} */ local) => [0x21, local];
const i32 = (/** @type {number} */ value) => [0x41, ...signed(value)];
const splat = (/** @type {number} */ value) => [0x43, ...new Uint8Array(new Float32Array([value]).buffer), 0xfd, 0x13];
const times = (/** @type {number} */ n, /** @type {(k: number) => number[]} */ code) =>
  Array.from({ length: n }, (_, k) => code(k)).flat();
/** local -= 1, and again from the loop's start while it is not 0 */
const again = (/** @type {number} */ local) => [...get(local), ...i32(1), 0x6b, 0x22, local, 0x0d, 0];
/** The sum of the vectors in `n` locals; its first lane. */
const total = (/** @type {number} */ first, /** @type {number} */ n) => [
  ...get(first),
  ...times(n - 1, (k) => [...get(first + 1 + k), ...ADD]),
  ...[0xfd, 0x1f, 0],
];

/** run(turns): sum += a * b in one instruction, or sum = sum * a + b in two. */
function multiplyAddModule(/** @type {boolean} */ fused) {
  const [a, b, first] = [1, 2, 3];
  const one = (/** @type {number} */ sum) =>
    fused
      ? [...get(a), ...get(b), ...get(sum), ...FUSED, ...set(sum)]
      : [...get(sum), ...get(a), ...MUL, ...get(b), ...ADD, ...set(sum)];
  const body = [
    ...[...splat(0.999), ...set(a), ...splat(0.001), ...set(b)],
    ...times(SUMS, (k) => [...splat(k), ...set(first + k)]),
    ...[0x03, 0x40, ...times(UNROLL * SUMS, (k) => one(first + (k % SUMS))), ...again(0), 0x0b],
    ...total(first, SUMS),
  ];
  return moduleOf(1, [[2 + SUMS, V128]], body, 1);
}

/** run(passes, bytes): adds up all vectors in the first bytes of memory. */
function readModule() {
  const [at, first, n] = [2, 3, 12];
  const one = (/** @type {number} */ k) => [
    ...get(at),
    0xfd,
    0,
    4,
    ...unsigned(16 * k),
    ...get(first + k),
    ...ADD,
    ...set(first + k),
  ];
  const body = [
    ...[0x03, 0x40, ...i32(0), ...set(at)],
    ...[0x03, 0x40, ...times(n, one)],
    ...[...get(at), ...i32(16 * n), 0x6a, 0x22, at, ...get(1), 0x49, 0x0d, 0, 0x0b],
    ...[...again(0), 0x0b],
    ...total(first, n),
  ];
  const locals = /** @type {[number, number][]} */ ([
    [1, I32],
    [n, V128],
  ]);
  return moduleOf(2, locals, body, MEMORY_BYTES / 65536);
}

/** A module with a memory and a function `run` of so many i32, which gives an f32; exports both. */
function moduleOf(
  /** @type {number} */ parameters,
  /** @type {[number, number][]} */ locals,
  /** @type {number[]} */ body,
  /** @type {number} */ pages,
) {
  const code = [locals.length, ...locals.flat(), ...body, 0x0b];
  const section = (/** @type {number} */ id, /** @type {number[]} */ bytes) => [
    id,
    ...unsigned(bytes.length),
    ...bytes,
  ];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, parameters, ...times(parameters, () => [I32]), 1, F32]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, ...unsigned(pages)]),
    ...section(7, [2, 3, ...Buffer.from('run'), 0, 0, 6, ...Buffer.from('memory'), 2, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}

/** LEB128 @returns {number[]} */
function unsigned(/** @type {number} */ value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** Signed LEB128, of numbers that are not negative. @returns {number[]} */
function signed(/** @type {number} */ value) {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}
