// npm run torture:readers [-- --count 20000 --seed 1 --reader idx]: broken files for every reader. Each must be read, or
// refused with a UserError, within 1 s and 200 MiB. File k of a reader comes from seed + k alone, so that
// `--reader NAME --seed S --count 1` repeats one. Exit code 1 where anything else happens.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { figure, markdownTable } from '../bench/table.mjs';

/** Files that one process reads: modules stay loaded, and memory is to be seen growing from a fresh start. */
const PER_PROCESS = 1000;
/** Milliseconds without progress after which a process hangs, on a machine that may be busy; and before it begins. */
const PATIENCE = 20_000;
const PATIENCE_TO_BEGIN = 120_000;
const LOOK_EVERY = 100;
/** Losses of a reader that are told one by one: a few are enough to mend the rest. */
const TOLD = 5;

const here = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    reader: { type: 'string' },
    table: { type: 'string', default: here('./reader-table.mjs') },
    json: { type: 'boolean', default: false },
  },
});
const [count, seed] = [values.count, values.seed].map(Number);
const table = resolve(values.table);
/** @type {{ readers: readonly import('./reader-table.mjs').Reader[] }} */
const { readers } = await import(table);
const asked = readers.filter(({ name }) => values.reader === undefined || name === values.reader);
if (asked.length === 0 || !(Number.isSafeInteger(count) && count > 0 && Number.isSafeInteger(seed))) {
  const known = readers.map(({ name }) => name).join(', ');
  process.stderr.write(`torture: --count and --seed take whole numbers, --reader one of ${known}\n`);
  process.exit(2);
}

/** @typedef {import('./break-and-read.mjs').Progress} Progress */
/** @typedef {import('./break-and-read.mjs').Loss} Loss */
const scratch = mkdtempSync(join(tmpdir(), 'gradlens-torture-'));
const results = [];
try {
  for (const { name } of asked) {
    const result = await torture(name);
    results.push(result);
    if (!values.json) process.stderr.write(`${name}: ${result.tried} tried, ${result.lost.length} lost\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (values.json) process.stdout.write(`${JSON.stringify({ seed, count, results }, null, 2)}\n`);
else report();
process.exitCode = results.some(({ lost }) => lost.length > 0) ? 1 : 0;

function report() {
  const heads = ['reader', 'tried', 'read', 'refused', 'lost', 'slowest ms', 'peak MiB'];
  const rows = results.map(({ reader, tried, read, refused, lost, slowest, peak }) => [
    ...[reader, tried, read, refused, lost.length].map(String),
    ...[slowest, peak].map(figure),
  ]);
  process.stdout.write(`${markdownTable(heads, rows)}\n`);
  for (const { reader, lost } of results) {
    for (const { seed: one, file, what } of lost.slice(0, TOLD)) {
      process.stdout.write(`\nlost: ${reader}, ${file}: ${what}\n`);
      process.stdout.write(`  npm run torture:readers -- --reader ${reader} --seed ${one} --count 1\n`);
    }
  }
}

async function torture(/** @type {string} */ reader) {
  const result = { reader, tried: 0, read: 0, refused: 0, slowest: 0, peak: 0, lost: /** @type {Loss[]} */ ([]) };
  while (result.tried < count) {
    const first = seed + result.tried;
    const { progress, ended } = await oneProcess(reader, first, Math.min(PER_PROCESS, count - result.tried));
    if (!ended) progress.lost.push({ seed: first + progress.done, file: 'the file', what: progress.why });
    for (const loss of progress.lost) if (await isLostAlone(reader, loss)) result.lost.push(loss);
    result.tried += progress.done + (ended ? 0 : 1);
    result.read += progress.read;
    result.refused += progress.refused;
    result.slowest = Math.max(result.slowest, progress.slowest);
    result.peak = Math.max(result.peak, progress.peak);
  }
  return result;
}

/** Time and memory are also taken by what else goes on: a file counts as lost if it is so in a process of its own. */
async function isLostAlone(/** @type {string} */ reader, /** @type {Loss} */ { seed: one, what }) {
  if (!/^(slow|memory|hang|end)/.test(what)) return true;
  const { progress, ended } = await oneProcess(reader, one, 1);
  return !ended || progress.lost.length > 0;
}

/** @returns {Promise<{ progress: Progress & { why: string }, ended: boolean }>} */
function oneProcess(/** @type {string} */ reader, /** @type {number} */ first, /** @type {number} */ files) {
  const progressFile = join(scratch, 'progress');
  rmSync(progressFile, { force: true });
  const args = [here('./break-and-read.mjs'), table, reader, String(first), String(files), progressFile];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => {
    said = (said + text).slice(-2000);
  });
  let hangs = false;
  let [last, since] = ['', Date.now()];
  const watch = setInterval(() => {
    const now = noted();
    if (now !== last) [last, since] = [now, Date.now()];
    if (Date.now() - since > (now === '' ? PATIENCE_TO_BEGIN : PATIENCE)) hangs = child.kill('SIGKILL');
  }, LOOK_EVERY);
  const noted = () => {
    try {
      return readFileSync(progressFile, 'utf8');
    } catch {
      return '';
    }
  };
  return new Promise((done) => {
    child.on('close', (code) => {
      clearInterval(watch);
      const note = noted().trim();
      if (note === '') throw new Error(`the process of ${reader} did not begin: ${said}`);
      const why = hangs ? `hangs for ${PATIENCE / 1000} s` : `ends the process: ${said.trim().split('\n').at(-1)}`;
      const progress = { ...JSON.parse(note), why };
      done({ progress, ended: code === 0 && progress.done === files });
    });
  });
}
