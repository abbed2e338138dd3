import { UserError } from '../../../util/user-error.ts';
import type { StartThread } from './pool.ts';
import { WORKER_FUNCTIONS } from './worker.ts';

const WORKER = `${WORKER_FUNCTIONS}
onmessage = ({ data }) => postMessage(data.build ? (start(data), 0) : answer(data));
`;

/**
 * A Web Worker. Browsers let it share memory only with a page that is cross-origin isolated.
 * @throws UserError where the page is not
 */
export const startWebThread: StartThread = (start, onEnd) => {
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
  worker.addEventListener('error', ({ message }) => onEnd(`died: ${message || 'a browser may forbid blob: workers'}`));
  const ready = reply();
  void ready.then(() => URL.revokeObjectURL(address));
  worker.postMessage(start);
  return {
    ready,
    call(name, args) {
      const done = reply();
      worker.postMessage({ name, args });
      return done;
    },
    close() {
      worker.terminate();
      onEnd('ended: it was closed');
      // A browser does not tell.
      return new Promise(() => undefined);
    },
  };
};

const ISOLATION =
  "the headers 'Cross-Origin-Opener-Policy: same-origin' and 'Cross-Origin-Embedder-Policy: require-corp'";
