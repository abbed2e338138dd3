// npm run bench:against -- CHECKOUT: this build of gradlens beside another one of it, in turns, round by round. Times are
// those of the processors, which other programs disturb less than the clock.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Child } from './child.mjs';
import { findData, prepareData } from './data.mjs';
import { writeInitialWeights } from './initial-weights.mjs';
import { describeMachine, machine } from './machine.mjs';
import { describeNetwork, networks } from './networks.mjs';
import { pairedRatio } from './statistics.mjs';
import { markdownTable } from './table.mjs';

const help = `npm run bench:against -- CHECKOUT [options]

  CHECKOUT         another working tree of gradlens, built
  --networks W1,.. (default: all)
  --rounds N       pairs of epochs (default 15)
  --samples N      of an epoch (default 6000)
  --threads N      (default 1)
`;

/** One of the two builds: a process that trains when it is asked. */
class Build {
  /** Nanoseconds of processor time of each round, and the loss of each epoch. */
  times = /** @type {number[]} */ ([]);
  losses = /** @type {number[]} */ ([]);
  #child;
  #pid;

  constructor(/** @type {string} */ root) {
    this.#child = new Child(process.execPath, [join(root, 'scripts/bench/peers/gradlens_peer.mjs')], {});
    this.#pid = this.#child.pid;
  }

  start(/** @type {Record<string, unknown>} */ job) {
    return this.#child.ask(job);
  }

  /** Trains an epoch, which counts unless it is to warm up. */
  async round(/** @type {number} */ samples, warmUp = false) {
    const before = processorTime(this.#pid);
    const { loss } = await this.#child.ask({ do: 'epoch', samples });
    this.losses.push(loss);
    if (!warmUp) this.times.push(processorTime(this.#pid) - before);
  }

  stop() {
    return this.#child.stop();
  }
}

/** Nanoseconds that all threads of a process have run. Linux tells them. */
function processorTime(/** @type {number} */ pid) {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return tasks.reduce((sum, task) => {
    const [ran] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ');
    return sum + Number(ran);
  }, 0);
}

/** Rounds of both builds on one network, as a row of the table. */
async function compare(
  /** @type {import('./networks.mjs').BenchNetwork} */ network,
  /** @type {readonly string[]} */ roots,
  /** @type {Record<string, unknown>} */ job,
  /** @type {{ rounds: number, samples: number }} */ { rounds, samples },
) {
  const [a, b] = roots.map((root) => new Build(root));
  for (const build of [a, b]) {
    await build.start(job);
    for (let k = 0; k < 3; k++) await build.round(samples, true);
  }
  // Who begins changes, so that what comes second is no disadvantage.
  for (let round = 0; round < rounds; round++) {
    for (const build of round % 2 ? [b, a] : [a, b]) await build.round(samples);
  }
  await Promise.all([a.stop(), b.stop()]);
  const { median, min, max } = pairedRatio(a.times, b.times);
  const same = a.losses.every((loss, k) => loss === b.losses[k]);
  const ratios = [median, min, max].map((ratio) => ratio.toFixed(3));
  return [`${network.id}: ${describeNetwork(network)}`, ...ratios, same ? 'the same' : 'others'];
}

function readOptions() {
  const text = /** @type {const} */ ({ type: 'string' });
  const options = { networks: text, rounds: text, samples: text, threads: text, help: { type: 'boolean' } };
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const wanted = values.networks?.split(',') ?? networks.map(({ id }) => id);
  return {
    help: values.help || positionals.length !== 1,
    theirs: resolve(positionals[0] ?? '.'),
    chosen: networks.filter(({ id }) => wanted.includes(id)),
    rounds: Number(values.rounds ?? 15),
    samples: Number(values.samples ?? 6000),
    threads: Number(values.threads ?? 1),
  };
}

async function main() {
  const { help: asked, theirs, chosen, threads, ...amount } = readOptions();
  if (asked) return process.stdout.write(help);
  const ours = fileURLToPath(new URL('../..', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'gradlens-against-'));
  try {
    const data = await prepareData(findData(undefined), folder);
    const rows = [];
    for (const network of chosen) {
      process.stderr.write(`${network.id}\n`);
      const init = join(folder, `${network.id}.f32`);
      writeInitialWeights(init, network);
      const job = { network, data, init, seed: 1, options: { engine: 'wasm', threads } };
      rows.push(await compare(network, [ours, theirs], job, amount));
    }
    const header = ['network', 'time, ours / theirs', 'min', 'max', 'losses'];
    const amounts = `${threads} thread${threads > 1 ? 's' : ''}, ${amount.rounds} pairs of epochs of ${amount.samples} samples`;
    process.stdout.write(`${describeMachine(machine())}, ${amounts}.\n\n${markdownTable(header, rows)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
