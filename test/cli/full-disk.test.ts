import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { expect, it } from 'vitest';
import { needs } from '../support/needs.ts';
import { command } from './run.ts';

it('a result that finds no room is told in one line, with exit 2', needs('full'), () => {
  const full = openSync('/dev/full', 'w');
  try {
    const { status, stderr } = spawnSync(process.execPath, [command, 'activations', '--json'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'gradlens: the result could not be written: ENOSPC\n' });
  } finally {
    closeSync(full);
  }
});
