import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../support/needs.ts';
import { command } from './run.ts';
import { workshop } from './trained.ts';

/** Longer than any of these commands needs, on the slowest machine: what takes longer hangs. */
const PATIENCE = 30_000;
const SECRET = 'a file of somebody else, which nothing may change\n'.repeat(40);

const { cwd, run } = workshop();
const outside = join(cwd, 'outside');
const victim = join(outside, 'victim');

const files = [
  'config.json',
  'metrics.csv',
  'steps.jsonl',
  'layers.jsonl',
  'summary.json',
  'model.safetensors',
  'lock',
];

/** What may stand in the place of a file of a run folder that came from a stranger. */
const kinds: Record<string, (path: string) => void> = {
  'a link to a file outside': (path) => symlinkSync(victim, path),
  'a second name of a file outside': (path) => linkSync(victim, path),
  'a link to nothing': (path) => symlinkSync(join(outside, 'nothing'), path),
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a device': (path) => symlinkSync('/dev/zero', path),
  'a folder': (path) => mkdirSync(path),
  '300 MB of nothing': (path) => {
    writeFileSync(path, '');
    truncateSync(path, 300e6);
  },
};

beforeAll(async () => {
  mkdirSync(outside);
  const how = ['--data', 'small.csv', '--hidden', '4', '--epochs', '1', '--run', 'run', '--quiet'];
  expect((await run('train', ...how)).code).toBe(0);
});

/** Runs a command on a copy of the run in which one file is something strange. */
function meets(file: string, kind: string, ...args: string[]) {
  const copy = join(cwd, 'copy');
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(cwd, 'run'), copy, { recursive: true });
  writeFileSync(victim, SECRET);
  rmSync(join(copy, file), { recursive: true, force: true });
  kinds[kind](join(copy, file));
  const told = spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8', timeout: PATIENCE });
  return { ...told, victim: readFileSync(victim, 'utf8') };
}

describe('a run folder from a stranger, in which', needs('posix'), () => {
  for (const file of [...files, 'checkpoint']) {
    for (const kind of Object.keys(kinds)) {
      it(`${file} is ${kind}`, { timeout: 3 * PATIENCE }, () => {
        // Whoever lists runs asks each lock for its owner; the rest of a folder is read by resume as well.
        const commands = [
          ['resume', 'copy', '--epochs', '2', '--quiet'],
          ...(file === 'lock' ? [['runs', '.', '--json']] : []),
        ];
        for (const args of commands) {
          const { status, signal, stderr, victim: left } = meets(file, kind, ...args);
          expect(signal, `${args[0]} hangs`).toBeNull();
          expect([0, 2], stderr).toContain(status);
          expect(stderr).not.toMatch(/\n\s+at /);
          expect(left).toBe(SECRET);
        }
      });
    }
  }
});
