// y = f(x), by a routine from the table of functions: one of functions/, or one that was put there from outside. All have
// the signatures that ../../routines.ts tells.

import { Activation, Parameter, Plan } from '../generated/records';
import { stepParameter } from './parameter';

@inline
function slopeOf(it: Activation): f32 {
  const slope = it.slope;
  return changetype<usize>(slope) ? load<f32>(slope.values) : 0;
}

export function activationForward(it: Activation, from: i32, to: i32): void {
  const offset = <usize>from * it.stride;
  call_indirect<void>(it.forward, to - from, it.O, <i32>(it.stride >> 2), it.x + offset, it.y + offset, slopeOf(it));
}

/** dL/dx, and of a learned number dL/dslope of each row. */
export function activationBackward(it: Activation, from: i32, to: i32): void {
  const offset = <usize>from * it.stride;
  const rows = it.slopeRows ? it.slopeRows + (<usize>from << 2) : 0;
  call_indirect<void>(
    it.backward, to - from, it.O, <i32>(it.stride >> 2),
    it.x + offset, it.y + offset, it.dy + offset, it.dx + offset, slopeOf(it), rows,
  );
}

/** The gradient of the learned number: the rows' in order. */
export function updateSlope(plan: Plan, it: Activation, B: i32, c: usize, clipping: bool): void {
  const slope = it.slope;
  let sum: f32 = 0;
  for (let row: usize = 0; row < <usize>B; row++) sum += load<f32>(it.slopeRows + (row << 2));
  store<f32>(slope.gradients, sum);
  if (!clipping) stepParameter(plan, slope, 0, 1, slope.gradients, c);
}
