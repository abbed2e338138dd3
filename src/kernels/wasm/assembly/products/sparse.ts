// The first layer by non-zero inputs only: exact, since a zero adds nothing. A sample at rest is a list of entries of 4
// bytes, {u16 input, u16 place of its value in the table, in bytes}, in rising order of inputs. Here W[I][...] lies in
// rows, `stride` bytes apart.
//
// Columns are taken in blocks of up to 13 vectors that stay in registers, beside one for the value and one for what is
// loaded: all that V8 has. Each size of block is a loop of its own, made from one body by the compiler.

import { sgd } from '../functions/optimizers';
import { madd, zero } from '../vectors/simd';

/**
 * Vectors in the next block, of `left` that are still to do. Blocks begin at a cache line of 4 vectors, so that none is
 * fetched twice.
 */
@inline
export function blockVectors(left: i32): i32 {
  return left <= 13 ? left : left <= 16 ? 8 : 12;
}

/**
 * z = bias + the sum over entries of value * W[input], for one block of `vectors` columns: W, bias and z are the addresses
 * of its first.
 */
export function sparseRow(entries: usize, end: usize, table: usize, W: usize, stride: usize, bias: usize, z: usize, vectors: i32): void {
  switch (vectors) {
    case 13: return forward(13, entries, end, table, W, stride, bias, z);
    case 12: return forward(12, entries, end, table, W, stride, bias, z);
    case 11: return forward(11, entries, end, table, W, stride, bias, z);
    case 10: return forward(10, entries, end, table, W, stride, bias, z);
    case 9: return forward(9, entries, end, table, W, stride, bias, z);
    case 8: return forward(8, entries, end, table, W, stride, bias, z);
    case 7: return forward(7, entries, end, table, W, stride, bias, z);
    case 6: return forward(6, entries, end, table, W, stride, bias, z);
    case 5: return forward(5, entries, end, table, W, stride, bias, z);
    case 4: return forward(4, entries, end, table, W, stride, bias, z);
    case 3: return forward(3, entries, end, table, W, stride, bias, z);
    case 2: return forward(2, entries, end, table, W, stride, bias, z);
    default: forward(1, entries, end, table, W, stride, bias, z);
  }
}

@inline
function forward(n: i32, entries: usize, end: usize, table: usize, W: usize, stride: usize, bias: usize, z: usize): void {
  let s0 = v128.load(bias);
  let s1 = n > 1 ? v128.load(bias, 16) : zero();
  let s2 = n > 2 ? v128.load(bias, 32) : zero();
  let s3 = n > 3 ? v128.load(bias, 48) : zero();
  let s4 = n > 4 ? v128.load(bias, 64) : zero();
  let s5 = n > 5 ? v128.load(bias, 80) : zero();
  let s6 = n > 6 ? v128.load(bias, 96) : zero();
  let s7 = n > 7 ? v128.load(bias, 112) : zero();
  let s8 = n > 8 ? v128.load(bias, 128) : zero();
  let s9 = n > 9 ? v128.load(bias, 144) : zero();
  let sa = n > 10 ? v128.load(bias, 160) : zero();
  let sb = n > 11 ? v128.load(bias, 176) : zero();
  let sc = n > 12 ? v128.load(bias, 192) : zero();
  for (; entries < end; entries += 4) {
    const e = load<u32>(entries);
    const w = W + <usize>(e & 0xffff) * stride;
    const v = v128.load_splat<f32>(table + <usize>(e >> 16));
    s0 = madd(v, v128.load(w), s0);
    if (n > 1) s1 = madd(v, v128.load(w, 16), s1);
    if (n > 2) s2 = madd(v, v128.load(w, 32), s2);
    if (n > 3) s3 = madd(v, v128.load(w, 48), s3);
    if (n > 4) s4 = madd(v, v128.load(w, 64), s4);
    if (n > 5) s5 = madd(v, v128.load(w, 80), s5);
    if (n > 6) s6 = madd(v, v128.load(w, 96), s6);
    if (n > 7) s7 = madd(v, v128.load(w, 112), s7);
    if (n > 8) s8 = madd(v, v128.load(w, 128), s8);
    if (n > 9) s9 = madd(v, v128.load(w, 144), s9);
    if (n > 10) sa = madd(v, v128.load(w, 160), sa);
    if (n > 11) sb = madd(v, v128.load(w, 176), sb);
    if (n > 12) sc = madd(v, v128.load(w, 192), sc);
  }
  v128.store(z, s0);
  if (n > 1) v128.store(z, s1, 16);
  if (n > 2) v128.store(z, s2, 32);
  if (n > 3) v128.store(z, s3, 48);
  if (n > 4) v128.store(z, s4, 64);
  if (n > 5) v128.store(z, s5, 80);
  if (n > 6) v128.store(z, s6, 96);
  if (n > 7) v128.store(z, s7, 112);
  if (n > 8) v128.store(z, s8, 128);
  if (n > 9) v128.store(z, s9, 144);
  if (n > 10) v128.store(z, sa, 160);
  if (n > 11) v128.store(z, sb, 176);
  if (n > 12) v128.store(z, sc, 192);
}

