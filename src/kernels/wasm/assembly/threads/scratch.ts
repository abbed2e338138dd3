// Memory of a thread's own beside the plan.

import { Plan } from '../generated/records';

@inline
export function scratchOf(plan: Plan, thread: i32): usize {
  return plan.scratch + <usize>thread * plan.scratchBytes;
}

/**
 * Where the turned entries of a thread's inputs are, behind all other scratch: another thread may still be reading them when
 * their owner has gone on to dense layers.
 */
@inline
export function listsOf(plan: Plan, thread: i32): usize {
  return scratchOf(plan, thread) + plan.lists;
}
