// npm run soak [-- --minutes 30]: many short trainings one after another in one process, of every optimizer, on both kinds
// of stepping, with one to three threads. Fails where memory grows: what is in use after a collection, in the last third
// of the time, against the first.

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  defineActivation,
  dense,
  fitScale,
  loadData,
  Network,
  optimizerNames,
  randomSource,
  selectEngine,
  train,
} from '../dist/index.js';
import { median } from './bench/statistics.mjs';
import { figure, markdownTable } from './bench/table.mjs';

/** Share by which the median of the last third may exceed that of the first. */
const MOST_GROWTH = 0.1;
const SAMPLE_SECONDS = 2;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const seconds = Number(values.minutes) * 60;
if (!(seconds > 0)) {
  process.stderr.write(`soak: --minutes must be a positive number (received ${values.minutes})\n`);
  process.exit(2);
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const { train: whole, test } = await loadData('mnist10k', { trainSize: 2000 });
const scale = fitScale('255', whole);
// An activation without a routine in the engine is trained step by step.
const ownActivation = defineActivation({ name: 'own', f: (z) => Math.tanh(z), df: (_z, a) => 1 - a * a });

/** @typedef {{ resident: number, heap: number }} Sample MiB of the process, and of live objects */
/** @type {Sample[]} */
const samples = [];
const started = performance.now();
const elapsed = () => (performance.now() - started) / 1000;
let trainings = 0;
while (elapsed() < seconds) {
  await trainOne(trainings++);
  if (elapsed() < samples.length * SAMPLE_SECONDS) continue;
  samples.push(await settled());
}

const third = Math.floor(samples.length / 3);
if (third === 0) {
  process.stderr.write('soak: too short to tell; take more minutes\n');
  process.exit(2);
}
const thirds = [0, 1, 2].map((k) => samples.slice(k * third, (k + 1) * third));
process.stdout.write(`${trainings} trainings in ${figure(elapsed() / 60)} minutes, Node ${process.versions.node}\n`);
const grown = [
  growth('memory of the process', (sample) => sample.resident),
  growth('live objects', (sample) => sample.heap),
];
process.exitCode = grown.some((share) => share > MOST_GROWTH) ? 1 : 0;

/** Prints a figure by thirds of the time; by how much the median of the last exceeds that of the first. */
function growth(/** @type {string} */ what, /** @type {(sample: Sample) => number} */ of) {
  const medians = thirds.map((part) => median(part.map(of)));
  const rows = thirds.map((part, k) => {
    const all = part.map(of);
    return [['first', 'second', 'last'][k], ...[medians[k], Math.min(...all), Math.max(...all)].map(figure)];
  });
  const share = medians[2] / medians[0] - 1;
  process.stdout.write(`\n${markdownTable([what, 'MiB, median', 'min', 'max'], rows)}\n`);
  process.stdout.write(`\ngrowth: ${figure(100 * share)} % (most allowed: ${100 * MOST_GROWTH} %)\n`);
  return share;
}

/** What stays when all has been collected; memories that threads shared are given back a little later. */
async function settled() {
  for (let k = 0; k < 3; k++) {
    collect();
    await sleep(20);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { resident: rss / 2 ** 20, heap: heapUsed / 2 ** 20 };
}

async function trainOne(/** @type {number} */ k) {
  const random = randomSource(k);
  const activation = k % 7 === 6 ? ownActivation : 'relu';
  const { kernels } = selectEngine('wasm');
  const layers = [dense(64, activation, { dropout: k % 2 ? 0.2 : 0 }), dense(10)];
  const network = new Network({ inputs: whole.features, layers, kernels, random });
  const options = { network, train: whole, test, scale, random, epochs: 2, batchSize: 32 };
  const optimizer = optimizerNames[k % optimizerNames.length];
  for await (const event of train({ ...options, optimizer, threads: 1 + (k % 3) })) {
    if (event.type === 'diverged') throw new Error(`training ${k} diverged`);
  }
  kernels.dispose?.();
}
