// node scripts/check-contributing.mjs [--link] [WORDS...]: does what CONTRIBUTING.md says, to the letter, in a fresh clone of
// what is committed, and tells which recipes work. WORDS choose recipes by their headings. --link takes this folder's
// node_modules and builds instead of npm ci, to be quick where the registry is far.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inserted, recipesIn } from './contributing/recipes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gradlens-contributing-'));
const clone = join(folder, 'gradlens');
const words = process.argv.slice(2).filter((word) => word !== '--link');
const link = process.argv.includes('--link');

/** Runs shell lines as they are typed, one after another, until one fails. */
function shell(lines, cwd) {
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', lines], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CI: '1', NO_COLOR: '1' },
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${lines}\n${stdout.slice(-6000)}${stderr.slice(-3000)}`);
}

/** Does one recipe: its files, its insertions, its shell lines, in their order. */
function follow({ blocks }) {
  const paths = [];
  for (const { kind, path, text } of blocks) {
    if (kind === 'sh') {
      if (paths.length > 0) shell(`npx biome check ${paths.splice(0).join(' ')}`, clone);
      shell(text, clone);
      continue;
    }
    const file = join(clone, path);
    if (kind === 'diff') writeFileSync(file, inserted(readFileSync(file, 'utf8'), text, path));
    else {
      if (existsSync(file)) throw new Error(`${path} is there already`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    paths.push(path);
  }
}

/** What stands under "From a clone", where URL is this repository. */
function begin({ blocks }) {
  const lines = blocks
    .map(({ text }) => text)
    .join('\n')
    .replace('URL', root);
  if (!link) return shell(lines, folder);
  shell(lines.split('\n')[0], folder);
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  for (const built of ['dist', 'src/kernels/wasm/build'])
    cpSync(join(root, built), join(clone, built), { recursive: true });
}

let failed = 0;
try {
  const [first, ...recipes] = recipesIn(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'));
  const begun = performance.now();
  begin(first);
  console.log(`ok    ${first.heading} (${seconds(begun)})`);
  for (const recipe of recipes) {
    if (words.length > 0 && !words.some((word) => recipe.heading.toLowerCase().includes(word))) continue;
    const started = performance.now();
    try {
      follow(recipe);
      console.log(`ok    ${recipe.heading} (${seconds(started)})`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${recipe.heading}\n${error.message}`);
    }
    shell('git checkout -q . && git clean -fdq -e node_modules', clone);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failed > 0) process.exitCode = 1;

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
