// What is tortured. Another reader is one more line here.

import { gunzipSync, gzipSync } from 'node:zlib';
import { loadActivation } from '../../dist/activations/load.js';
import { readConfigFile } from '../../dist/cli/settings/config-file.js';
import { loadData } from '../../dist/dataset/splits.js';
import { planOf } from '../../dist/experiments/comparison-folder.js';
import { resolvePlan } from '../../dist/experiments/plan.js';
import { dense, Network, randomSource, reference, resolveSettings } from '../../dist/index.js';
import { readCheckpoint } from '../../dist/runs/checkpoint/checkpoint-folder.js';
import { readRunRecord, readSteps } from '../../dist/runs/folder/read-run-record.js';
import { readRunConfig } from '../../dist/runs/folder/run-reader.js';
import { readLoggedCurves } from '../../dist/runs/foreign/read-curves.js';
import { loadParameters } from '../../dist/runs/models/model-file.js';
import {
  checkpointShape,
  checkpoints,
  configs,
  foreignLogs,
  idxFolder,
  modules,
  plan,
  runFolder,
  tables,
  weights,
} from './originals.mjs';

/**
 * @typedef {object} Reader
 * @property {string} name
 * @property {Readonly<Record<string, string | Uint8Array>>} files whole ones, by name; one of them is broken at a time
 * @property {boolean} text whether to change lines, words and JSON, too
 * @property {boolean} [together] whether they belong together, and all of them must be there
 * @property {boolean} [fresh] whether each needs a name of its own, as modules do, which are loaded but once
 * @property {(file: string) => import('./mutator.mjs').Envelope | undefined} [envelope] of a file, by its name
 * @property {(path: string, folder: string) => unknown} read reads the broken file, or its folder; throws where what
 *   comes out is not what its type promises
 */

/** A member of 64 MiB of zeros, in 64 KB: behind any gzip data it makes a bomb. */
const BOMB = gzipSync(Buffer.alloc(2 ** 26));

const gzip = {
  open: (/** @type {Buffer} */ file) => gunzipSync(file),
  close(/** @type {Buffer} */ inside) {
    const level = inside.length % 10;
    return inside.length % 50 === 1 ? Buffer.concat([gzipSync(inside), BOMB]) : gzipSync(inside, { level });
  },
};

/** The JSON header of a safetensors file, whose length is mended. */
const safetensorsHeader = {
  open: (/** @type {Buffer} */ file) => file.subarray(8, 8 + Number(file.readBigUInt64LE())),
  close(/** @type {Buffer} */ inside, /** @type {Buffer} */ file) {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(inside.length));
    return Buffer.concat([length, inside, file.subarray(8 + Number(file.readBigUInt64LE()))]);
  },
};

/** @returns {asserts condition} */
function hold(/** @type {boolean} */ condition, /** @type {string} */ what) {
  if (!condition) throw new Error(`what was read is wrong: ${what}`);
}

function holdSplits(/** @type {import('../../dist/index.js').Splits} */ splits) {
  for (const { count, features, classes, values, labels } of [splits.train, splits.test]) {
    hold(values.length === count * features && labels.length === count && count > 0, 'lengths');
    hold(
      labels.every((label) => label < classes),
      'labels',
    );
    hold(values.every(Number.isFinite), 'values');
  }
}

const relu = [dense(3, 'relu'), dense(3)];

/** @type {readonly Reader[]} */
export const readers = [
  {
    name: 'idx',
    files: idxFolder,
    text: false,
    together: true,
    envelope: (file) => (file.endsWith('.gz') ? gzip : undefined),
    read: async (_, folder) => holdSplits(await loadData(folder)),
  },
  { name: 'csv', files: tables, text: true, read: async (path) => holdSplits(await loadData(path)) },
  {
    name: 'safetensors',
    files: { 'double.safetensors': weights(Float64Array), 'single.safetensors': weights(Float32Array) },
    text: false,
    envelope: () => safetensorsHeader,
    read(path) {
      const network = new Network({ inputs: 4, layers: relu, kernels: reference, random: randomSource(0) });
      loadParameters(network, path);
      hold(network.parameters.every(Number.isFinite), 'weights');
    },
  },
  {
    name: 'run-config',
    files: { 'config.json': runFolder['config.json'] },
    text: true,
    read(_, folder) {
      const { settings, network } = readRunConfig(folder);
      hold(settings.hidden.every((units) => units > 0) && network.inputs > 0, 'sizes');
    },
  },
  {
    name: 'config-file',
    files: configs,
    text: true,
    async read(path) {
      const source = await readConfigFile(path);
      const settings = path.includes('compare') ? resolvePlan(source).settings : resolveSettings(source);
      hold(settings.hidden.every((units) => units > 0) && settings.lr > 0, 'settings');
    },
  },
  {
    name: 'run-logs',
    files: runFolder,
    text: true,
    together: true,
    read(_, folder) {
      const { metrics, probes } = readRunRecord(folder);
      hold(
        metrics.every(({ epoch }, k) => k === 0 || epoch > metrics[k - 1].epoch),
        'epochs in order',
      );
      hold(
        probes.every(({ layers }) => layers.length > 0),
        'layers',
      );
      hold(
        readSteps(folder).steps.every(({ step, loss }) => step >= 0 && typeof loss === 'number'),
        'steps',
      );
      readLoggedCurves(folder);
    },
  },
  {
    name: 'foreign-logs',
    files: foreignLogs,
    text: true,
    read(path) {
      const { curves } = readLoggedCurves(path);
      hold(
        curves.every(({ points }) => points.every(({ value }) => typeof value === 'number')),
        'points',
      );
    },
  },
  {
    name: 'checkpoint',
    files: await checkpoints(),
    text: false,
    envelope: () => safetensorsHeader,
    read(path) {
      const { state, logs } = readCheckpoint(path, checkpointShape);
      // Every part has its sum, so that what loads is what was written.
      hold(
        state.network.parameters[2] === 0 && state.moments[1][1] === 1 && state.steps === 8 && logs.steps === 80,
        'state',
      );
      hold(state.best === null || state.best.parameters[1] === 2, 'best');
    },
  },
  {
    name: 'plan',
    files: { 'plan.json': plan },
    text: true,
    read(_, folder) {
      const { settings, activations } = planOf(folder, []);
      hold(settings.epochs > 0 && activations.length > 0, 'plan');
    },
  },
  {
    name: 'activation',
    files: modules,
    text: true,
    fresh: true,
    async read(path) {
      hold(typeof (await loadActivation(path)).gain === 'number', 'gain');
    },
  },
];
