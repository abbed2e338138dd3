// Whole training steps, and evaluation: what a thread runs without going back to JavaScript in between.

import { meet } from './barrier';
import { backwardRows, drawMasks, fetchRow, forwardRows, lossRows } from './forward';
import { Data, layerOf, Plan } from './plan';
import { fill, ROWS, takeFrom, takeOwn } from './queue';
import { sharePanels, updateBlocks } from './update';

/** Rows are taken in blocks of 4, by their owner up to three at a time: two tiles of 6. */
const BLOCK_ROWS: i32 = 4;
const MOST_BLOCKS: i32 = 3;

/** Fills a thread's queue with its share of B rows. */
function shareRows(plan: Plan, B: i32, thread: i32, threads: i32): void {
  const blocks = (B + BLOCK_ROWS - 1) / BLOCK_ROWS;
  fill(plan, thread, ROWS, blocks * thread / threads, blocks * (thread + 1) / threads);
}

@inline
function rowsOfStep(plan: Plan, step: i32): i32 {
  return min(plan.batchSize, plan.samples - step * plan.batchSize);
}

/** Phase A of a step: rows of the batch through forward and backward, first the thread's own, then those that others left. */
function propagate(plan: Plan, data: Data, B: i32, start: i32, thread: i32, threads: i32): void {
  if (threads == 1) return propagateRows(plan, data, B, start, 0, B);
  while (true) {
    const taken = takeOwn(plan, thread, ROWS, MOST_BLOCKS);
    if (taken < 0) break;
    propagateRows(plan, data, B, start, (taken & 0xffff) * BLOCK_ROWS, min(B, (taken >>> 16) * BLOCK_ROWS));
  }
  for (let other = 1; other < threads; other++) {
    const victim = (thread + other) % threads;
    for (let block = takeFrom(plan, victim, ROWS); block >= 0; block = takeFrom(plan, victim, ROWS)) {
      propagateRows(plan, data, B, start, block * BLOCK_ROWS, min(B, (block + 1) * BLOCK_ROWS));
    }
  }
}

function propagateRows(plan: Plan, data: Data, B: i32, start: i32, from: i32, to: i32): void {
  for (let row = from; row < to; row++) fetchRow(plan, data, load<u32>(<usize>plan.order + (<usize>(start + row) << 2)), row);
  forwardRows(plan, data, from, to, plan.dropping != 0);
  backwardRows(plan, from, to, B, plan.dropping != 0);
}

/**
 * Steps first..first+count of an epoch, by one of `threads` threads that all call this with the same numbers. Reports
 * of the chunk begin at plan.reports. Ends early, before the update, at a step whose loss is not finite.
 * @returns steps reported, the last of which may be one that was not finite
 */
export function trainSteps(planAt: usize, dataAt: usize, thread: i32, threads: i32, first: i32, count: i32): i32 {
  const plan = changetype<Plan>(planAt), data = changetype<Data>(dataAt);
  shareRows(plan, rowsOfStep(plan, first), thread, threads);
  for (let k = 0; k < count; k++) {
    const start = (first + k) * plan.batchSize;
    const B = rowsOfStep(plan, first + k);
    if (plan.dropping) drawMasks(plan, B, <usize>plan.streams + (<usize>thread << 5));
    // Queues are filled while nobody takes from them: those of the next phase during this one.
    sharePanels(plan, thread, threads);
    propagate(plan, data, B, start, thread, threads);
    meet(plan.barrier, threads);
    // Every thread sums for itself, so that all come to the same decision.
    const loss = batchLoss(plan, B);
    if (thread == 0) report(plan, k, B, loss);
    if (!isFinite(loss)) return k + 1;
    if (k + 1 < count) shareRows(plan, rowsOfStep(plan, first + k + 1), thread, threads);
    updateBlocks(plan, data, thread, threads, B, <usize>plan.coefficients + (<usize>k << 5));
    meet(plan.barrier, threads);
  }
  return count;
}

function batchLoss(plan: Plan, B: i32): f64 {
  let sum: f64 = 0;
  for (let row: usize = 0; row < <usize>B; row++) sum += <f64>load<f32>(<usize>plan.losses + (row << 2));
  return sum / <f64>B;
}

function report(plan: Plan, k: i32, B: i32, loss: f64): void {
  let right: f64 = 0;
  for (let row: usize = 0; row < <usize>B; row++) right += <f64>load<u8>(<usize>plan.right + row);
  const place = <usize>plan.reports + (<usize>k << 4);
  store<f64>(place, loss);
  store<f64>(place, right, 8);
}

/**
 * Forward only, over samples 0..count of a data set in blocks that threads take in turn: outputs[count][O] and
 * losses[count]. The plan's buffers of `rows` rows are shared out among the threads.
 */
export function evaluateSamples(planAt: usize, dataAt: usize, thread: i32, threads: i32, count: i32, rows: i32, outputs: usize, losses: usize): void {
  const plan = changetype<Plan>(planAt), data = changetype<Data>(dataAt);
  const top = layerOf(plan, plan.layers - 1);
  const own = max((rows / threads) & ~3, 1);
  const from = thread * own;
  for (let start = from; start < count; start += own * threads) {
    const B = min(own, count - start);
    for (let row = 0; row < B; row++) fetchRow(plan, data, start + row, from + row);
    forwardRows(plan, data, from, from + B, false);
    lossRows(plan, from, from + B, false);
    memory.copy(losses + (<usize>start << 2), <usize>plan.losses + (<usize>from << 2), <usize>B << 2);
    for (let row: usize = 0; row < <usize>B; row++) {
      const bytes = <usize>top.O << 2;
      memory.copy(outputs + (<usize>start + row) * bytes, <usize>plan.outputs + (<usize>from + row) * <usize>top.stride, bytes);
    }
  }
}
