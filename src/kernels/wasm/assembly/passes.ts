// Phase A of a step: rows of the batch through forward and backward of all instructions. Rows do not depend on one another
// but in batch norm; so a step goes in passes over the rows, and threads meet between two of them:
//
//   pass 0 .. N - 1    forward up to the next batch norm, of N
//   pass N             forward to the logits, losses, and backward down to the last batch norm
//   pass N + 1 .. 2N   backward down to the one before, and to the first instruction
//
// Without batch norm, there is only pass 0.

import { BatchNorm, BLOCK_ROWS, Data, DROPOUT, Dropout, Plan } from './generated/records';
import { rowsCorrect } from './functions/heads';
import { backward, forward, instructionAt } from './instructions';
import { forwardRows } from './instructions/activation';
import { batchStatistics, gatherGradients, gatherMoments, gradientMeans } from './instructions/batch-norm';
import { drawMask } from './instructions/dropout';
import { fetchRow } from './samples';
import { meet } from './threads/barrier';
import { fill, rowsQueue, takeFrom, takeOwn } from './threads/queue';

/** Blocks of rows that their owner takes at once: two tiles of 6. */
const MOST_BLOCKS: i32 = 3;

/** Place of the k-th batch norm, from 1 on; of the first instruction for 0, of the end for N + 1. */
@inline
function stopAt(plan: Plan, k: i32): i32 {
  return <i32>load<u32>(plan.stops + (<usize>k << 2));
}

@inline
function batchNormAt(plan: Plan, k: i32): BatchNorm {
  return changetype<BatchNorm>(instructionAt(plan, stopAt(plan, k)));
}

/** Fills a thread's queues with its share of B rows, for every pass. */
export function shareRows(plan: Plan, B: i32, thread: i32, threads: i32): void {
  const blocks = (B + BLOCK_ROWS - 1) / BLOCK_ROWS;
  for (let pass = 0; pass <= 2 * plan.batchNorms; pass++) {
    fill(plan, thread, rowsQueue(pass), blocks * thread / threads, blocks * (thread + 1) / threads);
  }
}

/** All passes; returns when every thread has done the last. The batch is the B samples from place `start` of the order on. */
export function propagate(plan: Plan, data: Data, B: i32, start: i32, thread: i32, threads: i32): void {
  const N = plan.batchNorms;
  for (let pass = 0; pass <= 2 * N; pass++) {
    takeRows(plan, data, B, start, pass, thread, threads);
    meet(plan.barrier, threads);
    if (pass < N) batchStatistics(batchNormAt(plan, pass + 1), B, thread);
    else if (pass < 2 * N) gradientMeans(batchNormAt(plan, 2 * N - pass), B, thread);
  }
}

/** A pass over the rows of a batch: first the thread's own, then those that others left. */
function takeRows(plan: Plan, data: Data, B: i32, start: i32, pass: i32, thread: i32, threads: i32): void {
  if (threads == 1) return passRows(plan, data, B, start, pass, thread, 0, B);
  const queue = rowsQueue(pass);
  while (true) {
    const taken = takeOwn(plan, thread, queue, MOST_BLOCKS);
    if (taken < 0) break;
    passRows(plan, data, B, start, pass, thread, (taken & 0xffff) * BLOCK_ROWS, min(B, (taken >>> 16) * BLOCK_ROWS));
  }
  for (let other = 1; other < threads; other++) {
    const victim = (thread + other) % threads;
    for (let block = takeFrom(plan, victim, queue); block >= 0; block = takeFrom(plan, victim, queue)) {
      passRows(plan, data, B, start, pass, thread, block * BLOCK_ROWS, min(B, (block + 1) * BLOCK_ROWS));
    }
  }
}

/** A pass over the rows from..to; `from` is a multiple of BLOCK_ROWS. */
function passRows(plan: Plan, data: Data, B: i32, start: i32, pass: i32, thread: i32, from: i32, to: i32): void {
  const N = plan.batchNorms;
  if (pass == 0) {
    for (let row = from; row < to; row++) fetchRow(plan, data, load<u32>(plan.order + (<usize>(start + row) << 2)), row);
  }
  if (pass <= N) {
    forward(plan, data, stopAt(plan, pass), stopAt(plan, pass + 1), from, to, thread, true);
    if (pass < N) return gatherMoments(batchNormAt(plan, pass + 1), from, to);
    headForward(plan, from, to);
    headBackward(plan, from, to, B);
  }
  // Backward from the batch norm whose sums are known, or from the end, down to the next one.
  const next = 2 * N - pass;
  const last = pass == N ? plan.length - 1 : stopAt(plan, next + 1);
  if (next == 0) return backward(plan, last, 0, from, to, thread);
  backward(plan, last, stopAt(plan, next) + 1, from, to, thread);
  gatherGradients(batchNormAt(plan, next), from, to, thread);
}

/** Outputs and losses of rows from..to, from their logits. */
export function headForward(plan: Plan, from: i32, to: i32): void {
  const top = instructionAt(plan, plan.length - 1);
  const offset = <usize>from * top.stride;
  const B = to - from, floats = <i32>(top.stride >> 2);
  const logits = top.y + offset, outputs = plan.outputs + offset;
  forwardRows(plan.headForward, B, top.O, top.stride, logits, outputs, 0);
  call_indirect<void>(plan.headLosses, B, top.O, floats, logits, outputs, plan.labels + (<usize>from << 1), plan.losses + (<usize>from << 2));
}

/** dL/dlogits of rows from..to of a batch, and whether each was classified rightly. */
function headBackward(plan: Plan, from: i32, to: i32, batch: i32): void {
  const top = instructionAt(plan, plan.length - 1);
  const offset = <usize>from * top.stride;
  const floats = <i32>(top.stride >> 2);
  call_indirect<void>(plan.headBackward, to - from, top.O, floats, top.y + offset, plan.outputs + offset, plan.labels + (<usize>from << 1), <f32>batch, top.dy + offset);
  for (let row = from; row < to; row++) {
    const one = <usize>row;
    store<u8>(plan.right + one, <u8>rowsCorrect(1, top.O, floats, plan.outputs + one * top.stride, plan.labels + (one << 1)));
  }
}

/**
 * Draws the masks of a batch of B rows. Every thread draws and writes all of them, the same: each keeps the stream's place,
 * and whoever takes a row finds its masks.
 */
export function drawMasks(plan: Plan, B: i32, stream: usize): void {
  for (let k = 0; k < plan.length; k++) {
    const it = instructionAt(plan, k);
    if (it.kind == DROPOUT) drawMask(changetype<Dropout>(it), B, stream);
  }
}
