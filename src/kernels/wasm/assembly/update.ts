// Phase B of a step: pieces of every parameter, each taken by one thread, which sums its gradient over the whole batch in
// the order of rows and updates it in place. No sum is ever split between threads.

import { clippedStep } from './clip';
import { ACTIVATION, Activation, BATCH_NORM, Data, Instruction, LAYER_NORM, LINEAR, Linear, Norm, Plan } from './generated/records';
import { instructionAt } from './instructions';
import { updateSlope } from './instructions/activation';
import { updateLinear } from './instructions/linear';
import { updateNorm } from './instructions/norm';
import { updateSparse } from './instructions/sparse-linear';
import { fill, panelsQueue, takeFrom, takeOwn } from './threads/queue';
import { scratchOf } from './threads/scratch';

/** Whether its parameters are taken in panels of 8 columns. */
@inline
function hasPanels(it: Instruction): bool {
  const kind = it.kind;
  return kind == LINEAR ? !changetype<Linear>(it).sparse : kind == BATCH_NORM || kind == LAYER_NORM;
}

/** Fills a thread's queues with its share of each instruction's panels. */
export function sharePanels(plan: Plan, thread: i32, threads: i32): void {
  for (let k = 0; k < plan.length; k++) {
    const it = instructionAt(plan, k);
    if (!hasPanels(it)) continue;
    const panels = (it.O + 7) >> 3;
    fill(plan, thread, panelsQueue(plan, k), panels * thread / threads, panels * (thread + 1) / threads);
  }
}

/**
 * Gradients of all parameters, and their update: a thread does its own pieces, then those that others left. `c`: the
 * optimizer's coefficients for this step.
 */
export function update(plan: Plan, data: Data, thread: i32, threads: i32, B: i32, c: usize): void {
  const clipping = plan.clipNorm > 0;
  const first = instructionAt(plan, 0);
  if (data.sparse) updateSparse(plan, changetype<Linear>(first), data.table, thread, threads, B, c, clipping);
  for (let k = plan.length - 1; k >= 0; k--) {
    const it = instructionAt(plan, k);
    if (hasPanels(it)) takePanels(plan, it, panelsQueue(plan, k), thread, threads, B, c, clipping);
    else if (thread == 0 && it.kind == ACTIVATION && changetype<Activation>(it).slopeRows) updateSlope(plan, changetype<Activation>(it), B, c, clipping);
  }
  if (clipping) clippedStep(plan, thread, threads, c);
}

function takePanels(plan: Plan, it: Instruction, queue: i32, thread: i32, threads: i32, B: i32, c: usize, clipping: bool): void {
  const scratch = scratchOf(plan, thread);
  for (let taken = takeOwn(plan, thread, queue, 1); taken >= 0; taken = takeOwn(plan, thread, queue, 1)) {
    updatePanel(plan, it, (taken & 0xffff) << 3, B, c, scratch, clipping);
  }
  for (let other = 1; other < threads; other++) {
    const victim = (thread + other) % threads;
    for (let panel = takeFrom(plan, victim, queue); panel >= 0; panel = takeFrom(plan, victim, queue)) {
      updatePanel(plan, it, panel << 3, B, c, scratch, clipping);
    }
  }
}

/** Columns n..n+8. */
function updatePanel(plan: Plan, it: Instruction, n: usize, B: i32, c: usize, scratch: usize, clipping: bool): void {
  if (it.kind == LINEAR) updateLinear(plan, changetype<Linear>(it), n, B, c, scratch, clipping);
  else updateNorm(plan, changetype<Norm>(it), n, B, c, scratch, clipping);
}
