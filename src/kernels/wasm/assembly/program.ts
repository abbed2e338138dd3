// Whole training steps, and evaluation: what a thread runs without going back to JavaScript in between.

import { BATCH_NORM, BatchNorm, COEFFICIENTS, Data, Plan } from './generated/records';
import { forward, instructionAt } from './instructions';
import { runningStatistics } from './instructions/batch-norm';
import { drawMasks, headForward, propagate, shareRows } from './passes';
import { fetchRow } from './samples';
import { meet } from './threads/barrier';
import { sharePanels, update } from './update';

@inline
function rowsOfStep(plan: Plan, step: i32): i32 {
  return min(plan.batchSize, plan.samples - step * plan.batchSize);
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
    if (plan.dropping) drawMasks(plan, B, plan.streams + (<usize>thread << 5));
    // Queues are filled while nobody takes from them: those of the next phase during this one.
    sharePanels(plan, thread, threads);
    propagate(plan, data, B, start, thread, threads);
    // Every thread sums for itself, so that all come to the same decision.
    const loss = batchLoss(plan, B);
    if (thread == 0) report(plan, k, B, loss);
    if (!isFinite(loss)) return k + 1;
    if (k + 1 < count) shareRows(plan, rowsOfStep(plan, first + k + 1), thread, threads);
    update(plan, data, thread, threads, B, plan.coefficients + <usize>(k * COEFFICIENTS << 2));
    meet(plan.barrier, threads);
  }
  return count;
}

function batchLoss(plan: Plan, B: i32): f64 {
  let sum: f64 = 0;
  for (let row: usize = 0; row < <usize>B; row++) sum += <f64>load<f32>(plan.losses + (row << 2));
  return sum / <f64>B;
}

function report(plan: Plan, k: i32, B: i32, loss: f64): void {
  let right: f64 = 0;
  for (let row: usize = 0; row < <usize>B; row++) right += <f64>load<u8>(plan.right + row);
  const place = plan.reports + (<usize>k << 4);
  store<f64>(place, loss);
  store<f64>(place, right, 8);
}

/**
 * Forward only, over samples 0..count of a data set in blocks that threads take in turn: outputs[count][O] and
 * losses[count]. The plan's buffers of `rows` rows are shared out among the threads.
 */
export function evaluateSamples(planAt: usize, dataAt: usize, thread: i32, threads: i32, count: i32, rows: i32, outputs: usize, losses: usize): void {
  const plan = changetype<Plan>(planAt), data = changetype<Data>(dataAt);
  for (let k = 0; k < plan.length; k++) {
    const it = instructionAt(plan, k);
    if (it.kind == BATCH_NORM) runningStatistics(changetype<BatchNorm>(it), thread);
  }
  const top = instructionAt(plan, plan.length - 1);
  const bytes = <usize>top.O << 2;
  const own = max((rows / threads) & ~3, 1);
  const from = thread * own;
  for (let start = from; start < count; start += own * threads) {
    const B = min(own, count - start);
    for (let row = 0; row < B; row++) fetchRow(plan, data, start + row, from + row);
    forward(plan, data, 0, plan.length, from, from + B, thread, false);
    headForward(plan, from, from + B);
    memory.copy(losses + (<usize>start << 2), plan.losses + (<usize>from << 2), <usize>B << 2);
    for (let row: usize = 0; row < <usize>B; row++) {
      memory.copy(outputs + (<usize>start + row) * bytes, plan.outputs + (<usize>from + row) * top.stride, bytes);
    }
  }
}
