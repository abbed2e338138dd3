// z = x W + b. Here by whole rows of x; where the first layer goes by non-zero inputs: sparse-linear.ts.

import { Data, Linear, Plan } from '../generated/records';
import { gemm, outer, packColumns, sumColumns, transposePanel } from '../products/gemm';
import { penalize, stepParameter } from './parameter';
import { sparseForward } from './sparse-linear';

export function linearForward(it: Linear, plan: Plan, data: Data, from: i32, to: i32): void {
  if (it.sparse) return sparseForward(it, plan, data.table, from, to);
  const x = it.x + <usize>from * it.xStride, y = it.y + <usize>from * it.stride;
  gemm(to - from, it.I, it.O8, x, it.xStride, it.W.values, it.I8, it.b.values, y, it.stride);
}

/** dx = dy times transposed W */
export function linearBackward(it: Linear, from: i32, to: i32): void {
  if (!it.dx) return;
  const dy = it.dy + <usize>from * it.stride, dx = it.dx + <usize>from * it.xStride;
  gemm(to - from, it.O, it.I8, dy, it.stride, it.WT, it.O8, 0, dx, it.xStride);
}

/** Gradients of the parameters of columns n..n+8, and their update unless gradients are clipped first. */
export function updateLinear(plan: Plan, it: Linear, n: usize, B: i32, c: usize, scratch: usize, clipping: bool): void {
  // The panel's gradients, unless they are kept, then the columns of dy that they come from.
  const panelBytes = <usize>it.I8 << 5;
  const packed = scratch + panelBytes;
  packColumns(B, it.dy + (n << 2), it.stride, packed);
  updateBias(plan, it, n, B, packed, c, scratch, clipping);
  const panel = (n >> 3) * panelBytes;
  const g = clipping ? it.W.gradients + panel : scratch;
  outer(B, it.I, it.x, it.xStride, packed, g);
  const weights = it.I << 3;
  penalize(plan, weights, it.W.values + panel, g);
  if (clipping) return;
  stepParameter(plan, it.W, panel, weights, g, c);
  transposeWeights(it, 0, it.I, n);
}

/** db of columns n..n+8 from their packed dy, and their update. `tile` has room for 8 gradients. */
export function updateBias(plan: Plan, it: Linear, n: usize, B: i32, packed: usize, c: usize, tile: usize, clipping: bool): void {
  const place = n << 2;
  const g = clipping ? it.b.gradients + place : tile;
  sumColumns(B, packed, g);
  if (!clipping) stepParameter(plan, it.b, place, 8, g, c);
}

/** Brings the transposed weights of inputs from..to and columns n..n+8 up to date, where they are needed. */
@inline
export function transposeWeights(it: Linear, from: i32, to: i32, n: usize): void {
  if (!it.WT) return;
  const panel = (n >> 3) * (<usize>it.I8 << 5);
  transposePanel(from, to, it.W.values + panel, it.WT + (n << 5), <usize>it.O8 << 5);
}
