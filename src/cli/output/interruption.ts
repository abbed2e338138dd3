/** Signals that ask a training to stop, with the exit code that tells so: 128 + the signal's number. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * An abort signal that SIGINT, SIGTERM and SIGHUP (a terminal that was closed) raise, so that a training can save what it
 * has; a second one ends the process at once.
 */
export function interruption(): { signal: AbortSignal; exitCode: () => number; release: () => void } {
  const controller = new AbortController();
  let code: number = codes.SIGINT;
  const listeners = Object.entries(codes).map(([name, number]) => {
    const listener = () => {
      if (controller.signal.aborted) process.exit(number);
      code = number;
      controller.abort();
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return {
    signal: controller.signal,
    exitCode: () => code,
    release: () => {
      for (const off of listeners) off();
    },
  };
}
