import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A contender that cannot take part: missing, or unable to do this job. */
export class Unavailable extends Error {}

/** Longest wait for one answer: the slowest epoch known takes minutes, a hang takes for ever. */
const PATIENCE_MS = 15 * 60_000;

/** A contender's process. It answers each line of JSON with one, and sleeps in between. */
export class Child {
  #process;
  #answer = { resolve: (/** @type {any} */ _) => {}, reject: (/** @type {Error} */ _) => {} };
  #errors = '';
  #ended = false;

  /**
   * @param {string} program
   * @param {readonly string[]} args
   * @param {Record<string, string>} env beside the parent's
   */
  constructor(program, args, env) {
    this.#process = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.stderr.on('data', (text) => {
      this.#errors = (this.#errors + text).slice(-4000);
    });
    // Libraries greet on stdout; what is no JSON object is not for us.
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      if (line.startsWith('{')) this.#answer.resolve(JSON.parse(line));
    });
    this.#process.stdin.on('error', () => {});
    this.#process.on('error', (error) => this.#end(error.message));
    this.#process.on('close', (code, signal) =>
      this.#end(`ended with ${signal ?? `code ${code}`}${this.#lastError()}`),
    );
  }

  /** Of its process. */
  get pid() {
    return this.#process.pid ?? 0;
  }

  /**
   * Sends one message and waits for its answer.
   * @param {Record<string, unknown>} message
   * @returns {Promise<any>}
   * @throws Unavailable where the process ends or says that it cannot
   */
  async ask(message) {
    if (this.#ended) throw new Unavailable(`its process ${this.#ended}`);
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const answer = await new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
      timer = setTimeout(() => reject(new Unavailable(`no answer in ${PATIENCE_MS / 60_000} minutes`)), PATIENCE_MS);
      this.#process.stdin.write(`${JSON.stringify(message)}\n`);
    }).finally(() => clearTimeout(timer));
    if (answer.unavailable) throw new Unavailable(answer.unavailable);
    return answer;
  }

  /** Ends the process: it stops when its input does. */
  async stop() {
    if (this.#ended) return;
    const closed = new Promise((resolve) => this.#process.once('close', resolve));
    this.#process.stdin.end();
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 5000);
    await closed;
    clearTimeout(timer);
  }

  #end(/** @type {string} */ how) {
    this.#ended ||= how;
    this.#answer.reject(new Unavailable(`its process ${how}`));
  }

  #lastError() {
    const lines = this.#errors.trim().split('\n').filter(Boolean);
    const told = lines.findLast((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lines[lines.length - 1];
    return told ? `: ${told}` : '';
  }
}

/**
 * Starts a contender for one job, up to its "ready".
 * @param {import('./contenders.mjs').Contender} contender
 * @param {Record<string, unknown>} job
 * @param {string | null} python the interpreter that has its module
 * @returns {Promise<{ child: Child, versions: Record<string, string> }>}
 */
export async function startContender({ script, module, threads, options }, job, python) {
  const file = fileURLToPath(new URL(`peers/${script}`, import.meta.url));
  if (module && !python) throw new Unavailable('not found');
  const child = new Child(python ?? process.execPath, [file], threads ? threadVariables(threads) : {});
  try {
    const { versions } = await child.ask({ ...job, options });
    return { child, versions };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

function threadVariables(/** @type {number} */ threads) {
  const names = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS'];
  return Object.fromEntries(names.map((name) => [name, String(threads)]));
}
