// Products of dense matrices, in tiles of 6 rows x 8 columns that stay in registers. Every entry is summed in the order
// of k, whatever tile it falls into, so that results do not depend on how rows are shared out. Loops are not unrolled:
// V8 then runs out of registers, and a third of the speed is lost.
//
// The right-hand matrix M[K][N] comes in panels of 8 columns: panel p holds M[0..K)[8p..8p+8) one row after another, the
// last one filled up with zeros. Strides are in bytes.

import { madd, zero } from '../vectors/simd';

/**
 * y[B][N8] = x[B][K] M + bias[N8]; N8 is a multiple of 8. bias = 0 (no address) for none.
 * A panel may have more rows than K: panelRows.
 */
export function gemm(B: i32, K: i32, N8: i32, x: usize, xStride: usize, panels: usize, panelRows: i32, bias: usize, y: usize, yStride: usize): void {
  const panelBytes = <usize>panelRows << 5;
  const sixes = rowsBySix(B);
  for (let n: usize = 0; n < <usize>N8; n += 8) {
    const panel = panels + (n >> 3) * panelBytes;
    const start = bias ? bias + (n << 2) : 0;
    let row = 0;
    for (; row < sixes; row += 6) tile6(K, x + <usize>row * xStride, xStride, panel, start, y + <usize>row * yStride + (n << 2), yStride);
    for (; row <= B - 4; row += 4) tile4(K, x + <usize>row * xStride, xStride, panel, start, y + <usize>row * yStride + (n << 2), yStride);
    for (; row <= B - 2; row += 2) tile2(K, x + <usize>row * xStride, xStride, panel, start, y + <usize>row * yStride + (n << 2), yStride);
    for (; row < B; row++) tile1(K, x + <usize>row * xStride, panel, start, y + <usize>row * yStride + (n << 2));
  }
}

/** How many of B rows to take by six, so that the rest goes by fours as far as it can: 16 = 4 x 4, 14 = 6 + 2 x 4. */
function rowsBySix(B: i32): i32 {
  const even = B & ~1;
  const rest = even % 6;
  return rest == 2 ? max(even - 8, 0) : even - rest;
}

export function tile6(K: i32, x0: usize, stride: usize, m: usize, bias: usize, y: usize, yStride: usize): void {
  let a00 = bias ? v128.load(bias) : zero();
  let a01 = bias ? v128.load(bias, 16) : zero();
  let a10 = a00, a11 = a01, a20 = a00, a21 = a01, a30 = a00, a31 = a01, a40 = a00, a41 = a01, a50 = a00, a51 = a01;
  let x1 = x0 + stride, x2 = x1 + stride, x3 = x2 + stride, x4 = x3 + stride, x5 = x4 + stride;
  const end = m + (<usize>K << 5);
  let b0: v128, b1: v128, s: v128;
  while (m < end) {
    b0 = v128.load(m); b1 = v128.load(m, 16);
    s = v128.load_splat<f32>(x0); a00 = madd(s, b0, a00); a01 = madd(s, b1, a01);
    s = v128.load_splat<f32>(x1); a10 = madd(s, b0, a10); a11 = madd(s, b1, a11);
    s = v128.load_splat<f32>(x2); a20 = madd(s, b0, a20); a21 = madd(s, b1, a21);
    s = v128.load_splat<f32>(x3); a30 = madd(s, b0, a30); a31 = madd(s, b1, a31);
    s = v128.load_splat<f32>(x4); a40 = madd(s, b0, a40); a41 = madd(s, b1, a41);
    s = v128.load_splat<f32>(x5); a50 = madd(s, b0, a50); a51 = madd(s, b1, a51);
    m += 32; x0 += 4; x1 += 4; x2 += 4; x3 += 4; x4 += 4; x5 += 4;
  }
  v128.store(y, a00); v128.store(y, a01, 16);
  y += yStride; v128.store(y, a10); v128.store(y, a11, 16);
  y += yStride; v128.store(y, a20); v128.store(y, a21, 16);
  y += yStride; v128.store(y, a30); v128.store(y, a31, 16);
  y += yStride; v128.store(y, a40); v128.store(y, a41, 16);
  y += yStride; v128.store(y, a50); v128.store(y, a51, 16);
}

