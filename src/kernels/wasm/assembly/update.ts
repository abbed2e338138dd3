// Phase B of a step: pieces of every W, each taken by one thread, which sums its gradient over the whole batch in the order
// of rows and updates it in place. No sum is ever split between threads.

import { meet } from './barrier';
import { outer, packColumns, sumColumns, transposePanel } from './gemm';
import { optimizerStep } from './optimizers';
import { Data, Layer, layerOf, Plan } from './plan';
import { fill, INPUTS, PANELS, takeFrom, takeOwn } from './queue';
import { blockVectors, sparseDescent, sparseGradients, transposeEntries } from './sparse';

/** Bytes at the beginning of a thread's scratch for one block of gradients. */
const BLOCK: usize = 512;
/** Chunks that a thread's inputs of a sparse layer are taken in. */
const CHUNKS: i32 = 16;

/** Fills a thread's queues with its share of each layer's panels. */
export function sharePanels(plan: Plan, thread: i32, threads: i32): void {
  for (let k = 0; k < plan.layers; k++) {
    const panels = layerOf(plan, k).O8 >> 3;
    fill(plan, thread, PANELS + k, panels * thread / threads, panels * (thread + 1) / threads);
  }
}

/**
 * Gradients of all parameters, and their update: a thread does its own pieces, then those that others left. `c`: the
 * optimizer's coefficients for this step.
 */
export function updateBlocks(plan: Plan, data: Data, thread: i32, threads: i32, B: i32, c: usize): void {
  const clipping = plan.clipNorm > 0;
  const sparse = data.sparse != 0;
  const scratch = scratchOf(plan, thread);
  if (sparse) sparseLayer(plan, layerOf(plan, 0), data.table, thread, threads, B, c, clipping);
  for (let k = plan.layers - 1; k >= 0; k--) {
    const layer = layerOf(plan, k);
    if (k > 0 || !sparse) denseLayer(plan, layer, k, thread, threads, B, c, scratch, clipping);
    if (layer.p && thread == 0) slope(plan, layer, B, c, clipping);
  }
  if (!clipping) return;
  meet(plan.barrier, threads);
  const factor = clipFactor(plan, sparse);
  for (let k = plan.layers - 1; k >= 0; k--) clippedBlock(plan, layerOf(plan, k), k == 0 && sparse, thread, threads, c, factor, scratch);
}

@inline
function scratchOf(plan: Plan, thread: i32): usize {
  return <usize>plan.scratch + <usize>thread * <usize>plan.scratchSize;
}

/**
 * Where the turned entries of a thread's inputs are, behind all other scratch: another thread may still be reading them when
 * their owner has gone on to dense layers.
 */
@inline
function listsOf(plan: Plan, thread: i32): usize {
  return scratchOf(plan, thread) + <usize>plan.lists;
}

/** Where kept gradients are updated, each thread has a block of the inputs, by eights. */
@inline
function firstInput(layer: Layer, thread: i32, threads: i32): i32 {
  return min(((layer.I8 >> 3) * thread / threads) << 3, layer.I);
}

function denseLayer(plan: Plan, layer: Layer, k: i32, thread: i32, threads: i32, B: i32, c: usize, scratch: usize, clipping: bool): void {
  const below = k == 0 ? changetype<Layer>(0) : layerOf(plan, k - 1);
  const dropped = k > 0 && plan.dropping != 0 && below.mask != 0;
  const x = k == 0 ? <usize>plan.x : dropped ? <usize>below.out : <usize>below.a;
  const xStride = k == 0 ? <usize>plan.xStride : <usize>below.stride;
  for (let taken = takeOwn(plan, thread, PANELS + k, 1); taken >= 0; taken = takeOwn(plan, thread, PANELS + k, 1)) {
    densePanel(plan, layer, (taken & 0xffff) << 3, B, x, xStride, c, scratch, clipping);
  }
  for (let other = 1; other < threads; other++) {
    const victim = (thread + other) % threads;
    for (let panel = takeFrom(plan, victim, PANELS + k); panel >= 0; panel = takeFrom(plan, victim, PANELS + k)) {
      densePanel(plan, layer, panel << 3, B, x, xStride, c, scratch, clipping);
    }
  }
}

