// What a training is made of: each kind of instruction has its forward and its backward pass side by side in a file of its
// own, and its part in the update. Rows do not depend on one another, but for batch norm's sums, which passes.ts has the
// threads meet for.

import {
  ACTIVATION, Activation, ADD, Add, BATCH_NORM, BatchNorm, Data, DROPOUT, Dropout, FORK, Fork, Instruction, LAYER_NORM,
  LayerNorm, LINEAR, Linear, Plan,
} from '../generated/records';
import { activationBackward, activationForward } from './activation';
import { addForward, forkBackward } from './add';
import { batchNormBackward, batchNormForward } from './batch-norm';
import { dropoutBackward, dropoutForward } from './dropout';
import { layerNormBackward, layerNormForward } from './layer-norm';
import { linearBackward, linearForward } from './linear';

@inline
export function instructionAt(plan: Plan, k: i32): Instruction {
  return changetype<Instruction>(<usize>load<u32>(plan.instructions + (<usize>k << 2)));
}

/** Instructions first..end of the plan, forward, for rows from..to. */
export function forward(plan: Plan, data: Data, first: i32, end: i32, from: i32, to: i32, thread: i32, training: bool): void {
  for (let k = first; k < end; k++) {
    const it = instructionAt(plan, k);
    switch (it.kind) {
      case LINEAR: linearForward(changetype<Linear>(it), plan, data, from, to); break;
      case ACTIVATION: activationForward(changetype<Activation>(it), from, to); break;
      case DROPOUT: dropoutForward(changetype<Dropout>(it), from, to, training); break;
      case BATCH_NORM: batchNormForward(changetype<BatchNorm>(it), from, to, thread); break;
      case LAYER_NORM: layerNormForward(changetype<LayerNorm>(it), from, to); break;
      case ADD: addForward(changetype<Add>(it), from, to); break;
    }
  }
}

/** Instructions last..first of the plan, backward, for rows from..to. */
export function backward(plan: Plan, last: i32, first: i32, from: i32, to: i32, thread: i32): void {
  for (let k = last; k >= first; k--) {
    const it = instructionAt(plan, k);
    switch (it.kind) {
      case LINEAR: linearBackward(changetype<Linear>(it), from, to); break;
      case ACTIVATION: activationBackward(changetype<Activation>(it), from, to); break;
      case DROPOUT: dropoutBackward(changetype<Dropout>(it), from, to); break;
      case BATCH_NORM: batchNormBackward(changetype<BatchNorm>(it), from, to, thread); break;
      case LAYER_NORM: layerNormBackward(changetype<LayerNorm>(it), from, to); break;
      case FORK: forkBackward(changetype<Fork>(it), from, to); break;
    }
  }
}
