import { Worker } from 'node:worker_threads';
import type { Hire } from './threads.ts';

/**
 * What a worker runs: plain JavaScript as text, so that it needs no file of its own wherever this one ends up.
 * `module` and `exports` are CommonJS's own names, which Bun and Deno do not let it declare again.
 */
const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const wasm = new WebAssembly.Instance(workerData.build, { env: { memory: workerData.memory } }).exports;
parentPort.on('message', ({ name, args }) => parentPort.postMessage(wasm[name](...args)));
parentPort.postMessage(0);
`;

/** A worker thread of Node's. */
export const hireNodeThread: Hire = (memory, module, lose) => {
  const worker = new Worker(WORKER, { eval: true, workerData: { memory, build: module } });
  worker.on('error', (error) => lose(`died: ${error.message}`));
  worker.on('exit', (code) => lose(`ended with code ${code}`));
  // An idle thread does not keep the process alive.
  worker.unref();
  const reply = () =>
    new Promise<number>((resolve) => {
      worker.ref();
      worker.once('message', (value: number) => {
        worker.unref();
        resolve(value);
      });
    });
  return {
    ready: reply(),
    call(name, args) {
      const done = reply();
      worker.postMessage({ name, args });
      return done;
    },
    dismiss: () => void worker.terminate(),
  };
};
