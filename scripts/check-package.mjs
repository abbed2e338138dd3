// npm run check:package: packs, looks at the tarball, installs it into an empty folder and uses it there, as its users
// will. Needs the registry. What CI does without it stands in test/package.test.ts.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { consumerFiles } from './package/consumer.mjs';
import { mistakesIn } from './package/contents.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gradlens-package-'));
const home = join(folder, 'empty');
const bin = (name) => join(root, 'node_modules', '.bin', name);

const run = (command, args, cwd = home) => execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });

let failed = false;

/** One thing that must hold; what it returns is told. */
function check(what, holds) {
  try {
    console.log(`ok    ${what}: ${holds()}`);
  } catch (error) {
    failed = true;
    console.log(`FAIL  ${what}: ${[error.message, error.stdout, error.stderr].filter(Boolean).join('\n')}`);
  }
}

try {
  mkdirSync(home);
  const [pack] = JSON.parse(run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], root));
  const tarball = join(folder, pack.filename);

  check('contents', () => {
    const mistakes = mistakesIn(pack);
    if (mistakes.length > 0) throw new Error(mistakes.join('; '));
    return `${pack.files.length} files, ${(pack.size / 1e6).toFixed(2)} MB packed`;
  });
  check('publint', () => run(bin('publint'), [tarball, '--strict'], root).trim().split('\n').at(-1));
  check('are the types wrong', () => {
    run(bin('attw'), [tarball, '--profile', 'esm-only', '--no-emoji'], root);
    return 'no problems found';
  });
  check('install into an empty folder', () => {
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
    return run('npm', ['install', '--no-audit', '--no-fund', tarball]).trim();
  });
  check('npx gradlens train --epochs 1', () => {
    const { test, status } = JSON.parse(run('npx', ['gradlens', 'train', '--epochs', '1', '--quiet', '--json']));
    if (!(test.accuracy > 0.8)) throw new Error(`a test accuracy of ${test.accuracy}`);
    return `${status}, test accuracy ${test.accuracy}`;
  });
  for (const [name, text] of Object.entries(consumerFiles)) writeFileSync(join(home, name), text);
  for (const resolution of ['nodenext', 'bundler']) {
    check(`types under ${resolution}`, () => run(bin('tsc'), ['-p', `tsconfig.${resolution}.json`]) || 'no errors');
  }
  audit();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

/** Known holes in what comes along. A registry that does not answer the question is no failure of the package. */
function audit() {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: home, encoding: 'utf8' });
  const { metadata, error, message } = JSON.parse(stdout);
  if (!metadata)
    return console.log(
      `?     npm audit: the registry does not answer: ${error?.summary || error?.code || message || 'no reason given'}`,
    );
  check('npm audit', () => {
    if (metadata.vulnerabilities.total > 0) throw new Error(JSON.stringify(metadata.vulnerabilities));
    return 'no known vulnerabilities';
  });
}
