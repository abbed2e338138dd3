// Work that is shared out among threads of unlike speed. Each has a queue of pieces of its own, and takes from its front;
// whoever has finished takes from the back of the others'. Cores differ in speed, and one may be busy with something
// else: with fixed shares, all would wait for the slowest. Who does a piece changes no bit of it.
//
// A queue is one word: the first piece that is left in the lower 16 bits, the end in the upper.

import { Plan } from '../generated/records';

/** Queues of a thread: of chunks of the sparse layer's inputs, of blocks of rows for each pass, of each instruction's panels. */
export const INPUTS: i32 = 0;

@inline
export function rowsQueue(pass: i32): i32 {
  return 1 + pass;
}

@inline
export function panelsQueue(plan: Plan, k: i32): i32 {
  return 2 + 2 * plan.batchNorms + k;
}

/** A queue of a thread. */
@inline
function queueOf(plan: Plan, thread: i32, queue: i32): usize {
  return plan.queues + <usize>thread * plan.queueBytes + (<usize>queue << 2);
}

/** Fills a thread's own queue with the pieces from..to. */
@inline
export function fill(plan: Plan, thread: i32, queue: i32, from: i32, to: i32): void {
  atomic.store<i32>(queueOf(plan, thread, queue), from | to << 16);
}

/**
 * Takes pieces from the front of a thread's own queue: up to `most`, and no more than half of what is left.
 * @returns the first in the lower 16 bits, the end in the upper; -1 where none is left
 */
export function takeOwn(plan: Plan, thread: i32, queue: i32, most: i32): i32 {
  const at = queueOf(plan, thread, queue);
  while (true) {
    const value = atomic.load<i32>(at);
    const first = value & 0xffff, end = value >>> 16;
    if (first >= end) return -1;
    const taken = first + min(most, (end - first + 1) >> 1);
    if (atomic.cmpxchg<i32>(at, value, taken | end << 16) == value) return first | taken << 16;
  }
}

/** Takes one piece from the back of another thread's queue; -1 where none is left. */
export function takeFrom(plan: Plan, victim: i32, queue: i32): i32 {
  const at = queueOf(plan, victim, queue);
  while (true) {
    const value = atomic.load<i32>(at);
    const first = value & 0xffff, end = value >>> 16;
    if (first >= end) return -1;
    if (atomic.cmpxchg<i32>(at, value, first | (end - 1) << 16) == value) return end - 1;
  }
}
