import { Worker } from 'node:worker_threads';
import type { StartThread } from './pool.ts';
import { WORKER_FUNCTIONS } from './worker.ts';

const WORKER = `${WORKER_FUNCTIONS}
const { parentPort, workerData } = require('node:worker_threads');
start(workerData);
parentPort.on('message', (call) => parentPort.postMessage(answer(call)));
parentPort.postMessage(0);
`;

/** A worker thread of Node's. */
export const startNodeThread: StartThread = (start, onEnd) => {
  const worker = new Worker(WORKER, { eval: true, workerData: start });
  worker.on('error', (error) => onEnd(`died: ${error.message}`));
  worker.on('exit', (code) => onEnd(`ended with code ${code}`));
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
    close: () => worker.terminate(),
  };
};
