import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownerOf, RunLock } from '../../../src/runs/folder/run-lock.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';
import { mistakeOf } from '../../dataset/user-mistake.ts';

/** A process that has ended, and its number. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve));
  return child.pid as number;
}

const write = (folder: string, content: unknown) => writeFileSync(join(folder, 'lock'), JSON.stringify(content));

describe('the lock of a folder', () => {
  it('belongs to one owner, whose pid others are told, until it is released', () => {
    const folder = tempFolder();
    const lock = RunLock.take(folder);
    expect(ownerOf(folder)).toMatchObject({ pid: process.pid });
    expect(mistakeOf(() => RunLock.take(folder)).message).toMatch(new RegExp(`process ${process.pid}\\.`));
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    RunLock.take(folder).release();
  });

  it('is taken over from a dead owner, from an earlier process of the same number, and from garbage', async () => {
    const folder = tempFolder();
    const dead = { pid: await deadPid(), host: hostname(), began: 'long ago' };
    for (const content of [dead, { ...dead, pid: process.pid }, 'garbage', {}, { pid: -1 }]) {
      write(folder, content);
      expect(ownerOf(folder)).toBeUndefined();
      const lock = RunLock.take(folder);
      expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')).pid).toBe(process.pid);
      lock.release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('of another machine is never taken over: its process cannot be asked', () => {
    const folder = tempFolder();
    write(folder, { pid: 1, host: 'elsewhere', began: '' });
    expect(mistakeOf(() => RunLock.take(folder)).message).toMatch(/process 1 on elsewhere.*remove .*lock/);
    expect(existsSync(join(folder, 'lock'))).toBe(true);
  });
});
