// Other versions of Node, Bun and Deno, from the npm registry, outside of the project.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where their packages keep the program. Those of Bun and Deno bring one package for each kind of machine. */
const programs = {
  node: (modules) => join(modules, 'node/bin/node'),
  bun: (modules) => join(onlyFolder(join(modules, '@oven')), 'bin/bun'),
  deno: (modules) => join(onlyFolder(join(modules, '@deno')), 'deno'),
};

/**
 * The path of a program such as `node@24` or `bun@1.4`, installed where it is not there yet.
 * @throws Error where the registry has none for this machine, or cannot be reached
 */
function install(spec) {
  const [name] = spec.split('@');
  const home = join(tmpdir(), 'gradlens-runtimes', spec);
  const modules = join(home, 'node_modules');
  mkdirSync(home, { recursive: true });
  if (!existsSync(modules)) {
    // Node's package fetches the one for this machine in its install script; the others' scripts only make a link.
    const scripts = name === 'node' ? [] : ['--ignore-scripts'];
    execFileSync('npm', ['install', '--prefix', home, '--no-audit', '--no-fund', '--silent', ...scripts, spec], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
  }
  const program = programs[name](modules);
  chmodSync(program, 0o755);
  return program;
}

/** The same; undefined, with a line that says why, where it is not to be had here. */
export function installed(spec) {
  try {
    return install(spec);
  } catch (error) {
    console.log(`skip  ${spec}: not to be had here (${error.message.split('\n')[0]})`);
    return undefined;
  }
}

function onlyFolder(scope) {
  const [folder] = readdirSync(scope);
  return join(scope, folder);
}
