// npm run build && node scripts/bench/formulas.mjs [--rounds N]: what code that is compiled from formulas costs, beside the
// routines that are written by hand: nanoseconds for an element of every built-in activation, and whole epochs with silu.
import { parseArgs } from 'node:util';
import {
  activationFromFormula,
  activations,
  dense,
  fitScale,
  loadMnist,
  Network,
  randomSource,
  selectEngine,
  train,
} from '../../dist/index.js';
import { describeMachine, machine } from './machine.mjs';
import { markdownTable } from './table.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);
/** Elements of a batch of 64 in a layer of 100. */
const [B, O] = [64, 100];
const { kernels } = selectEngine('wasm');

/** A copy is none of the registry's, so that it is compiled of its formula. */
const compiled = (/** @type {import('../../dist/index.js').Activation} */ activation) => ({ ...activation });

const median = (/** @type {number[]} */ list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

function arrays() {
  const draws = randomSource('bench').stream('z');
  const filled = () => {
    const array = kernels.allocate(B * O);
    for (let k = 0; k < array.length; k++) array[k] = 2 * draws.normal();
    return array;
  };
  return { z: filled(), a: filled(), da: filled(), dz: filled(), p: kernels.allocate(1), dp: kernels.allocate(1) };
}

/** Nanoseconds for an element, forward and gradient, of each of them: in turns, the least of all rounds. */
function perElement(/** @type {import('../../dist/index.js').Activation[]} */ contenders) {
  const { z, a, da, dz, p, dp } = arrays();
  const least = contenders.map(() => [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  const calls = 40;
  for (let round = 0; round < rounds; round++) {
    contenders.forEach((activation, k) => {
      p[0] = activation.parameter?.initial ?? 0;
      const parts = [
        () => kernels.activate(activation, B, O, z, p, a),
        () => kernels.activationGradient(activation, B, O, z, a, p, da, dz, dp),
      ];
      parts.forEach((part, which) => {
        part();
        const begun = process.hrtime.bigint();
        for (let call = 0; call < calls; call++) part();
        const ns = Number(process.hrtime.bigint() - begun) / (calls * B * O);
        least[k][which] = Math.min(least[k][which], ns);
      });
    });
  }
  return least;
}

const rows = activations
  .filter(({ scalar, name }) => scalar && name !== 'identity')
  .map((activation) => {
    const [[f, df], [ofFormula, slopeOfFormula]] = perElement([activation, compiled(activation)]);
    return [activation.name, f, ofFormula, df, slopeOfFormula];
  });

/** Processor seconds of an epoch of a network of five hidden layers on the embedded digits. */
async function epoch(/** @type {import('../../dist/index.js').Activation | string} */ activation, data) {
  const random = randomSource(1);
  const layers = [...Array.from({ length: 5 }, () => dense(100, activation)), dense(10)];
  const network = new Network({ inputs: data.features, layers, random, kernels });
  const scale = fitScale('255', data);
  const begun = process.cpuUsage();
  const options = { network, train: data, scale, epochs: 1, batchSize: 64, random, learningRate: 0.1, threads: 1 };
  let loss = Number.NaN;
  for await (const event of train(options)) if (event.type === 'epoch') loss = event.train.loss;
  const { user } = process.cpuUsage(begun);
  return { seconds: user / 1e6, loss };
}

const { train: data } = await loadMnist();
const typed = activationFromFormula('z * sigmoid(z)');
const ratios = [];
let [built, own] = [await epoch('silu', data), await epoch(typed, data)];
for (let round = 0; round < rounds; round++) {
  [built, own] = [await epoch('silu', data), await epoch(typed, data)];
  ratios.push(built.seconds / own.seconds);
}

const ns = (/** @type {number} */ value) => value.toFixed(2);
console.log(`${describeMachine(machine())}

Nanoseconds for an element, one thread, 64 x 100 numbers, the least of ${rounds} rounds in turns:

${markdownTable(
  ['activation', 'f by hand', 'f of its formula', 'gradient by hand', 'gradient of its formula'],
  rows.map(([name, ...times]) => [String(name), ...times.map((time) => ns(Number(time)))]),
)}

Epochs of 784-5x100-10, batches of 64, one thread, in turns: "z * sigmoid(z)" runs at ${median(ratios).toFixed(2)} times the
speed of silu (median of ${rounds}, processor time); losses ${own.loss.toFixed(6)} and ${built.loss.toFixed(6)}.`);
