import { link, type Slot } from '../table.ts';

/** Threads with an instance of the kernels each, on one memory, that all run the same function at the same time. */
export interface ThreadPool {
  readonly threads: number;
  /**
   * Calls an exported function in every thread as f(...before, thread, threads, ...after).
   * @returns what the first thread returned
   * @throws Error where a thread died
   */
  call(name: string, before: readonly number[], after: readonly number[]): Promise<number>;
  /** Ends the threads. Resolves when none of them can write any more, where that is ever known. */
  close(): Promise<unknown>;
}

/** One thread, of whatever kind the platform has. */
export interface ThreadWorker {
  /** Resolves when it has its instance. */
  readonly ready: Promise<unknown>;
  /** Calls an exported function there; one call at a time. */
  call(name: string, args: readonly number[]): Promise<number>;
  /** Ends it. Who waits for it is told through `onEnd`. Resolves when it has ended, where that is ever known. */
  close(): Promise<unknown>;
}

/** What a thread is given at its start. */
export interface ThreadStart {
  readonly memory: WebAssembly.Memory;
  /** The kernels. */
  readonly build: WebAssembly.Module;
  /** Its table of functions. */
  readonly slots: readonly Slot[];
}

/**
 * Starts a thread with an instance of its own: a worker of Node's, or of a browser's.
 * @param onEnd is told how the thread ended, whenever it does
 * @throws Error where there can be none
 */
export type StartThread = (start: ThreadStart, onEnd: (how: string) => void) => ThreadWorker;

/**
 * One thread works where it is called; more are workers, so that the calling thread stays free for signals and the
 * terminal.
 */
export async function startThreads(start: ThreadStart, threads: number, startThread: StartThread): Promise<ThreadPool> {
  return threads === 1 ? callingThread(start) : workers(start, threads, startThread);
}

function callingThread({ build, memory, slots }: ThreadStart): ThreadPool {
  const wasm = link(build, memory, slots);
  return {
    threads: 1,
    call: async (name, before, after) => wasm[name](...before, 0, 1, ...after),
    close: async () => undefined,
  };
}

async function workers(start: ThreadStart, threads: number, startThread: StartThread): Promise<ThreadPool> {
  let fail: (error: Error) => void;
  // One that dies leaves the others waiting for it: all of them end, and the call under way with them.
  const death = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const all = Array.from({ length: threads }, (_, thread) =>
    startThread(start, (how) => fail(new Error(`thread ${thread + 1} of ${threads} ${how}`))),
  );
  const close = () => Promise.all(all.map((worker) => worker.close()));
  death.catch(close);
  await Promise.race([death, Promise.all(all.map(({ ready }) => ready))]);
  return {
    threads,
    async call(name, before, after) {
      const replies = all.map((worker, thread) => worker.call(name, [...before, thread, threads, ...after]));
      const [first] = await Promise.race([death, Promise.all(replies)]);
      return first;
    },
    close,
  };
}