/**
 * dW[input] of `inputs` inputs, for one block of columns: the sum over the rows that hold the input of value * dz[row][c..),
 * c in bytes. starts[inputs + 1] bounds the list of each, of entries {u32 address of dz's row, f32 value}; dW is the
 * address of the block in the first row, the others `stride` bytes apart.
 */
export function sparseGradients(starts: usize, inputs: i32, c: usize, dW: usize, stride: usize, vectors: i32): void {
  switch (vectors) {
    case 13: return gradients(13, starts, inputs, c, dW, stride, 0, 0, false);
    case 12: return gradients(12, starts, inputs, c, dW, stride, 0, 0, false);
    case 11: return gradients(11, starts, inputs, c, dW, stride, 0, 0, false);
    case 10: return gradients(10, starts, inputs, c, dW, stride, 0, 0, false);
    case 9: return gradients(9, starts, inputs, c, dW, stride, 0, 0, false);
    case 8: return gradients(8, starts, inputs, c, dW, stride, 0, 0, false);
    case 7: return gradients(7, starts, inputs, c, dW, stride, 0, 0, false);
    case 6: return gradients(6, starts, inputs, c, dW, stride, 0, 0, false);
    case 5: return gradients(5, starts, inputs, c, dW, stride, 0, 0, false);
    case 4: return gradients(4, starts, inputs, c, dW, stride, 0, 0, false);
    case 3: return gradients(3, starts, inputs, c, dW, stride, 0, 0, false);
    case 2: return gradients(2, starts, inputs, c, dW, stride, 0, 0, false);
    default: gradients(1, starts, inputs, c, dW, stride, 0, 0, false);
  }
}

