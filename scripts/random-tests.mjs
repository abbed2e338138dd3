// npm run test:random -- [rounds] [more for vitest]: the tests again and again, each time with another seed for
// fast-check's draws, e.g. npm run test:random -- 20 --project core. Prints what failed, and the seeds that repeat it.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const [first, ...others] = process.argv.slice(2);
const [rounds, more] = /^\d+$/.test(first ?? '') ? [Number(first), others] : [20, process.argv.slice(2)];

const failed = [];
for (let round = 1; round <= rounds; round++) {
  const seed = randomInt(2 ** 31 - 1);
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', '--reporter=dot', ...more], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, FAST_CHECK_SEED: String(seed), NO_COLOR: '1' },
  });
  console.log(`round ${round} of ${rounds}, FAST_CHECK_SEED=${seed}: ${status === 0 ? 'passed' : 'FAILED'}`);
  if (status === 0) continue;
  failed.push(seed);
  console.log(stdout + stderr);
}
console.log(`${rounds - failed.length} rounds passed, ${failed.length} failed${failed.map((s) => ` ${s}`).join('')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
