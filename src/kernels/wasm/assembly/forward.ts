// Phase A of a step: a block of the batch's rows through forward and backward of all layers. Rows do not depend on one
// another, so that no thread waits for another in between.

import { activate, activationGradient, slopeGradientRows, softmaxBackward, softmaxForward } from './activations';
import { uniform } from './alea';
import { gemm } from './gemm';
import { headBackward, headLosses, headOutputs, rowsCorrect } from './heads';
import { Data, Layer, layerOf, Plan } from './plan';
import { blockVectors, sparseRow } from './sparse';

/** Id of softmax, which acts on rows, in ../routines.ts. */
const SOFTMAX: i32 = 24;

/** Puts the inputs and the label of a sample into that row of the batch. */
export function fetchRow(plan: Plan, data: Data, sampleNumber: u32, rowNumber: i32): void {
  const sample = <usize>sampleNumber, row = <usize>rowNumber;
  store<u16>(<usize>plan.labels + (row << 1), load<u16>(<usize>data.labels + (sample << 1)));
  const x = <usize>plan.x + row * <usize>plan.xStride;
  if (data.rows) {
    memory.copy(x, <usize>data.rows + sample * <usize>data.stride, <usize>data.features << 2);
    return;
  }
  const entries = <usize>data.entries + (<usize>load<u32>(<usize>data.starts + (sample << 2)) << 2);
  const end = <usize>data.entries + (<usize>load<u32>(<usize>data.starts + (sample << 2), 4) << 2);
  if (!data.sparse) return spread(entries, end, data.table, x, data.features);
  store<u32>(<usize>plan.entries + (row << 3), <u32>entries);
  store<u32>(<usize>plan.entries + (row << 3), <u32>end, 4);
  prefetch(entries, end);
}

/**
 * Reads a word of each cache line from..to. Samples come in random order, from all over the memory: these reads wait for
 * it all at once, where those of the first pass over the entries would wait one after another.
 */
function prefetch(from: usize, to: usize): void {
  let seen: u32 = 0;
  for (; from < to; from += 64) seen |= load<u32>(from);
  // Something has to come of it, or the reads would be left out. No entry has all bits set.
  if (seen == 0xffffffff) unreachable();
}

/** Writes a whole row of inputs from the entries of its non-zero bytes. */
function spread(entries: usize, end: usize, table: usize, x: usize, features: i32): void {
  const background = load<f32>(table);
  for (let i: usize = 0; i < <usize>features; i++) store<f32>(x + (i << 2), background);
  for (; entries < end; entries += 4) {
    const entry = load<u32>(entries);
    store<f32>(x + (<usize>(entry & 0xffff) << 2), load<f32>(table + <usize>(entry >> 16)));
  }
}

/** Outputs of the head for rows from..to; units are dropped where masks were drawn. */
export function forwardRows(plan: Plan, data: Data, from: i32, to: i32, dropping: bool): void {
  const B = to - from;
  const last = plan.layers - 1;
  let x = <usize>plan.x + <usize>from * <usize>plan.xStride;
  let xStride = <usize>plan.xStride;
  for (let k = 0; k <= last; k++) {
    const layer = layerOf(plan, k);
    const stride = <usize>layer.stride;
    const offset = <usize>from * stride;
    if (k == 0 && data.sparse) forwardSparse(plan, layer, data.table, from, to);
    else gemm(B, layer.I, layer.O8, x, xStride, layer.W, layer.I8, layer.b, <usize>layer.z + offset, stride);
    if (layer.a != layer.z) activateRows(layer, B, offset);
    x = <usize>layer.a + offset;
    if (dropping && layer.mask) {
      x = <usize>layer.out + offset;
      drop(B, layer, <usize>layer.a + offset, <usize>layer.mask + offset, x);
    }
    xStride = stride;
  }
  const layer = layerOf(plan, last);
  const floats = layer.stride >> 2;
  headOutputs(plan.head, B, layer.O, floats, x, <usize>plan.outputs + <usize>from * xStride);
}

/** One block of columns for all rows before the next: its weights stay in the cache. */
function forwardSparse(plan: Plan, layer: Layer, table: usize, from: i32, to: i32): void {
  const stride = <usize>layer.stride;
  let left = (layer.O + 3) >> 2;
  let c: usize = 0;
  while (left > 0) {
    const vectors = blockVectors(left);
    for (let row = <usize>from; row < <usize>to; row++) {
      const entries = <usize>plan.entries + (row << 3);
      sparseRow(load<u32>(entries), load<u32>(entries, 4), table, <usize>layer.W + c, layer.rowStride, <usize>layer.b + c, <usize>layer.z + row * stride + c, vectors);
    }
    left -= vectors;
    c += <usize>vectors << 4;
  }
}