/** Columns n..n+8 of a dense layer. */
function densePanel(plan: Plan, layer: Layer, n: usize, B: i32, x: usize, xStride: usize, c: usize, scratch: usize, clipping: bool): void {
  // The panel's gradients, unless they are kept, then the columns of dz that they come from.
  const panelBytes = <usize>layer.I8 << 5;
  const packed = scratch + panelBytes;
  packColumns(B, <usize>layer.dz + (n << 2), layer.stride, packed);
  biasColumns(plan, layer, n, B, packed, c, scratch, clipping);
  const panel = (n >> 3) * panelBytes;
  const w = <usize>layer.W + panel;
  const g = clipping ? <usize>layer.dW + panel : scratch;
  outer(B, layer.I, x, xStride, packed, g);
  const weights = layer.I << 3;
  penalize(plan, weights, w, g);
  if (clipping) return;
  optimizerStep(plan.optimizer, weights, w, g, <usize>layer.mW + panel, <usize>layer.vW + panel, c);
  if (layer.WT) transposeBlock(layer, 0, layer.I, n);
}

/** Brings the transposed weights of inputs from..to and columns n..n+8 up to date. */
@inline
function transposeBlock(layer: Layer, from: i32, to: i32, n: usize): void {
  const panel = (n >> 3) * (<usize>layer.I8 << 5);
  transposePanel(from, to, <usize>layer.W + panel, <usize>layer.WT + (n << 5), <usize>layer.O8 << 5);
}

function biasColumns(plan: Plan, layer: Layer, n: usize, B: i32, packed: usize, c: usize, tile: usize, clipping: bool): void {
  const place = n << 2;
  const g = clipping ? <usize>layer.db + place : tile;
  sumColumns(B, packed, g);
  if (!clipping) optimizerStep(plan.optimizer, 8, <usize>layer.b + place, g, <usize>layer.mb + place, <usize>layer.vb + place, c);
}

function sparseLayer(plan: Plan, layer: Layer, table: usize, thread: i32, threads: i32, B: i32, c: usize, clipping: bool): void {
  const scratch = scratchOf(plan, thread);
  const packed = scratch + BLOCK;
  for (let n: usize = 0; n < <usize>layer.O8; n += 8) {
    if (<i32>(n >> 3) % threads != thread) continue;
    packColumns(B, <usize>layer.dz + (n << 2), layer.stride, packed);
    biasColumns(plan, layer, n, B, packed, c, scratch, clipping);
  }
  const first = shareOf(plan, thread), last = shareOf(plan, thread + 1);
  const starts = listsOf(plan, thread);
  const begins = starts + (<usize>(last - first + 2) << 2);
  const turned = begins + (<usize>B << 2);
  transposeEntries(B, plan.entries, table, first, last, layer.dz, layer.stride, starts, begins, turned);
  // Others may take part as soon as the lists are there.
  fill(plan, thread, INPUTS, 0, CHUNKS);
  for (let taken = takeOwn(plan, thread, INPUTS, 1); taken >= 0; taken = takeOwn(plan, thread, INPUTS, 1)) {
    sparseChunk(plan, layer, thread, taken & 0xffff, c, scratch, clipping);
  }
  for (let other = 1; other < threads; other++) {
    const owner = (thread + other) % threads;
    for (let chunk = takeFrom(plan, owner, INPUTS); chunk >= 0; chunk = takeFrom(plan, owner, INPUTS)) {
      sparseChunk(plan, layer, owner, chunk, c, scratch, clipping);
    }
  }
}

/** First of the inputs of a sparse layer that a thread turns the entries of. */
@inline
function shareOf(plan: Plan, thread: i32): u32 {
  return load<u32>(<usize>plan.shares + (<usize>thread << 2));
}

/** One chunk of an owner's inputs, from the owner's lists; `scratch` is that of the thread that works. */
function sparseChunk(plan: Plan, layer: Layer, owner: i32, chunk: i32, coefficients: usize, scratch: usize, clipping: bool): void {
  const first = shareOf(plan, owner), inputs = <i32>(shareOf(plan, owner + 1) - first);
  const from = inputs * chunk / CHUNKS, count = inputs * (chunk + 1) / CHUNKS - from;
  const starts = listsOf(plan, owner) + (<usize>from << 2);
  const rowStride = <usize>layer.rowStride;
  const place = (<usize>first + <usize>from) * rowStride;
  const w = <usize>layer.W + place, g = <usize>layer.dW + place;
  let left = (layer.O + 3) >> 2;
  let c: usize = 0;
  while (left > 0) {
    const vectors = blockVectors(left);
    if (plan.descending) sparseDescent(starts, count, c, w + c, rowStride, coefficients, scratch, vectors);
    else sparseGradients(starts, count, c, g + c, rowStride, vectors);
    left -= vectors;
    c += <usize>vectors << 4;
  }
  if (plan.descending) return;
  const n = <i32>(<usize>count * rowStride >> 2);
  penalize(plan, n, w, g);
  if (!clipping) optimizerStep(plan.optimizer, n, w, g, <usize>layer.mW + place, <usize>layer.vW + place, coefficients);
}

