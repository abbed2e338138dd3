import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command line, for `node`. */
export const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Starts `gradlens` in a folder. */
export function start(/** @type {readonly string[]} */ args, /** @type {string} */ cwd) {
  const child = spawn(process.execPath, [command, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  /** @type {Promise<{ code: number | null, stderr: string }>} */
  const ended = new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stderr }));
  });
  return { child, ended };
}
