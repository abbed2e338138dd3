// Where threads meet. Two words of memory: how many have arrived, and how many times all have.

/** Turns of the spinning loop before a thread goes to sleep: longer than steps are uneven, shorter than anyone notices. */
const PATIENCE: i32 = 50_000;

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
  for (let turn = 0; turn < PATIENCE; turn++) {
    if (atomic.load<i32>(barrier, 4) != round) return;
  }
  while (atomic.load<i32>(barrier, 4) == round) atomic.wait<i32>(barrier + 4, round, -1);
}
