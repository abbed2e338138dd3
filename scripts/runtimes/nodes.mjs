// npm run check:nodes [-- --short] [SPEC...]: the tests under other releases of Node, from the npm registry: all of them
// under the newest, those of the core, the engines and the command line under the ones between. --short
// takes the core and the engines under the newest alone. Needs a build.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from './install.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
/** Which tests run under which, whole and in short; package.json's `engines` and the README name them. */
const releases = [
  { spec: 'node@26', whole: [], short: ['core', 'engines'] },
  { spec: 'node@24', whole: ['core', 'engines', 'cli'], short: null },
  { spec: 'node@22', whole: ['core', 'engines', 'cli'], short: null },
];

const short = process.argv.includes('--short');
const asked = process.argv.slice(2).filter((word) => word !== '--short');
for (const release of releases) {
  const { spec } = release;
  const projects = short ? release.short : release.whole;
  if (!projects || (asked.length > 0 && !asked.includes(spec))) continue;
  const node = installed(spec);
  if (!node) continue;
  const started = performance.now();
  const { status } = spawnSync(node, [vitest, 'run', ...projects.flatMap((name) => ['--project', name])], {
    cwd: root,
    stdio: 'inherit',
    // What the tests start by name is this one, too.
    env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` },
  });
  const time = `${((performance.now() - started) / 1000).toFixed(0)} s`;
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'}  ${spec}: ${projects.join(', ') || 'all tests'} (${time})`);
  if (status !== 0) process.exitCode = 1;
}
