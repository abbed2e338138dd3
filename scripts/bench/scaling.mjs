import { cpus } from 'node:os';
import { startContender, Unavailable } from './child.mjs';
import { writeInitialWeights } from './initial-weights.mjs';
import { describeMachine, machine } from './machine.mjs';
import { describeNetwork, flopsPerSample, mnistNetwork } from './networks.mjs';
import { interpreters, pythonWith } from './python.mjs';
import { median } from './statistics.mjs';
import { figure, markdownTable } from './table.mjs';

const powers = (/** @type {number} */ first, /** @type {number} */ last) =>
  Array.from({ length: Math.log2(last / first) + 1 }, (_, k) => first * 2 ** k);
/** A rate at which 64 layers stay finite; it has no influence on time. */
const LR = 0.001;

/** What is varied: each step is a network. */
const axes = [
  { title: 'hidden units', values: powers(32, 2048), at: (n) => mnistNetwork(`hidden-${n}`, [n], 'relu', 64, LR) },
  {
    title: 'hidden layers',
    values: powers(1, 64),
    at: (n) => mnistNetwork(`depth-${n}`, new Array(n).fill(128), 'relu', 64, LR),
  },
  { title: 'batch size', values: powers(1, 1024), at: (n) => mnistNetwork(`batch-${n}`, [128], 'relu', n, LR) },
];
/** Threads are varied on this one. */
const threadsNetwork = mnistNetwork('threads', [512, 512], 'relu', 128, LR);

/**
 * How the time of an epoch grows with width, depth, batch and threads.
 * @param {import('./options.mjs').BenchOptions} options
 * @param {import('./data.mjs').BenchData} data
 * @param {string} folder
 * @param {(text: string) => void} tell
 */
export async function benchScaling(options, data, folder, tell) {
  const rule = options.quick ? { enough: 0.05, rounds: 1 } : { enough: 0.5, rounds: options.rounds };
  const pythons = interpreters(options.python);
  const measure = async (contender, network) => {
    tell(`${describeNetwork(network)}: ${contender.label}`);
    return secondsPerSample(contender, network, { data, folder, pythons, ...rule });
  };
  const contenders = await present(options, measure);
  const tables = [];
  for (const { title, values, at } of axes) {
    const points = [];
    for (const value of values) {
      const network = at(value);
      const figures = [];
      for (const contender of contenders) figures.push(await measure(contender, network));
      points.push({ value, network, figures });
    }
    tables.push({ title, columns: contenders.map(({ label }) => label), points });
  }
  const threads = await threadsTable(contenders, measure);
  if (threads) tables.push(threads);
  return {
    markdown: markdownOf(tables, data),
    json: { machine: machine(), data: data.name, tables: tables.map(plain) },
  };
}

/** Those asked for; else gradlens on one thread and on all, or its reference where that is all there is. */
async function present({ named, contenders }, measure) {
  if (named) return contenders;
  const fast = contenders.filter(({ id }) => id === 'gradlens-1' || id === 'gradlens-all');
  const probe = await measure(fast[0], axes[0].at(32));
  return typeof probe === 'number' ? fast : contenders.filter(({ id }) => id === 'gradlens-reference');
}

/** One column: 1, 2, ... threads of the engine that has them. */
async function threadsTable(contenders, measure) {
  const engine = contenders.find(({ id }) => id === 'gradlens-all');
  if (!engine) return undefined;
  const points = [];
  for (let threads = 1; threads <= cpus().length; threads++) {
    const contender = { ...engine, label: `gradlens, threads ${threads}`, options: { ...engine.options, threads } };
    points.push({ value: threads, network: threadsNetwork, figures: [await measure(contender, threadsNetwork)] });
  }
  return { title: 'threads', columns: ['gradlens'], points };
}

/** Seconds, or why there are none. Samples are doubled until an epoch lasts long enough for the clock. */
async function secondsPerSample(contender, network, { data, folder, pythons, enough, rounds }) {
  const init = `${folder}/${network.id}.f32`;
  writeInitialWeights(init, network);
  let child;
  try {
    const python = contender.module ? pythonWith(contender.module, pythons) : null;
    ({ child } = await startContender(contender, { network, data, init, seed: 1 }, python));
    await child.ask({ do: 'reset' });
    for (
      let samples = Math.min(data.count, Math.max(64, network.batchSize));
      ;
      samples = Math.min(2 * samples, data.count)
    ) {
      // The first epoch of a size starts threads and compiles.
      await child.ask({ do: 'epoch', samples });
      const { seconds } = await child.ask({ do: 'epoch', samples });
      if (seconds < enough && samples < data.count) continue;
      const all = [seconds];
      while (all.length < rounds) all.push((await child.ask({ do: 'epoch', samples })).seconds);
      return median(all) / samples;
    }
  } catch (error) {
    if (error instanceof Unavailable) return error.message;
    throw error;
  } finally {
    await child?.stop();
  }
}

function markdownOf(tables, data) {
  return [
    '## Scaling',
    `${describeMachine(machine())}. Seconds per epoch of ${data.count} samples (measured on fewer where that is enough),\nand GFLOP/s of the dense products that this is worth, zeros included.`,
    ...tables.map(({ title, columns, points }) => {
      const header = [title, 'network', ...columns.flatMap((label) => [`${label}: s/epoch`, 'GFLOP/s'])];
      const rows = points.map(({ value, network, figures }) => [
        String(value),
        describeNetwork(network),
        ...figures.flatMap((seconds) =>
          typeof seconds === 'number'
            ? [figure(seconds * data.count), figure(flopsPerSample(network) / seconds / 1e9)]
            : ['-', '-'],
        ),
      ]);
      const faults = points.flatMap(({ value, figures }) =>
        figures.filter((one) => typeof one === 'string').map((why) => `- ${title} ${value}: ${why}`),
      );
      return [`### By ${title}`, markdownTable(header, rows), ...(faults.length ? [faults.join('\n')] : [])].join(
        '\n\n',
      );
    }),
  ].join('\n\n');
}

const plain = ({ title, columns, points }) => ({
  title,
  points: points.map(({ value, network, figures }) => ({
    value,
    network: describeNetwork(network),
    secondsPerSample: Object.fromEntries(columns.map((label, k) => [label, figures[k]])),
  })),
});
