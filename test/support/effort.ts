/**
 * Begins to measure: the function returned tells the milliseconds since, or those of this process's processor time where
 * they are fewer. On a machine with other work to do the clock runs on while a test waits.
 */
export function effort(): () => number {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return Math.min(performance.now() - begun, (user + system) / 1000);
  };
}
