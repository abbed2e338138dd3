// The first layer by non-zero inputs only: exact, since a zero adds nothing. A row's non-zeros are entries of 8 bytes,
// {i32 input, f32 value}, in rising order of inputs. Here W[I][...] lies in rows, `stride` bytes apart, 8 columns aligned.

import { madd, zero } from './simd';

// Columns are taken in blocks of 48 that stay in 12 registers, then 32, then 8: the most for which V8 finds registers.

/** Bytes of the next block of columns, of which `left` bytes are still to do. */
@inline
export function blockBytes(left: usize): usize {
  return left >= 192 ? 192 : left >= 128 ? 128 : 32;
}

/**
 * z = bias + the sum over entries of value * W[input], for one block of columns: W, bias and z are the addresses of its
 * first.
 */
export function sparseRow(entries: usize, count: i32, W: usize, stride: usize, bias: usize, z: usize, block: usize): void {
  const end = entries + (<usize>count << 3);
  if (block == 192) forward12(entries, end, W, stride, bias, z);
  else if (block == 128) forward8(entries, end, W, stride, bias, z);
  else forward2(entries, end, W, stride, bias, z);
}

/**
 * g = the sum over the rows that hold an input of value * dz[row][c..], for one block of columns. Entries are
 * {u32 address of dz's row, f32 value}; c is in bytes.
 */
export function sparseGradient(entries: usize, end: usize, c: usize, g: usize, block: usize): void {
  if (block == 192) gradient12(entries, end, c, g);
  else if (block == 128) gradient8(entries, end, c, g);
  else gradient2(entries, end, c, g);
}

function forward12(entries: usize, end: usize, W: usize, stride: usize, bias: usize, z: usize): void {
  let s0 = v128.load(bias), s1 = v128.load(bias, 16), s2 = v128.load(bias, 32), s3 = v128.load(bias, 48);
  let s4 = v128.load(bias, 64), s5 = v128.load(bias, 80), s6 = v128.load(bias, 96), s7 = v128.load(bias, 112);
  let s8 = v128.load(bias, 128), s9 = v128.load(bias, 144), sa = v128.load(bias, 160), sb = v128.load(bias, 176);
  for (; entries < end; entries += 8) {
    const w = W + <usize>load<u32>(entries) * stride;
    const v = v128.load_splat<f32>(entries, 4);
    s0 = madd(v, v128.load(w), s0); s1 = madd(v, v128.load(w, 16), s1);
    s2 = madd(v, v128.load(w, 32), s2); s3 = madd(v, v128.load(w, 48), s3);
    s4 = madd(v, v128.load(w, 64), s4); s5 = madd(v, v128.load(w, 80), s5);
    s6 = madd(v, v128.load(w, 96), s6); s7 = madd(v, v128.load(w, 112), s7);
    s8 = madd(v, v128.load(w, 128), s8); s9 = madd(v, v128.load(w, 144), s9);
    sa = madd(v, v128.load(w, 160), sa); sb = madd(v, v128.load(w, 176), sb);
  }
  v128.store(z, s0); v128.store(z, s1, 16); v128.store(z, s2, 32); v128.store(z, s3, 48);
  v128.store(z, s4, 64); v128.store(z, s5, 80); v128.store(z, s6, 96); v128.store(z, s7, 112);
  v128.store(z, s8, 128); v128.store(z, s9, 144); v128.store(z, sa, 160); v128.store(z, sb, 176);
}

function forward8(entries: usize, end: usize, W: usize, stride: usize, bias: usize, z: usize): void {
  let s0 = v128.load(bias), s1 = v128.load(bias, 16), s2 = v128.load(bias, 32), s3 = v128.load(bias, 48);
  let s4 = v128.load(bias, 64), s5 = v128.load(bias, 80), s6 = v128.load(bias, 96), s7 = v128.load(bias, 112);
  for (; entries < end; entries += 8) {
    const w = W + <usize>load<u32>(entries) * stride;
    const v = v128.load_splat<f32>(entries, 4);
    s0 = madd(v, v128.load(w), s0); s1 = madd(v, v128.load(w, 16), s1);
    s2 = madd(v, v128.load(w, 32), s2); s3 = madd(v, v128.load(w, 48), s3);
    s4 = madd(v, v128.load(w, 64), s4); s5 = madd(v, v128.load(w, 80), s5);
    s6 = madd(v, v128.load(w, 96), s6); s7 = madd(v, v128.load(w, 112), s7);
  }
  v128.store(z, s0); v128.store(z, s1, 16); v128.store(z, s2, 32); v128.store(z, s3, 48);
  v128.store(z, s4, 64); v128.store(z, s5, 80); v128.store(z, s6, 96); v128.store(z, s7, 112);
}

function forward2(entries: usize, end: usize, W: usize, stride: usize, bias: usize, z: usize): void {
  let s0 = v128.load(bias), s1 = v128.load(bias, 16);
  for (; entries < end; entries += 8) {
    const w = W + <usize>load<u32>(entries) * stride;
    const v = v128.load_splat<f32>(entries, 4);
    s0 = madd(v, v128.load(w), s0); s1 = madd(v, v128.load(w, 16), s1);
  }
  v128.store(z, s0); v128.store(z, s1, 16);
}

