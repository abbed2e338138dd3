// npm run check:runtimes: trainings and a comparison under Bun and Deno, beside the same under this Node. The result must
// not depend on the number of threads, and nothing may be written to stderr. Needs a build, and the registry.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from './install.mjs';

const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const NETWORK = ['--hidden', '32', '--epochs', '1', '--quiet', '--json'];

/** How each is started, and how far its loss may be from Node's. */
const runtimes = [
  { spec: 'deno@2.9', args: ['run', '-A'], tolerance: 0 },
  // Math.cos and its like round otherwise in Bun, so first weights differ. Measured: 2e-8.
  { spec: 'bun@1.4', args: [], tolerance: 1e-6 },
];

const node = trainings(process.execPath, []);
let failed = false;
for (const { spec, args, tolerance } of runtimes) {
  const program = installed(spec);
  if (!program) continue;
  try {
    const { loss, bits } = trainings(program, args);
    const apart = Math.abs(loss - node.loss) / node.loss;
    if (apart > tolerance || (tolerance === 0 && bits !== node.bits)) throw new Error(`loss ${apart} from Node's`);
    inFolder((cwd) =>
      gradlens(
        program,
        args,
        ['compare', '--activations', 'relu,tanh', '--seeds', '1', '--jobs', '2', ...NETWORK],
        cwd,
      ),
    );
    console.log(`ok    ${spec}: 1, 2 and 3 threads, the same bits; ${apart} from Node's loss; a comparison`);
  } catch (error) {
    failed = true;
    console.log(`FAIL  ${spec}: ${error.message}`);
  }
}
process.exitCode = failed ? 1 : 0;

/** One training for each number of threads: its loss, and a sum of its weights, which must be the same for all. */
function trainings(program, args) {
  const results = ['1', '2', '3'].map((threads) =>
    inFolder((cwd) => {
      const options = ['--threads', threads, '--engine', 'wasm', '--run', 'run'];
      const { test } = JSON.parse(gradlens(program, args, ['train', ...options, ...NETWORK], cwd));
      const { engine } = JSON.parse(readFileSync(join(cwd, 'run/config.json'), 'utf8'));
      if (engine.flavour !== 'relaxed') throw new Error(`the build ${engine.flavour} was taken`);
      const bits = createHash('sha256')
        .update(readFileSync(join(cwd, 'run/model.safetensors')))
        .digest('hex');
      return { loss: test.loss, bits };
    }),
  );
  if (new Set(results.map(({ bits }) => bits)).size > 1) throw new Error('bits depend on the number of threads');
  return results[0];
}

function gradlens(program, args, more, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, [...args, command, ...more], { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0 || stderr !== '') throw new Error(`${more[0]} ended with ${status} and wrote ${stderr}`);
  return stdout;
}

function inFolder(use) {
  const cwd = mkdtempSync(join(tmpdir(), 'gradlens-runtime-'));
  try {
    return use(cwd);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
