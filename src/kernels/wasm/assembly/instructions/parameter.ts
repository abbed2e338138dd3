// What all parameters go through on their way to the next step.

import { Parameter, Plan } from '../generated/records';

/** The optimizer's step over n numbers of a parameter, from `place` (in bytes) on, by the gradients at g. */
export function stepParameter(plan: Plan, parameter: Parameter, place: usize, n: i32, g: usize, c: usize): void {
  call_indirect<void>(plan.step, n, parameter.values + place, g, parameter.m + place, parameter.v + place, c);
}

/** g[n] += l2 w + l1 sign(w), of weights */
export function penalize(plan: Plan, n: i32, w: usize, g: usize): void {
  if (plan.l1 == 0 && plan.l2 == 0) return;
  const end = w + (<usize>n << 2);
  for (; w < end; w += 4, g += 4) {
    const value = load<f32>(w);
    const sign: f32 = value > 0 ? 1 : value < 0 ? -1 : 0;
    store<f32>(g, load<f32>(g) + plan.l2 * value + plan.l1 * sign);
  }
}
