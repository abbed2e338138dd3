// npm run bench:norms -- [network] [rounds] [threads]: what norms and residual connections add to the time of a training, W4
// by default. Variants train in turns, an epoch each; with one thread by processor time, with more by the clock.
import { dense, fitScale, loadData, Network, randomSource, selectEngine, slice, train } from '../../dist/index.js';
import { findData } from './data.mjs';
import { describeMachine, machine } from './machine.mjs';
import { describeNetwork, networks } from './networks.mjs';
import { pairedRatio } from './statistics.mjs';
import { markdownTable } from './table.mjs';

const [id = 'W4', rounds = '25', threads = '1'] = process.argv.slice(2);
const SAMPLES = 6000;
const variants = [
  { label: 'batch norm', options: { norm: 'batch' } },
  { label: 'layer norm', options: { norm: 'layer' } },
  { label: 'residual connections', options: { residual: true } },
  { label: 'all the same again', options: {} },
];

const network = networks.find((one) => one.id === id);
if (!network) throw new Error(`no network ${id}`);
const data = slice((await loadData(findData(undefined))).train, 0, SAMPLES);

/** A training that rests after each epoch. */
function start(/** @type {Record<string, unknown>} */ options) {
  const { kernels } = selectEngine('wasm');
  const { inputs, hidden, activation, outputs, batchSize, lr: learningRate } = network;
  const layers = hidden.map((units, k) => {
    // The first layer has another size than its inputs.
    return dense(units, activation, k === 0 ? { ...options, residual: false } : options);
  });
  const random = randomSource(1);
  const built = new Network({ inputs, layers: [...layers, dense(outputs)], kernels, random });
  const rest = { scale: fitScale('255', data), batchSize, learningRate, random, threads: Number(threads) };
  const events = train({ network: built, train: data, epochs: 1e6, ...rest });
  return async () => {
    const before = time();
    for (;;) {
      const { value } = await events.next();
      if (value?.type === 'epoch') return time() - before;
    }
  };
}

function time() {
  if (threads !== '1') return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const plain = start({});
const others = variants.map(({ options }) => start(options));
const times = [plain, ...others].map(() => /** @type {number[]} */ ([]));
for (let round = -3; round < Number(rounds); round++) {
  for (const [k, epoch] of [plain, ...others].entries()) {
    const took = await epoch();
    if (round >= 0) times[k].push(took);
  }
}
const percent = (/** @type {number} */ ratio) => `${((ratio - 1) * 100).toFixed(1)} %`;
const rows = variants.map(({ label }, k) => {
  const { median, min, max } = pairedRatio(times[k + 1], times[0]);
  return [label, ...[median, min, max].map(percent)];
});
const amounts = `${threads} thread${threads === '1' ? '' : 's'}, ${rounds} rounds of ${SAMPLES} samples`;
process.stdout.write(`${describeMachine(machine())}, ${amounts}. ${network.id}: ${describeNetwork(network)}.\n\n`);
process.stdout.write(`${markdownTable(['with', 'more time', 'min', 'max'], rows)}\n`);
process.exit(0);
