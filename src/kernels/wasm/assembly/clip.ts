// Gradients that are clipped are all kept first: their joint norm must be known before any parameter changes.

import {
  ACTIVATION, Activation, BATCH_NORM, BLOCK_BYTES, Instruction, LAYER_NORM, LINEAR, Linear, Norm, Parameter, Plan,
} from './generated/records';
import { instructionAt } from './instructions';
import { transposeWeights } from './instructions/linear';
import { stepParameter } from './instructions/parameter';
import { shareOf } from './instructions/sparse-linear';
import { meet } from './threads/barrier';
import { scratchOf } from './threads/scratch';

/** The step by the kept gradients, each scaled. */
export function clippedStep(plan: Plan, thread: i32, threads: i32, c: usize): void {
  meet(plan.barrier, threads);
  const factor = clipFactor(plan);
  const scratch = scratchOf(plan, thread);
  for (let k = plan.length - 1; k >= 0; k--) {
    const it = instructionAt(plan, k);
    if (it.kind == LINEAR) clippedWeights(plan, changetype<Linear>(it), thread, threads, c, factor, scratch);
    // What is small, one thread does.
    if (thread == 0) clippedRest(plan, it, c, factor, scratch);
  }
}

/** What gradients are multiplied by, from all of them in the order of instructions. Every thread comes to the same. */
function clipFactor(plan: Plan): f32 {
  let sum: f64 = 0;
  for (let k = 0; k < plan.length; k++) sum += squaresOf(instructionAt(plan, k));
  const norm = Math.sqrt(sum);
  return norm > <f64>plan.clipNorm ? <f32>(<f64>plan.clipNorm / norm) : 1;
}

function squaresOf(it: Instruction): f64 {
  switch (it.kind) {
    case LINEAR: return squares(changetype<Linear>(it).W) + squares(changetype<Linear>(it).b);
    case ACTIVATION: return changetype<Activation>(it).slopeRows ? squares(changetype<Activation>(it).slope) : 0;
    case BATCH_NORM:
    case LAYER_NORM: return squares(changetype<Norm>(it).gain) + squares(changetype<Norm>(it).shift);
    default: return 0;
  }
}

function squares(parameter: Parameter): f64 {
  let sum: f64 = 0;
  for (let at = parameter.gradients, end = at + (<usize>parameter.length << 2); at < end; at += 4) {
    const value = <f64>load<f32>(at);
    sum += value * value;
  }
  return sum;
}

/** A thread's own part of the weights: its inputs, by eights where they lie in panels. */
function clippedWeights(plan: Plan, it: Linear, thread: i32, threads: i32, c: usize, factor: f32, scratch: usize): void {
  if (it.sparse) {
    const first = <usize>shareOf(plan, thread), last = <usize>shareOf(plan, thread + 1);
    return scaledStep(plan, it.W, first * it.rowStride, <i32>((last - first) * (it.rowStride >> 2)), c, factor, scratch);
  }
  const from = firstInput(it, thread, threads), to = firstInput(it, thread + 1, threads);
  for (let n: usize = 0; n < <usize>it.O8; n += 8) {
    const place = (n >> 3) * (<usize>it.I8 << 5) + (<usize>from << 5);
    scaledStep(plan, it.W, place, (to - from) << 3, c, factor, scratch);
    transposeWeights(it, from, to, n);
  }
}

@inline
function firstInput(it: Linear, thread: i32, threads: i32): i32 {
  return min(((it.I8 >> 3) * thread / threads) << 3, it.I);
}

function clippedRest(plan: Plan, it: Instruction, c: usize, factor: f32, scratch: usize): void {
  switch (it.kind) {
    case LINEAR: return wholeStep(plan, changetype<Linear>(it).b, c, factor, scratch);
    case ACTIVATION: if (changetype<Activation>(it).slopeRows) wholeStep(plan, changetype<Activation>(it).slope, c, factor, scratch); return;
    case BATCH_NORM:
    case LAYER_NORM: {
      wholeStep(plan, changetype<Norm>(it).gain, c, factor, scratch);
      wholeStep(plan, changetype<Norm>(it).shift, c, factor, scratch);
    }
  }
}

function wholeStep(plan: Plan, parameter: Parameter, c: usize, factor: f32, scratch: usize): void {
  scaledStep(plan, parameter, 0, parameter.length, c, factor, scratch);
}

/** The step of n numbers from `place` on by factor * g, by way of scratch: others may still be reading g for the norm. */
function scaledStep(plan: Plan, parameter: Parameter, place: usize, n: i32, c: usize, factor: f32, scratch: usize): void {
  const most = BLOCK_BYTES >> 2;
  for (let done = 0; done < n; done += most) {
    const part = min(most, n - done);
    const at = place + (<usize>done << 2);
    for (let k: usize = 0; k < <usize>part; k++) store<f32>(scratch + (k << 2), load<f32>(parameter.gradients + at + (k << 2)) * factor);
    stepParameter(plan, parameter, at, part, scratch, c);
  }
}
