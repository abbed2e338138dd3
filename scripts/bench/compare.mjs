import { setTimeout as sleep } from 'node:timers/promises';
import { judge } from './agreement.mjs';
import { startContender, Unavailable } from './child.mjs';
import { writeInitialWeights } from './initial-weights.mjs';
import { pythonWith } from './python.mjs';

/**
 * @typedef {object} Plan
 * @property {number} rounds measured, after a first one that is not
 * @property {number} samples of a whole epoch
 * @property {number} checkSamples epochs over so many show whether losses agree, and how long a whole one may take
 * @property {number} budget seconds: who would need longer for an epoch is measured on fewer samples, and scaled
 * @property {readonly string[]} pythons interpreters to look for modules
 * @property {string} folder for files that children read
 * @property {import('./data.mjs').BenchData} data
 * @property {(text: string) => void} tell progress
 *
 * @typedef {object} Result of one contender on one network
 * @property {string} id
 * @property {string} [missing] why it did not take part
 * @property {Record<string, string>} versions
 * @property {number} samples of its measured epochs
 * @property {number[]} seconds per round, scaled to a whole epoch
 * @property {import('./agreement.mjs').EpochLoss[]} losses
 * @property {import('./agreement.mjs').Verdict} [verdict]
 */

/** Epochs over the few samples of the check: the first compiles and warms, the second tells the pace. */
const CHECK_EPOCHS = 2;
/** Lets the threads of one contender fall asleep before the next begins. */
const PAUSE_MS = 150;

/**
 * All contenders on one network, in turns: A B C, A B C, ...
 * @param {import('./networks.mjs').BenchNetwork} network
 * @param {readonly import('./contenders.mjs').Contender[]} contenders
 * @param {Plan} plan
 * @returns {Promise<Result[]>}
 */
export async function compareOn(network, contenders, plan) {
  const { folder, data, pythons, tell } = plan;
  const init = `${folder}/${network.id}.f32`;
  writeInitialWeights(init, network);
  /** @type {Runner[]} */
  const runners = [];
  try {
    for (const contender of contenders) {
      tell(`${network.id}: starting ${contender.label}`);
      const runner = new Runner(contender);
      runners.push(runner);
      const python = contender.module ? pythonWith(contender.module, pythons) : null;
      await runner.attempt(async () => {
        const started = await startContender(contender, { network, data, init, seed: 1 }, python);
        runner.child = started.child;
        runner.result.versions = started.versions;
        await runner.check(network, plan);
      });
    }
    for (let round = 0; round <= plan.rounds; round++) {
      tell(`${network.id}: ${round === 0 ? 'warm-up' : `round ${round} of ${plan.rounds}`}`);
      for (const runner of runners) await runner.attempt(() => runner.round(round, plan));
    }
  } finally {
    await Promise.all(runners.map(({ child }) => child?.stop()));
  }
  const results = runners.map(({ result }) => result);
  const programs = new Map(contenders.map(({ id, script }) => [id, script]));
  const losses = new Map(results.filter(({ missing }) => !missing).map((one) => [one.id, one.losses]));
  const verdicts = judge(losses, (id) => programs.get(id) ?? id);
  for (const result of results) result.verdict = verdicts.get(result.id);
  return results;
}

class Runner {
  /** @type {import('./child.mjs').Child | undefined} */
  child;
  /** @type {Result} */
  result;
  /** Since the initial weights. */
  #epoch = 0;

  constructor(/** @type {import('./contenders.mjs').Contender} */ { id, install }) {
    this.install = install;
    this.result = { id, versions: {}, samples: 0, seconds: [], losses: [] };
  }

  /** Does it, unless this contender has dropped out; drops it where it fails. */
  async attempt(/** @type {() => Promise<void>} */ task) {
    if (this.result.missing) return;
    try {
      await task();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      this.result.missing = `${error.message}. Install: ${this.install}`;
    }
  }

  /** Short epochs: their losses, and from their pace how many samples a measured epoch will have. */
  async check(/** @type {import('./networks.mjs').BenchNetwork} */ { batchSize }, /** @type {Plan} */ plan) {
    await this.#reset();
    let seconds = 0;
    for (let k = 0; k < CHECK_EPOCHS; k++) seconds = await this.#train(plan.checkSamples);
    const perSample = seconds / plan.checkSamples;
    const affordable = Math.floor(plan.budget / 4 / perSample / batchSize) * batchSize;
    this.result.samples =
      perSample * plan.samples <= plan.budget ? plan.samples : Math.min(plan.samples, Math.max(affordable, batchSize));
  }

  /** Round 0 starts from the initial weights and does not count. */
  async round(/** @type {number} */ round, /** @type {Plan} */ plan) {
    await sleep(PAUSE_MS);
    if (round === 0) await this.#reset();
    const seconds = await this.#train(this.result.samples);
    if (round > 0) this.result.seconds.push((seconds * plan.samples) / this.result.samples);
  }

  get #started() {
    if (!this.child) throw new Error(`${this.result.id} was not started`);
    return this.child;
  }

  async #reset() {
    await this.#started.ask({ do: 'reset' });
    this.#epoch = 0;
  }

  async #train(/** @type {number} */ samples) {
    const { seconds, loss } = await this.#started.ask({ do: 'epoch', samples });
    this.#epoch++;
    this.result.losses.push({ samples, epoch: this.#epoch, loss });
    return seconds;
  }
}
