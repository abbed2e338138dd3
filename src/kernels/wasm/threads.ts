import { Worker } from 'node:worker_threads';
import { instantiate } from './load.ts';

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

/**
 * One thread works where it is called; more are workers, so that the calling thread stays free for signals and the
 * terminal.
 */
export async function gatherCrew(
  memory: WebAssembly.Memory,
  module: WebAssembly.Module,
  threads: number,
): Promise<Crew> {
  return threads === 1 ? alone(memory, module) : workers(memory, module, threads);
}

function alone(memory: WebAssembly.Memory, module: WebAssembly.Module): Crew {
  const wasm = instantiate(module, memory);
  return {
    threads: 1,
    call: async (name, before, after) => wasm[name](...before, 0, 1, ...after),
    dismiss: () => undefined,
  };
}

/** What a worker runs: plain JavaScript as text, so that it needs no file of its own wherever this one ends up. */
const WORKER = `
const { parentPort, workerData: { memory, module, thread, threads } } = require('node:worker_threads');
const { exports: wasm } = new WebAssembly.Instance(module, { env: { memory } });
parentPort.on('message', ({ name, before, after }) => {
  parentPort.postMessage(wasm[name](...before, thread, threads, ...after));
});
parentPort.postMessage('ready');
`;

async function workers(memory: WebAssembly.Memory, module: WebAssembly.Module, threads: number): Promise<Crew> {
  const team = Array.from({ length: threads }, (_, thread) => {
    return new Worker(WORKER, { eval: true, workerData: { memory, module, thread, threads } });
  });
  const dismiss = () => {
    for (const worker of team) void worker.terminate();
  };
  let fail: (error: Error) => void;
  // One that dies leaves the others waiting for it: the whole crew ends, and the call under way with it.
  const death = new Promise<never>((_, reject) => {
    fail = reject;
  });
  death.catch(dismiss);
  team.forEach((worker, thread) => {
    worker.on('error', (error) => fail(new Error(`thread ${thread + 1} of ${threads} died: ${error.message}`)));
    worker.on('exit', (code) => fail(new Error(`thread ${thread + 1} of ${threads} ended with code ${code}`)));
    // An idle crew does not keep the process alive.
    worker.unref();
  });
  const replies = () => Promise.race([death, Promise.all(team.map(reply))]);
  await replies();
  return {
    threads,
    async call(name, before, after) {
      const done = replies();
      for (const worker of team) worker.postMessage({ name, before, after });
      const [first] = await done;
      return first;
    },
    dismiss,
  };
}

function reply(worker: Worker): Promise<number> {
  return new Promise((resolve) => {
    worker.ref();
    worker.once('message', (value: number) => {
      worker.unref();
      resolve(value);
    });
  });
}
