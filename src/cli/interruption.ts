import { readFileSync } from 'node:fs';

/** Signals that ask a training to stop, with the exit code that tells so: 128 + the signal's number. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * An abort signal that SIGINT, SIGTERM and SIGHUP (a terminal that was closed) raise, so that a training can save what it
 * has; a second one ends the process at once. What `nohup` ignores stays ignored.
 */
export function interruption(): { signal: AbortSignal; exitCode: () => number; release: () => void } {
  const controller = new AbortController();
  let code: number = codes.SIGINT;
  const heard = Object.entries(codes).filter(([name]) => name !== 'SIGHUP' || !isHangupIgnored());
  const listeners = heard.map(([name, number]) => {
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

/** Whether the process was started to outlive its terminal, as far as the system tells (Linux). */
function isHangupIgnored(): boolean {
  try {
    const [, mask = '0'] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    // Signal 1 is the lowest bit.
    return (BigInt(`0x${mask}`) & 1n) === 1n;
  } catch {
    return false;
  }
}
