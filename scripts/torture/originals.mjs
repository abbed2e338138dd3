// Whole files, of every kind that gradlens reads, to be broken: the same bytes at every start.

import { gzipSync } from 'node:zlib';
import { encodeSafetensors } from '../../dist/formats/safetensors.js';
import { encodeCheckpoint } from '../../dist/runs/checkpoint/checkpoint.js';
import { METRICS_HEADER } from '../../dist/runs/logs/metrics.js';
import { resolveSettings } from '../../dist/settings/resolve.js';

const json = (/** @type {unknown} */ value) => JSON.stringify(value, null, 2);

function idx(/** @type {number[]} */ ...dimensions) {
  const bytes = Buffer.alloc(4 + 4 * dimensions.length + dimensions.reduce((n, side) => n * side, 1));
  bytes.writeUInt32BE(0x0800 + dimensions.length);
  dimensions.forEach((side, k) => void bytes.writeUInt32BE(side, 4 + 4 * k));
  for (let k = 4 + 4 * dimensions.length; k < bytes.length; k++)
    bytes[k] = dimensions.length === 1 ? k % 3 : (37 * k) % 256;
  return bytes;
}

/** A folder of images; every other file is compressed. */
export const idxFolder = {
  'train-images-idx3-ubyte.gz': gzipSync(idx(12, 4, 4)),
  'train-labels-idx1-ubyte': idx(12),
  't10k-images.idx3-ubyte': idx(6, 4, 4),
  't10k-labels.idx1-ubyte.gz': gzipSync(idx(6)),
};

const rows = Array.from({ length: 40 }, (_, k) => [k % 3, (k * 7) % 256, k % 5, (k * 31) % 256].map(String));
export const tables = {
  'bytes.csv': `label,a,b,c\n${rows.map((row) => row.join(',')).join('\n')}\n`,
  'numbers.tsv': rows.map(([label, a, b]) => [`${a}.25`, `-${b}e-3`, label].join('\t')).join('\n'),
  'quoted.csv': `"label";"a, b";"c"\r\n${rows.map(([label, a, b]) => `${label};"${a}";${b}`).join('\r\n')}`,
};

/** The parameters of a network 4-3-3, as a run saves them. */
export const SHAPES = {
  'layers.0.weight': [4, 3],
  'layers.0.bias': [3],
  'layers.1.weight': [3, 3],
  'layers.1.bias': [3],
};
export function weights(/** @type {Float64ArrayConstructor | Float32ArrayConstructor} */ Values) {
  const tensors = Object.entries(SHAPES).map(([name, shape]) => {
    const length = shape.reduce((n, side) => n * side, 1);
    return { name, shape, values: Values.from({ length }, (_, k) => k / 8 - 1) };
  });
  return encodeSafetensors({ tensors, metadata: { format: 'gradlens', step: '5' } });
}

const values = { data: 'small.csv', hidden: [4, 4], batchSize: 8, validation: 0.25, scale: 'standardize' };
const settings = resolveSettings({ label: String, values });
const config = {
  versions: { gradlens: '0.1.0', node: '20.0.0' },
  settings,
  engine: { name: 'wasm', flavour: 'relaxed', precision: 'float32', threads: 1 },
  network: { inputs: 4, classes: 3, activation: 'relu', parameters: 55 },
  data: {
    name: 'small.csv',
    fingerprint: '00'.repeat(32),
    samples: { train: 24, validation: 8, test: 8 },
    scale: { kind: 'standardize', mean: [0, 1, 2, 3], deviation: [1, 1, 2, 2] },
  },
};

/** Files of settings, by hand or from a run or a comparison. */
export const configs = {
  'run.json': json(config),
  'flat.json': json({
    lr: 0.1,
    epochs: 3,
    hidden: '5x100',
    shuffle: false,
    schedule: 'step:10,0.1',
    init: 'normal:0.1',
  }),
  'compare.json': json({ plan: { activations: ['relu', 'tanh'], seeds: 3, lr: 'search', jobs: 'auto' }, settings }),
  'flat.yaml': 'lr: 0.25\nhidden: [6, 5]\nactivation: leaky_relu # as PyTorch\nearlyStopping: true\nvalidation: 0.1\n',
  'anchors.yml': 'first: &sizes\n  - 6\nhidden: *sizes\nmonitor: "val_loss"\noptimizer: >-\n  adam\n',
};

const score = { loss: 0.5, accuracy: 0.75 };

/** What a comparison is begun with. */
export const plan = json({
  ...{ settings, plan: { activations: ['relu', 'tanh'], seeds: 3, lr: 'search' } },
  data: { fingerprint: '00'.repeat(32) },
});

/** Arrays of the checkpoints of a network 4-3-3 that adam trains. */
export const checkpointShape = {
  layout: {
    tensors: Object.entries(SHAPES).map(([name, shape], k) => {
      return { name, shape, offset: [0, 12, 15, 24][k], length: shape.reduce((n, side) => n * side, 1) };
    }),
    length: 27,
  },
  statisticsLayout: { tensors: [], length: 0 },
  moments: ['mean', 'square'],
};