/** Plain gradient descent by the same gradients, at once, by way of `scratch` for one block of a row. */
export function sparseDescent(starts: usize, inputs: i32, c: usize, W: usize, stride: usize, coefficients: usize, scratch: usize, vectors: i32): void {
  switch (vectors) {
    case 13: return gradients(13, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 12: return gradients(12, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 11: return gradients(11, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 10: return gradients(10, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 9: return gradients(9, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 8: return gradients(8, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 7: return gradients(7, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 6: return gradients(6, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 5: return gradients(5, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 4: return gradients(4, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 3: return gradients(3, starts, inputs, c, W, stride, coefficients, scratch, true);
    case 2: return gradients(2, starts, inputs, c, W, stride, coefficients, scratch, true);
    default: gradients(1, starts, inputs, c, W, stride, coefficients, scratch, true);
  }
}

@inline
function gradients(n: i32, starts: usize, inputs: i32, c: usize, to: usize, stride: usize, coefficients: usize, scratch: usize, descending: bool): void {
  // Without decay, inputs that no row holds stay as they are.
  const skipping = descending && load<f32>(coefficients, 4) == 0;
  const last = starts + (<usize>inputs << 2);
  for (; starts < last; starts += 4, to += stride) {
    let entries = <usize>load<u32>(starts);
    const end = <usize>load<u32>(starts, 4);
    if (skipping && entries == end) continue;
    let s0 = zero(), s1 = zero(), s2 = zero(), s3 = zero(), s4 = zero(), s5 = zero(), s6 = zero();
    let s7 = zero(), s8 = zero(), s9 = zero(), sa = zero(), sb = zero(), sc = zero();
    for (; entries < end; entries += 8) {
      const d = <usize>load<u32>(entries) + c;
      const v = v128.load_splat<f32>(entries, 4);
      s0 = madd(v, v128.load(d), s0);
      if (n > 1) s1 = madd(v, v128.load(d, 16), s1);
      if (n > 2) s2 = madd(v, v128.load(d, 32), s2);
      if (n > 3) s3 = madd(v, v128.load(d, 48), s3);
      if (n > 4) s4 = madd(v, v128.load(d, 64), s4);
      if (n > 5) s5 = madd(v, v128.load(d, 80), s5);
      if (n > 6) s6 = madd(v, v128.load(d, 96), s6);
      if (n > 7) s7 = madd(v, v128.load(d, 112), s7);
      if (n > 8) s8 = madd(v, v128.load(d, 128), s8);
      if (n > 9) s9 = madd(v, v128.load(d, 144), s9);
      if (n > 10) sa = madd(v, v128.load(d, 160), sa);
      if (n > 11) sb = madd(v, v128.load(d, 176), sb);
      if (n > 12) sc = madd(v, v128.load(d, 192), sc);
    }
    const g = descending ? scratch : to;
    v128.store(g, s0);
    if (n > 1) v128.store(g, s1, 16);
    if (n > 2) v128.store(g, s2, 32);
    if (n > 3) v128.store(g, s3, 48);
    if (n > 4) v128.store(g, s4, 64);
    if (n > 5) v128.store(g, s5, 80);
    if (n > 6) v128.store(g, s6, 96);
    if (n > 7) v128.store(g, s7, 112);
    if (n > 8) v128.store(g, s8, 128);
    if (n > 9) v128.store(g, s9, 144);
    if (n > 10) v128.store(g, sa, 160);
    if (n > 11) v128.store(g, sb, 176);
    if (n > 12) v128.store(g, sc, 192);
    if (descending) sgd(n << 2, to, g, coefficients);
  }
}

/**
 * The entries of B rows turned around for inputs `first`..`last`: rows[2 B] are the addresses where each row's entries
 * begin and end. On return starts[input - first] is where the entries {address of dz's row, value} of that input begin,
 * starts[last - first] where they end. begins[B] is scratch.
 */
export function transposeEntries(B: i32, rows: usize, table: usize, first: u32, last: u32, dz: usize, dzStride: usize, starts: usize, begins: usize, turned: usize): void {
  const inputs = <usize>(last - first);
  memory.fill(starts, 0, (inputs + 1) << 2);
  // Counts stand one place ahead of their input, so that the prefix sums below come out as beginnings.
  for (let row: usize = 0; row < <usize>B; row++) {
    const end = <usize>load<u32>(rows + (row << 3), 4);
    let e = seek(load<u32>(rows + (row << 3)), end, first);
    store<u32>(begins + (row << 2), <u32>e);
    for (; e < end; e += 4) {
      const input = <u32>load<u16>(e);
      if (input >= last) break;
      const place = starts + ((<usize>(input - first) + 1) << 2);
      store<u32>(place, load<u32>(place) + 8);
    }
  }
  let sum = <u32>turned;
  for (let k: usize = 0; k <= inputs; k++) {
    sum += load<u32>(starts + (k << 2));
    store<u32>(starts + (k << 2), sum);
  }
  for (let row: usize = 0; row < <usize>B; row++) {
    const end = <usize>load<u32>(rows + (row << 3), 4);
    const address = dz + row * dzStride;
    for (let e = <usize>load<u32>(begins + (row << 2)); e < end; e += 4) {
      const entry = load<u32>(e);
      const input = entry & 0xffff;
      if (input >= last) break;
      const place = starts + (<usize>(input - first) << 2);
      const to = <usize>load<u32>(place);
      store<u32>(to, <u32>address);
      store<u32>(to, load<u32>(table + <usize>(entry >> 16)), 4);
      store<u32>(place, <u32>to + 8);
    }
  }
  // Every beginning has moved to its end, which is the next one's beginning: shift them back.
  memory.copy(starts + 4, starts, inputs << 2);
  store<u32>(starts, <u32>turned);
}

/** The first entry from e on whose input is not below `first`. */
function seek(e: usize, end: usize, first: u32): usize {
  if (first == 0) return e;
  let low: usize = 0;
  let high = (end - e) >> 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (<u32>load<u16>(e + (middle << 2)) < first) low = middle + 1;
    else high = middle;
  }
  return e + (low << 2);
}
