import { Worker } from 'node:worker_threads';
import type { Hire } from './threads.ts';

/** What a worker runs: plain JavaScript as text, so that it needs no file of its own wherever this one ends up. */
const WORKER = `
const { parentPort, workerData: { memory, module } } = require('node:worker_threads');
const { exports: wasm } = new WebAssembly.Instance(module, { env: { memory } });
parentPort.on('message', ({ name, args }) => parentPort.postMessage(wasm[name](...args)));
parentPort.postMessage(0);
`;

/** A worker thread of Node's. */
export const hireNodeThread: Hire = (memory, module, lose) => {
  const worker = new Worker(WORKER, { eval: true, workerData: { memory, module } });
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
