// npm run torture:kills [-- --count 200 --seed 1]: trainings of all optimizers, with norms, residual connections and
// dropout, on 1 to 3 threads, each killed (SIGKILL) at a random moment, then resumed. Each must end with the SHA-256 of
// one that was never stopped. Exit code 1 where one does not.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { optimizerNames } from '../../dist/index.js';
import { contentOf, draws } from './content.mjs';
import { start } from './program.mjs';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const count = Number(values.count);
const random = draws(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), 'gradlens-kills-'));
const tally = { tried: 0, survived: 0, unbegun: 0, kills: 0, lost: /** @type {string[]} */ ([]) };
try {
  // Each optimizer's whole training is made once for all of its kills.
  const kinds = optimizerNames.map((optimizer, k) => kind(optimizer, k)).slice(0, Math.max(1, count));
  for (let n = 0; n < count; n++) await tryOne(n, await kinds[n % kinds.length]());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(
  `kill -9: ${tally.tried} runs, ${tally.kills} kills within a training, ${tally.unbegun} before its folder was made, ` +
    `${tally.survived} resumed to the same SHA-256, ${tally.lost.length} lost\n${tally.lost.join('\n')}`,
);
process.exitCode = tally.lost.length > 0 ? 1 : 0;

/** @typedef {{ args: string[], sum: string, ms: number }} Kind */

/** A kind of training, made whole when it is first asked for. */
function kind(/** @type {string} */ optimizer, /** @type {number} */ k) {
  const args = [
    'train',
    '--quiet',
    '--train-size',
    '3000',
    '--hidden',
    '40,40,20',
    '--epochs',
    '25',
    '--probe-every',
    '90',
  ];
  args.push('--optimizer', optimizer, '--checkpoint-every', k % 2 === 0 ? '40' : '0.1s');
  if (k % 2 === 1) args.push('--dropout', '0.3', '--norm', k % 4 === 1 ? 'batch' : 'layer');
  if (k % 3 === 1) args.push('--residual');
  if (k % 3 === 0) args.push('--validation', '0.1', '--early-stopping', '--patience', '9');
  /** @type {Promise<Kind> | undefined} */
  let made;
  return () => {
    made ??= (async () => {
      const begun = performance.now();
      const { code, stderr } = await start([...args, '--run', `whole-${optimizer}`], folder).ended;
      if (code !== 0) throw new Error(`${optimizer} ended with ${code}: ${stderr}`);
      return { args, sum: contentOf(join(folder, `whole-${optimizer}`)), ms: performance.now() - begun };
    })();
    return made;
  };
}

async function tryOne(/** @type {number} */ n, /** @type {Kind} */ { args, sum, ms }) {
  tally.tried++;
  const run = `run-${n}`;
  const threads = () => ['--threads', String(1 + Math.floor(random() * 3))];
  let { child, ended } = start([...args, ...threads(), '--run', run], folder);
  // Half of them are killed a second time, while they are resumed.
  for (let kills = random() < 0.5 ? 1 : 2; kills > 0; kills--) {
    await Promise.race([ended, sleep(random() * ms)]);
    if (child.exitCode !== null) break;
    child.kill('SIGKILL');
    await ended;
    if (!existsSync(join(folder, run, 'config.json'))) {
      // Nothing was begun, so there is nothing to resume; it is tried again as it was.
      tally.unbegun++;
      rmSync(join(folder, run), { recursive: true, force: true });
      ({ child, ended } = start([...args, ...threads(), '--run', run], folder));
      continue;
    }
    tally.kills++;
    ({ child, ended } = start(['resume', run, '--quiet', ...threads()], folder));
  }
  const { code, stderr } = await ended;
  if (code === 0 && contentOf(join(folder, run)) === sum) tally.survived++;
  else tally.lost.push(`run ${n}, ${args.join(' ')}: ${code === 0 ? 'other bits' : `exit ${code}, ${stderr}`}`);
  rmSync(join(folder, run), { recursive: true, force: true });
}
