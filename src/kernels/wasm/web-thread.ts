import { UserError } from '../../util/user-error.ts';
import type { Hire } from './threads.ts';

/** What a worker runs: as text, so that no bundler and no server has to know of it. */
const WORKER = `
let wasm;
onmessage = ({ data: { memory, module, name, args } }) => {
  if (module) wasm = new WebAssembly.Instance(module, { env: { memory } }).exports;
  postMessage(module ? 0 : wasm[name](...args));
};
`;

/**
 * A Web Worker. Browsers let it share memory only with a page that is cross-origin isolated.
 * @throws UserError where the page is not
 */
export const hireWebThread: Hire = (memory, module, lose) => {
  if (!globalThis.crossOriginIsolated) {
    throw new UserError({
      rule: 'more than one thread needs a page that is cross-origin isolated',
      received: 'a page that is not',
      fix: `leave threads at 1, or serve it with ${ISOLATION}`,
    });
  }
  const address = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
  const worker = new Worker(address);
  const reply = () =>
    new Promise<number>((resolve) => {
      worker.addEventListener('message', ({ data }) => resolve(data), { once: true });
    });
  worker.addEventListener('error', ({ message }) => lose(`died: ${message || 'a browser may forbid blob: workers'}`));
  const ready = reply();
  void ready.then(() => URL.revokeObjectURL(address));
  worker.postMessage({ memory, module });
  return {
    ready,
    call(name, args) {
      const done = reply();
      worker.postMessage({ name, args });
      return done;
    },
    dismiss() {
      worker.terminate();
      lose('ended: it was dismissed');
    },
  };
};

const ISOLATION =
  "the headers 'Cross-Origin-Opener-Policy: same-origin' and 'Cross-Origin-Embedder-Policy: require-corp'";
