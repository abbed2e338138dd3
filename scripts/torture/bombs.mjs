// npm run torture:bombs: small files that ask for much work, each read by the command line in a process of its own. None may
// take more than a second of processor time beyond starting up, or more than 300 MiB. Needs /proc.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bombs } from './bomb-table.mjs';
import { command, start } from './program.mjs';

const [MOST_SECONDS, MOST_MIB] = [1, 300];
const folder = mkdtempSync(join(tmpdir(), 'gradlens-bombs-'));
let failures = 0;
try {
  const how = ['train', '--train-size', '200', '--epochs', '1', '--hidden', '4', '--quiet', '--run', 'run'];
  const { code, stderr } = await start(how, folder).ended;
  if (code !== 0) throw new Error(stderr);
  const idle = await cost(['--version']);
  process.stdout.write(`starting up: ${idle.seconds.toFixed(2)} s, ${idle.mib.toFixed(0)} MiB\n`);
  for (const { name, args, bytes } of bombs()) {
    writeFileSync(join(folder, name), bytes);
    const { seconds, mib, code, stderr } = await cost([...args(name)]);
    const own = seconds - idle.seconds;
    const clear = (code === 0 || code === 2) && !/\n\s+at /.test(stderr);
    const bad = own > MOST_SECONDS || mib > MOST_MIB || !clear;
    if (bad) failures++;
    const told = stderr.trim().split('\n').at(-1)?.slice(0, 100) ?? '';
    const size = `${(bytes.length / 2 ** 20).toFixed(2)} MiB`;
    process.stdout.write(
      `${bad ? 'BAD ' : ''}${name}, ${size}: ${own.toFixed(2)} s, ${mib.toFixed(0)} MiB, exit ${code}. ${told}\n`,
    );
    rmSync(join(folder, name));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;

/** Seconds of processor time and MiB that a command took at most. */
async function cost(/** @type {string[]} */ args) {
  const child = spawn(process.execPath, [command, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let [stderr, seconds, mib] = ['', 0, 0];
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const timer = setInterval(() => {
    try {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
      seconds = Math.max(seconds, (Number(stat[11]) + Number(stat[12])) / 100);
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      mib = Math.max(mib, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      if (seconds > 60) child.kill('SIGKILL');
    } catch {
      // It has ended.
    }
  }, 5);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  return { seconds, mib, code, stderr };
}