export function tile4(K: i32, x0: usize, stride: usize, m: usize, bias: usize, y: usize, yStride: usize): void {
  let a00 = bias ? v128.load(bias) : zero();
  let a01 = bias ? v128.load(bias, 16) : zero();
  let a10 = a00, a11 = a01, a20 = a00, a21 = a01, a30 = a00, a31 = a01;
  let x1 = x0 + stride, x2 = x1 + stride, x3 = x2 + stride;
  const end = m + (<usize>K << 5);
  let b0: v128, b1: v128, s: v128;
  while (m < end) {
    b0 = v128.load(m); b1 = v128.load(m, 16);
    s = v128.load_splat<f32>(x0); a00 = madd(s, b0, a00); a01 = madd(s, b1, a01);
    s = v128.load_splat<f32>(x1); a10 = madd(s, b0, a10); a11 = madd(s, b1, a11);
    s = v128.load_splat<f32>(x2); a20 = madd(s, b0, a20); a21 = madd(s, b1, a21);
    s = v128.load_splat<f32>(x3); a30 = madd(s, b0, a30); a31 = madd(s, b1, a31);
    m += 32; x0 += 4; x1 += 4; x2 += 4; x3 += 4;
  }
  v128.store(y, a00); v128.store(y, a01, 16);
  y += yStride; v128.store(y, a10); v128.store(y, a11, 16);
  y += yStride; v128.store(y, a20); v128.store(y, a21, 16);
  y += yStride; v128.store(y, a30); v128.store(y, a31, 16);
}

export function tile2(K: i32, x0: usize, stride: usize, m: usize, bias: usize, y: usize, yStride: usize): void {
  let a00 = bias ? v128.load(bias) : zero();
  let a01 = bias ? v128.load(bias, 16) : zero();
  let a10 = a00, a11 = a01;
  let x1 = x0 + stride;
  const end = m + (<usize>K << 5);
  let b0: v128, b1: v128, s: v128;
  while (m < end) {
    b0 = v128.load(m); b1 = v128.load(m, 16);
    s = v128.load_splat<f32>(x0); a00 = madd(s, b0, a00); a01 = madd(s, b1, a01);
    s = v128.load_splat<f32>(x1); a10 = madd(s, b0, a10); a11 = madd(s, b1, a11);
    m += 32; x0 += 4; x1 += 4;
  }
  v128.store(y, a00); v128.store(y, a01, 16);
  y += yStride; v128.store(y, a10); v128.store(y, a11, 16);
}

export function tile1(K: i32, x: usize, m: usize, bias: usize, y: usize): void {
  let a0 = bias ? v128.load(bias) : zero();
  let a1 = bias ? v128.load(bias, 16) : zero();
  const end = m + (<usize>K << 5);
  while (m < end) {
    const s = v128.load_splat<f32>(x);
    a0 = madd(s, v128.load(m), a0);
    a1 = madd(s, v128.load(m, 16), a1);
    m += 32; x += 4;
  }
  v128.store(y, a0); v128.store(y, a1, 16);
}

/**
 * g[n][8] = the sum over B rows of x[row][0..n) times d[row][0..8): a panel of transposed x times d. `d` is packed, 8 floats
 * a row. Reads an even number of x's columns, and writes as many rows of g.
 */
export function outer(B: i32, n: i32, x: usize, xStride: usize, d: usize, g: usize): void {
  const sixes = rowsBySix(n + 1);
  let i = 0;
  for (; i < sixes; i += 6) outer6(B, x + (<usize>i << 2), xStride, d, g + (<usize>i << 5));
  for (; i < n - 2; i += 4) outer4(B, x + (<usize>i << 2), xStride, d, g + (<usize>i << 5));
  if (i < n) outer2(B, x + (<usize>i << 2), xStride, d, g + (<usize>i << 5));
}

export function outer6(B: i32, x: usize, xStride: usize, d: usize, g: usize): void {
  let a00 = zero(), a01 = zero(), a10 = zero(), a11 = zero(), a20 = zero(), a21 = zero();
  let a30 = zero(), a31 = zero(), a40 = zero(), a41 = zero(), a50 = zero(), a51 = zero();
  const end = d + (<usize>B << 5);
  let b0: v128, b1: v128, s: v128;
  while (d < end) {
    b0 = v128.load(d); b1 = v128.load(d, 16);
    s = v128.load_splat<f32>(x); a00 = madd(s, b0, a00); a01 = madd(s, b1, a01);
    s = v128.load_splat<f32>(x, 4); a10 = madd(s, b0, a10); a11 = madd(s, b1, a11);
    s = v128.load_splat<f32>(x, 8); a20 = madd(s, b0, a20); a21 = madd(s, b1, a21);
    s = v128.load_splat<f32>(x, 12); a30 = madd(s, b0, a30); a31 = madd(s, b1, a31);
    s = v128.load_splat<f32>(x, 16); a40 = madd(s, b0, a40); a41 = madd(s, b1, a41);
    s = v128.load_splat<f32>(x, 20); a50 = madd(s, b0, a50); a51 = madd(s, b1, a51);
    x += xStride; d += 32;
  }
  v128.store(g, a00); v128.store(g, a01, 16);
  v128.store(g, a10, 32); v128.store(g, a11, 48);
  v128.store(g, a20, 64); v128.store(g, a21, 80);
  v128.store(g, a30, 96); v128.store(g, a31, 112);
  v128.store(g, a40, 128); v128.store(g, a41, 144);
  v128.store(g, a50, 160); v128.store(g, a51, 176);
}

