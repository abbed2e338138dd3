// y = f(x), by a routine from the table of functions: one of functions/, or one that was put there from outside. All have
// the signatures that ../../routines.ts tells, and take a row at a time.

import { Activation, Parameter, Plan } from '../generated/records';
import { stepParameter } from './parameter';

@inline
function slopeOf(it: Activation): f32 {
  const slope = it.slope;
  return changetype<usize>(slope) ? load<f32>(slope.values) : 0;
}

export function activationForward(it: Activation, from: i32, to: i32): void {
  const p = slopeOf(it);
  forwardRows(it.forward, to - from, it.O, it.stride, it.x + <usize>from * it.stride, it.y + <usize>from * it.stride, p);
}

/** a[B][O] = f(z), by the routine at that place of the table. */
export function forwardRows(routine: i32, B: i32, O: i32, stride: usize, z: usize, a: usize, p: f32): void {
  for (; B > 0; B--, z += stride, a += stride) call_indirect<void>(routine, O, z, a, p);
}

/** dL/dx, and of a learned number dL/dslope of each row. */
export function activationBackward(it: Activation, from: i32, to: i32): void {
  const p = slopeOf(it);
  for (let row = from; row < to; row++) {
    const offset = <usize>row * it.stride;
    const x = it.x + offset, y = it.y + offset, dy = it.dy + offset;
    if (it.slopeRows) store<f32>(it.slopeRows + (<usize>row << 2), <f32>call_indirect<f64>(it.learned, it.O, x, y, dy, p));
    call_indirect<void>(it.backward, it.O, x, y, dy, it.dx + offset, p);
  }
}

/** The gradient of the learned number: the rows' in order. */
export function updateSlope(plan: Plan, it: Activation, B: i32, c: usize, clipping: bool): void {
  const slope = it.slope;
  let sum: f32 = 0;
  for (let row: usize = 0; row < <usize>B; row++) sum += load<f32>(it.slopeRows + (row << 2));
  store<f32>(slope.gradients, sum);
  if (!clipping) stepParameter(plan, slope, 0, 1, slope.gradients, c);
}
