import { instantiate } from './module.ts';

/** Threads with an instance of the kernels each, on one memory, that all run the same function at the same time. */
export interface Crew {
  readonly threads: number;
  /**
   * Calls an exported function in every thread as f(...before, thread, threads, ...after).
   * @returns what the first thread returned
   * @throws Error where a thread died
   */
  call(name: string, before: readonly number[], after: readonly number[]): Promise<number>;
  /** Ends the threads. */
  dismiss(): void;
}

/** One thread, of whatever kind the platform has. */
export interface Member {
  /** Resolves when it has its instance. */
  readonly ready: Promise<unknown>;
  /** Calls an exported function there; one call at a time. */
  call(name: string, args: readonly number[]): Promise<number>;
  /** Ends it. Who waits for it is told through `lose`. */
  dismiss(): void;
}

/**
 * Starts a thread with an instance of its own on that memory: a worker of Node's, or of a browser's.
 * @param lose is told how the thread ended, whenever it does
 * @throws Error where there can be none
 */
export type Hire = (memory: WebAssembly.Memory, module: WebAssembly.Module, lose: (how: string) => void) => Member;

/**
 * One thread works where it is called; more are workers, so that the calling thread stays free for signals and the
 * terminal.
 */
export async function gatherCrew(
  memory: WebAssembly.Memory,
  module: WebAssembly.Module,
  threads: number,
  hire: Hire,
): Promise<Crew> {
  return threads === 1 ? alone(memory, module) : team(memory, module, threads, hire);
}

function alone(memory: WebAssembly.Memory, module: WebAssembly.Module): Crew {
  const wasm = instantiate(module, memory);
  return {
    threads: 1,
    call: async (name, before, after) => wasm[name](...before, 0, 1, ...after),
    dismiss: () => undefined,
  };
}

async function team(
  memory: WebAssembly.Memory,
  module: WebAssembly.Module,
  threads: number,
  hire: Hire,
): Promise<Crew> {
  let fail: (error: Error) => void;
  // One that dies leaves the others waiting for it: the whole crew ends, and the call under way with it.
  const death = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const members = Array.from({ length: threads }, (_, thread) =>
    hire(memory, module, (how) => fail(new Error(`thread ${thread + 1} of ${threads} ${how}`))),
  );
  const dismiss = () => {
    for (const member of members) member.dismiss();
  };
  death.catch(dismiss);
  await Promise.race([death, Promise.all(members.map(({ ready }) => ready))]);
  return {
    threads,
    async call(name, before, after) {
      const replies = members.map((member, thread) => member.call(name, [...before, thread, threads, ...after]));
      const [first] = await Promise.race([death, Promise.all(replies)]);
      return first;
    },
    dismiss,
  };
}
