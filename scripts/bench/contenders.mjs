import { cpus } from 'node:os';

/**
 * Who takes part. An entry is data: a program that speaks the protocol of peers/README.md, and the options it is sent.
 *
 * @typedef {object} Contender
 * @property {string} id as in --contenders
 * @property {string} label
 * @property {string} group contenders of one group are one product; its best is compared as `<group>, best`
 * @property {string} script in peers/
 * @property {string} [module] the Python module it needs; none: a Node program
 * @property {Record<string, unknown>} options
 * @property {number} [threads] held to so many, also by the environment variables of BLAS and OpenMP
 * @property {string} install one line: how to get it
 */

const cores = cpus().length;

/** 1, 2, 4, ... and all cores: which of them is best is measured. */
export const threadCounts = [...new Set([1, 2, 4, 8, cores].filter((n) => n <= cores))].sort((a, b) => a - b);

const BUILD = 'part of gradlens: npm run build';
const TFJS = 'npm install --prefix scripts/bench';

/** @type {readonly Contender[]} */
export const contenders = [
  gradlens('gradlens-1', 'gradlens, 1 thread', { engine: 'wasm', threads: 1 }),
  gradlens('gradlens-all', 'gradlens, all threads', { engine: 'wasm', threads: 'auto' }),
  gradlens('gradlens-reference', 'gradlens, reference engine', { engine: 'reference' }),
  ...threadCounts.map((threads) => ({
    id: `torch-${threads}`,
    label: `PyTorch, ${threads} thread${threads > 1 ? 's' : ''}`,
    group: 'PyTorch',
    script: 'torch_peer.py',
    module: 'torch',
    threads,
    options: { threads },
    install: 'pip install torch (or apt install python3-torch)',
  })),
  jax('jax-step', 'JAX, jit of a step', 'step'),
  jax('jax-epoch', 'JAX, jit of an epoch', 'epoch'),
  {
    id: 'sklearn',
    label: 'scikit-learn',
    group: 'scikit-learn',
    script: 'sklearn_peer.py',
    module: 'sklearn',
    options: {},
    install: 'pip install scikit-learn',
  },
  tfjs('tfjs-wasm', 'TensorFlow.js, wasm', 'wasm'),
  tfjs('tfjs-cpu', 'TensorFlow.js, cpu', 'cpu'),
];

/** @returns {Contender} */
function gradlens(
  /** @type {string} */ id,
  /** @type {string} */ label,
  /** @type {Record<string, unknown>} */ options,
) {
  return { id, label, group: label, script: 'gradlens_peer.mjs', options, install: BUILD };
}

/** @returns {Contender} */
function jax(/** @type {string} */ id, /** @type {string} */ label, /** @type {'step' | 'epoch'} */ compiled) {
  const install = 'pip install jax';
  return { id, label, group: 'JAX', script: 'jax_peer.py', module: 'jax', options: { compiled }, install };
}

/** @returns {Contender} */
function tfjs(/** @type {string} */ id, /** @type {string} */ label, /** @type {string} */ backend) {
  return { id, label, group: label, script: 'tfjs_peer.mjs', options: { backend }, install: TFJS };
}