/** Checkpoints, with and without early stopping. */
export async function checkpoints() {
  const values = (/** @type {number} */ scale) => Float32Array.from({ length: 27 }, (_, k) => scale * k - 1);
  const buffers = (/** @type {number} */ scale) => ({ parameters: values(scale), statistics: new Float32Array(0) });
  const stream = { s0: 0.1, s1: 0.2, s2: 0.3, c: 1 };
  const best = {
    ...{ epoch: 1, step: 5, lr: 0.1, train: score, validation: score, test: null },
    seconds: 1,
    samplesPerSecond: 9,
  };
  const state = {
    ...{ epoch: 2, stepInEpoch: 3, steps: 8, lossSum: 12.5, right: 20, seconds: 0.5, secondsBefore: 0.3 },
    ...{ lastFiniteLoss: 0.5, halvings: [{ epoch: 1, step: 2, backTo: 0, learningRate: 0.05 }] },
    ...{ earlyStopping: null, streams: { shuffle: stream, dropout: stream }, best: null },
    ...{ network: buffers(0.5), moments: [values(0.25), values(2)] },
  };
  const logs = { metrics: 200, steps: 80, layers: 900 };
  const stopping = { ...state, earlyStopping: { best, since: 1 }, best: buffers(3) };
  return {
    'last.safetensors': await encodeCheckpoint({ state, logs }, checkpointShape),
    'stopping.safetensors': await encodeCheckpoint({ state: stopping, logs }, checkpointShape),
  };
}

const histogram = { from: -1, to: 1, counts: [1, 2, 3] };
const layers = [0, 5, 10].flatMap((step) =>
  [1, 2, 3].map((layer) => ({
    ...{ epoch: step / 5, step, layer, units: 4, gradientNorm: 1 / layer, deltaRms: layer / 8, weightNorm: 2 },
    ...{ updateRatio: step === 0 ? null : 1e-3, activationMean: 0.5, activationStd: 'Infinity', saturated: 0.125 },
    ...{ dead: 0, nearZero: 0.5, histograms: { activation: histogram, gradient: histogram } },
  })),
);
const lines = (/** @type {unknown[]} */ all) => all.map((one) => `${JSON.stringify(one)}\n`).join('');

/** All that a run leaves, but for its weights. */
export const runFolder = {
  'config.json': json(config),
  'metrics.csv': `${METRICS_HEADER}\n1,5,0.1,0.9,0.5,0.8,0.5,0.7,0.6,0.01,4000\n2,10,0.1,NaN,0.6,,,0.65,0.7,0.02,4100\n`,
  'steps.jsonl': lines([1, 2, 4, 6, 8].map((step) => ({ step, loss: 1 / step, lr: 0.1 }))),
  'layers.jsonl': lines(layers),
  'summary.json': json({
    ...{ status: 'finished', run: 'runs/relu', parameters: 55, epochs: 2, steps: 10, train: score, validation: null },
    ...{
      test: score,
      best: { epoch: 2, monitor: 'val_loss', value: 0.5, train: score, validation: score, test: null },
    },
    ...{
      seconds: 0.02,
      samplesPerSecond: 4000,
      reached: { 0.9: { epoch: 1, step: 5 }, 0.95: null, 0.97: null, 0.98: null },
    },
    ...{ saturated: 0.1, dead: 0, attenuation: { start: { total: 0.5, perLayer: 0.7 }, end: null } },
    diagnosis: [{ rule: 'dead', severity: 'note', text: 'one', advice: 'two', source: 'three' }],
  }),
};

/** Logs of others. */
export const foreignLogs = {
  'keras.csv':
    'epoch,accuracy,loss,lr,val_accuracy,val_loss\n0,0.5,1.5,0.1,0.4,1.6\n1,0.6,1.25,0.1,0.5,1.4\n2,0.7,1,0.1,0.6,1.3\n',
  'lightning.csv':
    'epoch,lr-SGD,step,train_loss_epoch,train_loss_step,val_acc\n0,,4,,1.5,\n0,,9,,1.25,0.5\n0,,9,1.4,,\n1,0.1,14,,1.0,\n',
  'ours.csv': runFolder['metrics.csv'],
};

/** Modules with an activation, good ones and strange ones. */
export const modules = {
  'tanh.mjs': "export default { name: 'mine', f: (z) => Math.tanh(z), df: (z, a) => 1 - a * a, range: [-1, 1] };\n",
  'plain.mjs': "const k = 3;\nexport default { name: 'hat', f: (z) => Math.max(0, z) / k, kinks: [0] };\n",
  'slope.mjs':
    "export default { name: 'bent', f: (z, p) => (z > 0 ? z : p * z), parameter: { name: 'slope', initial: 0.25 }, kinks: [0] };\n",
  'getter.mjs': "export default { name: 'odd', get f() { throw Object.create(null); } };\n",
  'proxy.mjs': "export default new Proxy({}, { get: () => 1n, ownKeys() { throw 'no keys'; } });\n",
  'itself.mjs': "const a = { name: 'a', f: (z) => z };\na.parameter = a;\na.kinks = [a];\nexport default a;\n",
  'throws.mjs': 'throw { toString: null };\nexport default 1;\n',
  'strange.mjs': "export default { name: 'sym', f: (z) => (z > 3 ? Symbol('x') : Object.create(null)) };\n",
};
