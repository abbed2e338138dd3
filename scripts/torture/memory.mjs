// npm run torture:memory: resident memory of a rate search over wide networks, with one thread and with two, and of many
// trainings one after another in one process. Needs /proc. Fails above the ceilings.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './program.mjs';

const ACTIVATIONS = 'sigmoid,tanh,relu,leaky-relu,elu,selu,gelu,silu,mish,softplus,softsign,hard-tanh';
/** MiB of a search over 12 activations at 2048,2048, whatever the number of trainings. */
const CEILING = { 1: 1024, 2: 1536 };
const folder = mkdtempSync(join(tmpdir(), 'gradlens-memory-'));
const failures = [];

try {
  for (const jobs of [1, 2]) {
    const args = ['compare', '--activations', ACTIVATIONS, '--hidden', '2048,2048', '--jobs', String(jobs)];
    const peak = await peakOf([command, ...args, '--train-size', '100', '--epochs', '1', '--seeds', '1', '--quiet']);
    told(`a search over 12 activations at 2048,2048 with --jobs ${jobs}`, peak, CEILING[jobs]);
  }
  const trainings = join(import.meta.dirname, 'many-trainings.mjs');
  told('500 trainings of 784-256-10 in one process', await peakOf([trainings, '500']), 250);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures.length > 0 ? 1 : 0;

function told(/** @type {string} */ what, /** @type {number} */ peak, /** @type {number} */ ceiling) {
  process.stdout.write(`${what}: ${peak.toFixed(0)} MiB at most (ceiling ${ceiling})\n`);
  if (peak > ceiling) failures.push(what);
}

/** MiB that a Node program had at most. */
async function peakOf(/** @type {string[]} */ args) {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, highWaterMark(child.pid));
  }, 100);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return peak;
}

/** VmHWM of a process, in MiB; 0 when it is gone. */
function highWaterMark(/** @type {number | undefined} */ pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