function activateRows(layer: Layer, B: i32, offset: usize): void {
  const p = layer.p ? load<f32>(layer.p) : 0;
  if (layer.activation == SOFTMAX) {
    softmaxForward(B, layer.O, layer.stride >> 2, <usize>layer.z + offset, <usize>layer.a + offset);
    return;
  }
  for (let row = 0; row < B; row++) {
    activate(layer.activation, layer.O, <usize>layer.z + offset, <usize>layer.a + offset, p);
    offset += layer.stride;
  }
}

/** The address of the last layer's outputs, the logits, from row 0. */
@inline
function logitsOf(top: Layer, dropping: bool): usize {
  return dropping && top.mask ? top.out : top.a;
}

/** losses[row] of rows from..to. */
export function lossRows(plan: Plan, from: i32, to: i32, dropping: bool): void {
  const top = layerOf(plan, plan.layers - 1);
  const offset = <usize>from * <usize>top.stride;
  const labels = <usize>plan.labels + (<usize>from << 1);
  headLosses(plan.head, to - from, top.O, top.stride >> 2, logitsOf(top, dropping) + offset, <usize>plan.outputs + offset, labels, <usize>plan.losses + (<usize>from << 2));
}

/** Losses, and gradients of every dz of rows from..to. */
export function backwardRows(plan: Plan, from: i32, to: i32, batch: i32, dropping: bool): void {
  const B = to - from;
  const last = plan.layers - 1;
  const top = layerOf(plan, last);
  const offset = <usize>from * <usize>top.stride;
  const floats = top.stride >> 2;
  const labels = <usize>plan.labels + (<usize>from << 1);
  lossRows(plan, from, to, dropping);
  headBackward(plan.head, B, top.O, floats, logitsOf(top, dropping) + offset, <usize>plan.outputs + offset, labels, <f32>batch, <usize>top.dz + offset);
  for (let row = from; row < to; row++) {
    const one = <usize>row;
    store<u8>(<usize>plan.right + one, <u8>rowsCorrect(1, top.O, floats, <usize>plan.outputs + one * <usize>top.stride, <usize>plan.labels + (one << 1)));
  }
  for (let k = last; k >= 0; k--) {
    const layer = layerOf(plan, k);
    activationBackward(layer, from, B, dropping);
    if (k == 0) return;
    const below = layerOf(plan, k - 1);
    gemm(B, layer.O, below.O8, <usize>layer.dz + <usize>from * <usize>layer.stride, layer.stride, layer.WT, layer.O8, 0, <usize>below.dz + <usize>from * <usize>below.stride, below.stride);
  }
}

/** Turns dL/d(out), which stands in dz, into dL/dz. */
function activationBackward(layer: Layer, from: i32, B: i32, dropping: bool): void {
  const stride = <usize>layer.stride;
  let offset = <usize>from * stride;
  if (dropping && layer.mask) drop(B, layer, <usize>layer.dz + offset, <usize>layer.mask + offset, <usize>layer.dz + offset);
  if (layer.a == layer.z) return;
  const dz = <usize>layer.dz + offset;
  if (layer.activation == SOFTMAX) {
    softmaxBackward(B, layer.O, layer.stride >> 2, <usize>layer.a + offset, dz, dz);
    return;
  }
  if (layer.p) slopeGradientRows(B, layer.O, layer.stride >> 2, <usize>layer.z + offset, dz, <usize>layer.dpRows + (<usize>from << 2));
  const p = layer.p ? load<f32>(layer.p) : 0;
  for (let row = 0; row < B; row++) {
    const d = <usize>layer.dz + offset;
    activationGradient(layer.activation, layer.O, <usize>layer.z + offset, <usize>layer.a + offset, d, d, p);
    offset += stride;
  }
}

/** to[B][O8] = values * mask */
function drop(B: i32, layer: Layer, values: usize, mask: usize, to: usize): void {
  const bytes = <usize>layer.O8 << 2;
  for (let row = 0; row < B; row++) {
    for (let c: usize = 0; c < bytes; c += 16) v128.store(to + c, f32x4.mul(v128.load(values + c), v128.load(mask + c)));
    values += layer.stride; mask += layer.stride; to += layer.stride;
  }
}

/**
 * Draws the masks of a batch of B rows, layer after layer as the reference does. Every thread draws and writes all of
 * them, the same: each keeps the stream's place, and whoever takes a row finds its masks.
 */
export function drawMasks(plan: Plan, B: i32, stream: usize): void {
  for (let k = 0; k < plan.layers; k++) {
    const layer = layerOf(plan, k);
    if (!layer.mask) continue;
    const rate = <f64>layer.dropout;
    const kept = <f32>(1.0 / (1.0 - rate));
    for (let row = 0; row < B; row++) {
      const mask = <usize>layer.mask + <usize>row * <usize>layer.stride;
      for (let o: usize = 0; o < <usize>layer.O; o++) store<f32>(mask + (o << 2), uniform(stream) < rate ? 0 : kept);
    }
  }
}
