// One process of `npm run torture:readers`: breaks files one after the other and reads them, and writes down how it
// stands before each, since any of them may be the last.
// node break-and-read.mjs TABLE READER SEED COUNT PROGRESS-FILE

import { mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';

import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { randomSource } from '../../dist/util/random.js';
import { UserError } from '../../dist/util/user-error.js';
import { mutated } from './mutator.mjs';

/** Files between two collections, so that what counts as growth is not what nobody uses any more. */
const COLLECT_EVERY = 200;
/** Bytes of what is written down; the rest is blanks, so that a shorter one does not end in a longer one. */
const NOTE = 4096;
const LONGEST_MESSAGE = 10_000;

const [table, name, seed, count, progressFile] = process.argv.slice(2);
/** @type {{ readers: readonly import('./reader-table.mjs').Reader[] }} */
const { readers } = await import(table);
const reader = /** @type {import('./reader-table.mjs').Reader} */ (readers.find((one) => one.name === name));
const names = Object.keys(reader.files);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

let warnings = 0;
process.on('warning', () => void warnings++);
// Beside the notes, so that it is gone in the end even where this process is not there to remove it.
const folder = mkdtempSync(join(dirname(progressFile), 'files-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const note = openSync(progressFile, 'w');

/** @typedef {{ seed: number, file: string, what: string }} Loss */
/** @typedef {{ done: number, read: number, refused: number, lost: Loss[], slowest: number, peak: number }} Progress */
/** @type {Progress} */
const progress = { done: 0, read: 0, refused: 0, lost: [], slowest: 0, peak: 0 };

// The whole files come first: what is loaded once and for all is no growth.
for (const file of names) await outcomeOf(file, Buffer.from(reader.files[file]), `whole-${file}`);
collect();
const before = process.memoryUsage().rss / 2 ** 20;
const peak = () => Math.max(0, process.resourceUsage().maxRSS / 1024 - before);

for (; progress.done < Number(count); progress.done++) {
  writeSync(note, JSON.stringify(progress).padEnd(NOTE), 0);
  await breakAndRead(Number(seed) + progress.done);
  if (progress.done % COLLECT_EVERY === COLLECT_EVERY - 1) collect();
}
writeSync(note, JSON.stringify(progress).padEnd(NOTE), 0);
process.exit();

async function breakAndRead(/** @type {number} */ one) {
  const random = randomSource(`${name}/${one}`).stream('mutate');
  const file = names[random.below(names.length)];
  const envelope = reader.envelope?.(file);
  const how = { text: reader.text, ...(envelope && { envelope }) };
  const bytes = mutated(Buffer.from(reader.files[file]), random, how);
  const peakBefore = peak();
  const { what, milliseconds } = await outcomeOf(file, bytes, reader.fresh ? `${one}-${file}` : file);
  progress.slowest = Math.max(progress.slowest, milliseconds);
  progress.peak = Math.max(progress.peak, peak());
  if (what === 'read' || what === 'refused') progress[what]++;
  const grown = peak() - peakBefore;
  const fault =
    what !== 'read' && what !== 'refused'
      ? what
      : milliseconds > 1000
        ? `slow: ${Math.round(milliseconds)} ms`
        : grown > 200
          ? `memory: ${Math.round(grown)} MiB more`
          : undefined;
  if (fault) progress.lost.push({ seed: one, file, what: fault.slice(0, 300) });
}

/** `read`, `refused`, or what must not be. */
async function outcomeOf(/** @type {string} */ file, /** @type {Buffer} */ bytes, /** @type {string} */ as) {
  for (const other of reader.together ? names : []) {
    if (other !== file) writeFileSync(join(folder, other), reader.files[other]);
  }
  writeFileSync(join(folder, as), bytes);
  const there = readdirSync(folder).length;
  const [begun, spent] = [performance.now(), process.cpuUsage()];
  let what = 'read';
  try {
    await reader.read(join(folder, as), folder);
  } catch (error) {
    what = refusal(error);
  }
  // On a busy machine the clock also counts what others do; what waits without working, the watchdog sees.
  const { user, system } = process.cpuUsage(spent);
  const milliseconds = Math.min(performance.now() - begun, (user + system) / 1000);
  if (Object.keys(Object.prototype).length + Object.keys(Array.prototype).length > 0) what = 'a prototype was polluted';
  if (readdirSync(folder).length !== there) what = 'it wrote a file';
  if (warnings > 0) what = 'it made Node print a warning';
  warnings = 0;
  if (!reader.together || as !== file) rmSync(join(folder, as), { force: true });
  return { what, milliseconds };
}

function refusal(/** @type {unknown} */ error) {
  if (!(error instanceof UserError)) {
    return error instanceof Error ? `${error.name}: ${error.message} ${error.stack?.split('\n')[1]?.trim()}` : 'thrown';
  }
  if (/\p{Cc}/u.test(error.message)) return `a message of several lines, or one that steers a terminal`;
  return error.message.length > LONGEST_MESSAGE ? 'a message as long as a book' : 'refused';
}
