// The first layer where it goes by non-zero inputs: W lies in rows, of which each thread owns a share. A thread turns the
// entries of the batch around for its own inputs, and sums their gradients from these lists.

import { BLOCK_BYTES, Linear, Plan } from '../generated/records';
import { packColumns } from '../products/gemm';
import { blockVectors, sparseDescent, sparseGradients, sparseRow, transposeEntries } from '../products/sparse';
import { fill, INPUTS, takeFrom, takeOwn } from '../threads/queue';
import { listsOf, scratchOf } from '../threads/scratch';
import { updateBias } from './linear';
import { penalize, stepParameter } from './parameter';

/** Chunks that a thread's inputs are taken in. */
const CHUNKS: i32 = 16;

/** One block of columns for all rows before the next: its weights stay in the cache. */
export function sparseForward(it: Linear, plan: Plan, table: usize, from: i32, to: i32): void {
  let left = (it.O + 3) >> 2;
  let c: usize = 0;
  while (left > 0) {
    const vectors = blockVectors(left);
    for (let row = <usize>from; row < <usize>to; row++) {
      const entries = plan.entries + (row << 3);
      sparseRow(load<u32>(entries), load<u32>(entries, 4), table, it.W.values + c, it.rowStride, it.b.values + c, it.y + row * it.stride + c, vectors);
    }
    left -= vectors;
    c += <usize>vectors << 4;
  }
}

/** Gradients of all its parameters, and their update: a thread does its own inputs, then those that others left. */
export function updateSparse(plan: Plan, it: Linear, table: usize, thread: i32, threads: i32, B: i32, c: usize, clipping: bool): void {
  const scratch = scratchOf(plan, thread);
  const packed = scratch + BLOCK_BYTES;
  for (let n: usize = 0; n < <usize>it.O8; n += 8) {
    if (<i32>(n >> 3) % threads != thread) continue;
    packColumns(B, it.dy + (n << 2), it.stride, packed);
    updateBias(plan, it, n, B, packed, c, scratch, clipping);
  }
  const first = shareOf(plan, thread), last = shareOf(plan, thread + 1);
  const starts = listsOf(plan, thread);
  const begins = starts + (<usize>(last - first + 2) << 2);
  const turned = begins + (<usize>B << 2);
  transposeEntries(B, plan.entries, table, first, last, it.dy, it.stride, starts, begins, turned);
  // Others may take part as soon as the lists are there.
  fill(plan, thread, INPUTS, 0, CHUNKS);
  for (let taken = takeOwn(plan, thread, INPUTS, 1); taken >= 0; taken = takeOwn(plan, thread, INPUTS, 1)) {
    updateChunk(plan, it, thread, taken & 0xffff, c, scratch, clipping);
  }
  for (let other = 1; other < threads; other++) {
    const owner = (thread + other) % threads;
    for (let chunk = takeFrom(plan, owner, INPUTS); chunk >= 0; chunk = takeFrom(plan, owner, INPUTS)) {
      updateChunk(plan, it, owner, chunk, c, scratch, clipping);
    }
  }
}

/** First of the inputs that a thread owns. */
@inline
export function shareOf(plan: Plan, thread: i32): u32 {
  return load<u32>(plan.shares + (<usize>thread << 2));
}

/** One chunk of an owner's inputs, from the owner's lists; `scratch` is that of the thread that works. */
function updateChunk(plan: Plan, it: Linear, owner: i32, chunk: i32, c: usize, scratch: usize, clipping: bool): void {
  const first = shareOf(plan, owner), inputs = <i32>(shareOf(plan, owner + 1) - first);
  const from = inputs * chunk / CHUNKS, count = inputs * (chunk + 1) / CHUNKS - from;
  const starts = listsOf(plan, owner) + (<usize>from << 2);
  const rowStride = it.rowStride;
  const place = (<usize>first + <usize>from) * rowStride;
  const w = it.W.values + place, g = it.W.gradients + place;
  let left = (it.O + 3) >> 2;
  let column: usize = 0;
  while (left > 0) {
    const vectors = blockVectors(left);
    if (plan.descending) sparseDescent(starts, count, column, w + column, rowStride, c, scratch, vectors);
    else sparseGradients(starts, count, column, g + column, rowStride, vectors);
    left -= vectors;
    column += <usize>vectors << 4;
  }
  if (plan.descending) return;
  const n = <i32>(<usize>count * rowStride >> 2);
  penalize(plan, n, w, g);
  if (!clipping) stepParameter(plan, it.W, place, n, g, c);
}
