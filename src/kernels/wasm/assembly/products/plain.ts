// The products of kernels.ts on plain row-major matrices of any size: packed panel by panel into scratch, where the
// tiles of gemm.ts run. Scratch must hold 32 bytes for each of I + B + O + 8 rows.

import { gemm, outer4, sumColumns } from './gemm';

/** z[B][O] = x[B][I] W[I][O] + b[O] */
export function affine(B: i32, I: i32, O: i32, x: usize, W: usize, b: usize, z: usize, scratch: usize): void {
  const bias = scratch;
  const panel = scratch + 32;
  const out = panel + (<usize>I << 5);
  for (let n = 0; n < O; n += 8) {
    const width = min(8, O - n);
    packPanel(1, width, b + (<usize>n << 2), 0, bias);
    packPanel(I, width, W + (<usize>n << 2), <usize>O << 2, panel);
    product(B, I, width, x, <usize>I << 2, panel, bias, z + (<usize>n << 2), <usize>O << 2, out);
  }
}

/** dx[B][I] = dz[B][O] times transposed W[I][O] */
export function inputGradient(B: i32, I: i32, O: i32, dz: usize, W: usize, dx: usize, scratch: usize): void {
  const panel = scratch;
  const out = panel + (<usize>O << 5);
  for (let i = 0; i < I; i += 8) {
    const width = min(8, I - i);
    packTransposed(O, width, W + (<usize>(i * O) << 2), <usize>O << 2, panel);
    product(B, O, width, dz, <usize>O << 2, panel, 0, dx + (<usize>i << 2), <usize>I << 2, out);
  }
}

/** dW[I][O] = transposed x[B][I] times dz[B][O] */
export function weightGradient(B: i32, I: i32, O: i32, x: usize, dz: usize, dW: usize, scratch: usize): void {
  const tile = scratch;
  const packed = scratch + 128;
  for (let n = 0; n < O; n += 8) {
    const width = min(8, O - n);
    packPanel(B, width, dz + (<usize>n << 2), <usize>O << 2, packed);
    for (let i = 0; i < I; i += 4) {
      // The last tile reads past the row's end; what comes of it is not copied.
      outer4(B, x + (<usize>i << 2), <usize>I << 2, packed, tile);
      unpack(min(4, I - i), width, tile, dW + (<usize>(i * O + n) << 2), <usize>O << 2);
    }
  }
}

/** db[O] = the sum of dz[B][O] over its rows */
export function biasGradient(B: i32, O: i32, dz: usize, db: usize, scratch: usize): void {
  for (let n = 0; n < O; n += 8) {
    const width = min(8, O - n);
    packPanel(B, width, dz + (<usize>n << 2), <usize>O << 2, scratch + 32);
    sumColumns(B, scratch + 32, scratch);
    unpack(1, width, scratch, db + (<usize>n << 2), 0);
  }
}

/** y[B][width] = x[B][K] panel + bias, straight into y where it has room for 8 columns. */
function product(B: i32, K: i32, width: i32, x: usize, xStride: usize, panel: usize, bias: usize, y: usize, yStride: usize, out: usize): void {
  if (width == 8) {
    gemm(B, K, 8, x, xStride, panel, K, bias, y, yStride);
  } else {
    gemm(B, K, 8, x, xStride, panel, K, bias, out, 32);
    unpack(B, width, out, y, yStride);
  }
}

/** panel[rows][8] from `width` columns of m, the rest zero. */
function packPanel(rows: i32, width: i32, m: usize, stride: usize, panel: usize): void {
  for (let row = 0; row < rows; row++) {
    if (width == 8) {
      v128.store(panel, v128.load(m));
      v128.store(panel, v128.load(m, 16), 16);
    } else {
      for (let c: usize = 0; c < 8; c++) store<f32>(panel + (c << 2), c < <usize>width ? load<f32>(m + (c << 2)) : 0);
    }
    m += stride; panel += 32;
  }
}

/** panel[columns][8] from `width` rows of m, turned; the rest zero. */
function packTransposed(columns: i32, width: i32, m: usize, stride: usize, panel: usize): void {
  for (let c: usize = 0; c < 8; c++) {
    const row = m + c * stride;
    for (let k: usize = 0; k < <usize>columns; k++) {
      store<f32>(panel + (k << 5) + (c << 2), c < <usize>width ? load<f32>(row + (k << 2)) : 0);
    }
  }
}

/** m[rows][width] from panel[rows][8]. */
function unpack(rows: i32, width: i32, panel: usize, m: usize, stride: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let c: usize = 0; c < <usize>width; c++) store<f32>(m + (c << 2), load<f32>(panel + (c << 2)));
    panel += 32; m += stride;
  }
}