function slope(plan: Plan, layer: Layer, B: i32, c: usize, clipping: bool): void {
  let sum: f32 = 0;
  for (let row: usize = 0; row < <usize>B; row++) sum += load<f32>(<usize>layer.dpRows + (row << 2));
  store<f32>(layer.dp, sum);
  if (!clipping) optimizerStep(plan.optimizer, 1, layer.p, layer.dp, layer.mp, layer.vp, c);
}

/** g[n] += l2 w + l1 sign(w) */
function penalize(plan: Plan, n: i32, w: usize, g: usize): void {
  if (plan.l1 == 0 && plan.l2 == 0) return;
  const end = w + (<usize>n << 2);
  for (; w < end; w += 4, g += 4) {
    const value = load<f32>(w);
    const sign: f32 = value > 0 ? 1 : value < 0 ? -1 : 0;
    store<f32>(g, load<f32>(g) + plan.l2 * value + plan.l1 * sign);
  }
}

/** What gradients are multiplied by, from all of them in the order of layers. Every thread comes to the same. */
function clipFactor(plan: Plan, sparse: bool): f32 {
  let sum: f64 = 0;
  for (let k = 0; k < plan.layers; k++) {
    const layer = layerOf(plan, k);
    const weights = k == 0 && sparse ? layer.I * (layer.rowStride >> 2) : layer.I8 * layer.O8;
    sum += squares(layer.dW, <usize>weights) + squares(layer.db, layer.O8);
    if (layer.p) sum += squares(layer.dp, 1);
  }
  const norm = Math.sqrt(sum);
  return norm > <f64>plan.clipNorm ? <f32>(<f64>plan.clipNorm / norm) : 1;
}

function squares(values: usize, n: usize): f64 {
  let sum: f64 = 0;
  for (let k: usize = 0; k < n; k++) {
    const value = <f64>load<f32>(values + (k << 2));
    sum += value * value;
  }
  return sum;
}

/** The update from gradients that were kept, each scaled. */
function clippedBlock(plan: Plan, layer: Layer, sparse: bool, thread: i32, threads: i32, c: usize, factor: f32, scratch: usize): void {
  if (sparse) {
    const first = <usize>load<u32>(<usize>plan.shares + (<usize>thread << 2)), last = <usize>load<u32>(<usize>plan.shares + (<usize>thread << 2), 4);
    const place = first * <usize>layer.rowStride;
    scaled(plan, <i32>((last - first) * (<usize>layer.rowStride >> 2)), <usize>layer.W + place, <usize>layer.dW + place, <usize>layer.mW + place, <usize>layer.vW + place, c, factor, scratch);
  } else {
    const from = firstInput(layer, thread, threads), to = firstInput(layer, thread + 1, threads);
    for (let n: usize = 0; n < <usize>layer.O8; n += 8) {
      const place = (n >> 3) * (<usize>layer.I8 << 5) + (<usize>from << 5);
      scaled(plan, (to - from) << 3, <usize>layer.W + place, <usize>layer.dW + place, <usize>layer.mW + place, <usize>layer.vW + place, c, factor, scratch);
      if (layer.WT) transposeBlock(layer, from, to, n);
    }
  }
  if (thread != 0) return;
  scaled(plan, layer.O8, layer.b, layer.db, layer.mb, layer.vb, c, factor, scratch);
  if (layer.p) scaled(plan, 1, layer.p, layer.dp, layer.mp, layer.vp, c, factor, scratch);
}

/** The update of n parameters from factor * g, by way of scratch: other threads may still be reading g for the norm. */
function scaled(plan: Plan, n: i32, w: usize, g: usize, m: usize, v: usize, c: usize, factor: f32, scratch: usize): void {
  for (let done = 0; done < n; done += 128) {
    const part = min(128, n - done);
    const at = <usize>done << 2;
    for (let k: usize = 0; k < <usize>part; k++) store<f32>(scratch + (k << 2), load<f32>(g + at + (k << 2)) * factor);
    optimizerStep(plan.optimizer, part, w + at, scratch, m + at, v + at, c);
  }
}