function gradient12(entries: usize, end: usize, c: usize, g: usize): void {
  let s0 = zero(), s1 = zero(), s2 = zero(), s3 = zero(), s4 = zero(), s5 = zero();
  let s6 = zero(), s7 = zero(), s8 = zero(), s9 = zero(), sa = zero(), sb = zero();
  for (; entries < end; entries += 8) {
    const d = <usize>load<u32>(entries) + c;
    const v = v128.load_splat<f32>(entries, 4);
    s0 = madd(v, v128.load(d), s0); s1 = madd(v, v128.load(d, 16), s1);
    s2 = madd(v, v128.load(d, 32), s2); s3 = madd(v, v128.load(d, 48), s3);
    s4 = madd(v, v128.load(d, 64), s4); s5 = madd(v, v128.load(d, 80), s5);
    s6 = madd(v, v128.load(d, 96), s6); s7 = madd(v, v128.load(d, 112), s7);
    s8 = madd(v, v128.load(d, 128), s8); s9 = madd(v, v128.load(d, 144), s9);
    sa = madd(v, v128.load(d, 160), sa); sb = madd(v, v128.load(d, 176), sb);
  }
  v128.store(g, s0); v128.store(g, s1, 16); v128.store(g, s2, 32); v128.store(g, s3, 48);
  v128.store(g, s4, 64); v128.store(g, s5, 80); v128.store(g, s6, 96); v128.store(g, s7, 112);
  v128.store(g, s8, 128); v128.store(g, s9, 144); v128.store(g, sa, 160); v128.store(g, sb, 176);
}

function gradient8(entries: usize, end: usize, c: usize, g: usize): void {
  let s0 = zero(), s1 = zero(), s2 = zero(), s3 = zero(), s4 = zero(), s5 = zero();
  let s6 = zero(), s7 = zero();
  for (; entries < end; entries += 8) {
    const d = <usize>load<u32>(entries) + c;
    const v = v128.load_splat<f32>(entries, 4);
    s0 = madd(v, v128.load(d), s0); s1 = madd(v, v128.load(d, 16), s1);
    s2 = madd(v, v128.load(d, 32), s2); s3 = madd(v, v128.load(d, 48), s3);
    s4 = madd(v, v128.load(d, 64), s4); s5 = madd(v, v128.load(d, 80), s5);
    s6 = madd(v, v128.load(d, 96), s6); s7 = madd(v, v128.load(d, 112), s7);
  }
  v128.store(g, s0); v128.store(g, s1, 16); v128.store(g, s2, 32); v128.store(g, s3, 48);
  v128.store(g, s4, 64); v128.store(g, s5, 80); v128.store(g, s6, 96); v128.store(g, s7, 112);
}

function gradient2(entries: usize, end: usize, c: usize, g: usize): void {
  let s0 = zero(), s1 = zero();
  for (; entries < end; entries += 8) {
    const d = <usize>load<u32>(entries) + c;
    const v = v128.load_splat<f32>(entries, 4);
    s0 = madd(v, v128.load(d), s0); s1 = madd(v, v128.load(d, 16), s1);
  }
  v128.store(g, s0); v128.store(g, s1, 16);
}

/** Writes the entries of a row of bytes at rest: inputs[count] u16, bytes[count] u8, values by table[256] f32. */
export function decodeRow(inputs: usize, bytes: usize, count: i32, table: usize, entries: usize): void {
  for (let k: usize = 0; k < <usize>count; k++) {
    store<u32>(entries, load<u16>(inputs + (k << 1)));
    store<f32>(entries, load<f32>(table + (<usize>load<u8>(bytes + k) << 2)), 4);
    entries += 8;
  }
}

/**
 * Entries of B rows (each `perRow` bytes from the last, counts[B]) turned around for inputs `first`..`last`: on return
 * starts[input - first] is where the entries {address of dz's row, value} of that input begin, starts[last - first]
 * where they end.
 */
export function transposeEntries(B: i32, rows: usize, perRow: usize, counts: usize, first: u32, last: u32, dz: usize, dzStride: usize, starts: usize, turned: usize): void {
  const inputs = <usize>(last - first);
  memory.fill(starts, 0, (inputs + 1) << 2);
  // Counts stand one place ahead of their input, so that the prefix sums below come out as beginnings.
  for (let row: usize = 0; row < <usize>B; row++) {
    let e = rows + row * perRow;
    const end = e + (<usize>load<i32>(counts + (row << 2)) << 3);
    for (e = seek(e, end, first); e < end; e += 8) {
      const input = load<u32>(e);
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
    let e = rows + row * perRow;
    const end = e + (<usize>load<i32>(counts + (row << 2)) << 3);
    const address = dz + row * dzStride;
    for (e = seek(e, end, first); e < end; e += 8) {
      const input = load<u32>(e);
      if (input >= last) break;
      const place = starts + (<usize>(input - first) << 2);
      const to = <usize>load<u32>(place);
      store<u32>(to, <u32>address);
      store<u32>(to, load<u32>(e, 4), 4);
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
  let high = (end - e) >> 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<u32>(e + (middle << 3)) < first) low = middle + 1;
    else high = middle;
  }
  return e + (low << 3);
}
