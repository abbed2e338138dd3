/** Longest that a computation may keep timers, signals and the terminal waiting, in milliseconds. */
const LONGEST = 30;

/**
 * A function to await in long loops: it lets pending events run when the last time is more than 30 ms ago, and costs
 * next to nothing otherwise.
 */
export function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < LONGEST) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        last = performance.now();
        resolve();
      });
    });
  };
}
