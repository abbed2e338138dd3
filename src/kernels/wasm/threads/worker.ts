/**
 * What a worker thread does with what it is sent, as text of plain JavaScript: no bundler and no server has to know of a
 * file. `start` links the kernels as table.ts does; `answer` calls one of their functions.
 */
export const WORKER_FUNCTIONS = `
let wasm;
function start({ build, memory, slots }) {
  const table = new WebAssembly.Table({ initial: slots.length + 1, element: 'anyfunc' });
  const env = { memory, sin: Math.sin, cos: Math.cos };
  wasm = new WebAssembly.Instance(build, { env: { memory, table } }).exports;
  slots.forEach(({ name, module: own }, k) => {
    table.set(k + 1, (own ? new WebAssembly.Instance(own, { env }).exports : wasm)[name]);
  });
}
const answer = ({ name, args }) => wasm[name](...args);
`;