export function outer4(B: i32, x: usize, xStride: usize, d: usize, g: usize): void {
  let a00 = zero(), a01 = zero(), a10 = zero(), a11 = zero(), a20 = zero(), a21 = zero(), a30 = zero(), a31 = zero();
  const end = d + (<usize>B << 5);
  let b0: v128, b1: v128, s: v128;
  while (d < end) {
    b0 = v128.load(d); b1 = v128.load(d, 16);
    s = v128.load_splat<f32>(x); a00 = madd(s, b0, a00); a01 = madd(s, b1, a01);
    s = v128.load_splat<f32>(x, 4); a10 = madd(s, b0, a10); a11 = madd(s, b1, a11);
    s = v128.load_splat<f32>(x, 8); a20 = madd(s, b0, a20); a21 = madd(s, b1, a21);
    s = v128.load_splat<f32>(x, 12); a30 = madd(s, b0, a30); a31 = madd(s, b1, a31);
    x += xStride; d += 32;
  }
  v128.store(g, a00); v128.store(g, a01, 16);
  v128.store(g, a10, 32); v128.store(g, a11, 48);
  v128.store(g, a20, 64); v128.store(g, a21, 80);
  v128.store(g, a30, 96); v128.store(g, a31, 112);
}

export function outer2(B: i32, x: usize, xStride: usize, d: usize, g: usize): void {
  let a00 = zero(), a01 = zero(), a10 = zero(), a11 = zero();
  const end = d + (<usize>B << 5);
  let b0: v128, b1: v128, s: v128;
  while (d < end) {
    b0 = v128.load(d); b1 = v128.load(d, 16);
    s = v128.load_splat<f32>(x); a00 = madd(s, b0, a00); a01 = madd(s, b1, a01);
    s = v128.load_splat<f32>(x, 4); a10 = madd(s, b0, a10); a11 = madd(s, b1, a11);
    x += xStride; d += 32;
  }
  v128.store(g, a00); v128.store(g, a01, 16);
  v128.store(g, a10, 32); v128.store(g, a11, 48);
}

/** packed[B][8] from 8 columns of d[B][...]. */
export function packColumns(B: i32, d: usize, stride: usize, packed: usize): void {
  const end = packed + (<usize>B << 5);
  while (packed < end) {
    v128.store(packed, v128.load(d));
    v128.store(packed, v128.load(d, 16), 16);
    d += stride; packed += 32;
  }
}

/** sums[8] = the sum over B rows of packed[B][8]. */
export function sumColumns(B: i32, packed: usize, sums: usize): void {
  let s0 = zero(), s1 = zero();
  const end = packed + (<usize>B << 5);
  while (packed < end) {
    s0 = f32x4.add(s0, v128.load(packed));
    s1 = f32x4.add(s1, v128.load(packed, 16));
    packed += 32;
  }
  v128.store(sums, s0); v128.store(sums, s1, 16);
}

/**
 * Rows from..to of the panel w[...][8], transposed into panels of 8 of them: t[row / 8] holds 8 rows of 8 floats, one for
 * each column, and the next is tPanel bytes on. `from` is a multiple of 8; rows up to the next multiple of 4 are written.
 */
export function transposePanel(from: i32, to: i32, w: usize, t: usize, tPanel: usize): void {
  for (let i = from; i < to; i += 4) transposeTile(w + (<usize>i << 5), t + <usize>(i >> 3) * tPanel + (<usize>(i & 4) << 2));
}

/** Writes the tile w[4][8] transposed: t[8][...] gets 4 floats in each of 8 rows, 32 bytes apart. */
function transposeTile(w: usize, t: usize): void {
  for (let half: usize = 0; half < 2; half++) {
    const r0 = v128.load(w), r1 = v128.load(w, 32), r2 = v128.load(w, 64), r3 = v128.load(w, 96);
    const p0 = i32x4.shuffle(r0, r1, 0, 4, 1, 5), p1 = i32x4.shuffle(r0, r1, 2, 6, 3, 7);
    const q0 = i32x4.shuffle(r2, r3, 0, 4, 1, 5), q1 = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
    v128.store(t, i64x2.shuffle(p0, q0, 0, 2));
    v128.store(t, i64x2.shuffle(p0, q0, 1, 3), 32);
    v128.store(t, i64x2.shuffle(p1, q1, 0, 2), 64);
    v128.store(t, i64x2.shuffle(p1, q1, 1, 3), 96);
    w += 16; t += 128;
  }
}
