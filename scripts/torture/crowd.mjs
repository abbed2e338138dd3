// npm run torture:crowd [-- --count 24]: so many trainings at the same time, all with the same name for their run folder.
// Each must get a folder of its own, come to its end, and leave whole lines only. Exit code 1 otherwise.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contentOf } from './content.mjs';
import { start } from './program.mjs';

const { values } = parseArgs({ options: { count: { type: 'string', default: '24' } } });
const count = Number(values.count);
const folder = mkdtempSync(join(tmpdir(), 'gradlens-crowd-'));
try {
  const args = ['train', '--quiet', '--train-size', '1000', '--hidden', '20', '--epochs', '10', '--log-every', '1'];
  const crowd = Array.from({ length: count }, () => start([...args, '--checkpoint-every', '5'], folder).ended);
  const codes = (await Promise.all(crowd)).map(({ code }) => code);
  const runs = readdirSync(join(folder, 'runs')).map((name) => join(folder, 'runs', name));
  const torn = runs.flatMap((run) => tornLines(run));
  const sums = new Set(runs.map(contentOf));
  const finished = codes.filter((code) => code === 0).length;
  process.stdout.write(
    `crowd: ${count} trainings at once, ${finished} finished, ${runs.length} folders, ${torn.length} torn lines, ` +
      `${sums.size === 1 ? 'all with the same bits' : `${sums.size} different results`}\n`,
  );
  process.exitCode = finished === count && runs.length === count && torn.length === 0 && sums.size === 1 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function tornLines(/** @type {string} */ run) {
  const lines = (/** @type {string} */ file) => readFileSync(join(run, file), 'utf8').trimEnd().split('\n');
  const json = ['steps.jsonl', 'layers.jsonl'].flatMap((file) => lines(file).filter((line) => !isJson(line)));
  return [...json, ...lines('metrics.csv').filter((line) => line.split(',').length !== 11)];
}

function isJson(/** @type {string} */ line) {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
