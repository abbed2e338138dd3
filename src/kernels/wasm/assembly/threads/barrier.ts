// Where threads meet. Two words of memory: how many have arrived, and how many times all have.

/** Turns of the spinning loop before a thread goes to sleep: longer than steps are uneven, shorter than anyone notices. */
const PATIENCE: i32 = 50_000;
/**
 * A thread that has spun in vain may be on the core of the one that it waits for. For so many meetings it then goes to
 * sleep almost at once, and leaves the core to the other.
 */
const MODEST_MEETINGS: i32 = 15;
const MODEST_PATIENCE: i32 = 500;

/** Meetings that are still to be modest; every thread has its own instance of this module, and so its own number. */
let modest: i32 = 0;

/** Returns when all `threads` have called it. */
export function meet(barrier: usize, threads: i32): void {
  if (threads == 1) return;
  const round = atomic.load<i32>(barrier, 4);
  if (atomic.add<i32>(barrier, 1) == threads - 1) {
    atomic.store<i32>(barrier, 0);
    atomic.add<i32>(barrier, 1, 4);
    atomic.notify(barrier + 4, threads);
    return;
  }
  const turns = modest > 0 ? MODEST_PATIENCE : PATIENCE;
  for (let turn = 0; turn < turns; turn++) {
    if (atomic.load<i32>(barrier, 4) != round) return;
  }
  modest = modest > 0 ? modest - 1 : MODEST_MEETINGS;
  while (atomic.load<i32>(barrier, 4) == round) atomic.wait<i32>(barrier + 4, round, -1);
}
