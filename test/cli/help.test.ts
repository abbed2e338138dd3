import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { planTable } from '../../src/experiments/plan.ts';
import { flagUsage } from '../../src/settings/flags.ts';
import { settingsTable } from '../../src/settings/table.ts';
import { command, gradlens } from './run.ts';

/** Every command, as `gradlens --help` lists them. */
const listed = execFileSync(process.execPath, [command, '--help'], { encoding: 'utf8' });
const COMMANDS = [...listed.slice(listed.indexOf('Commands:')).matchAll(/^ {2}([a-z]+) /gm)]
  .map(([, name]) => name)
  .filter((name) => name !== 'help');

describe('help', () => {
  it('answers quickly, with all commands and examples', async () => {
    const [times, bare]: [number[], number[]] = [[], []];
    // The best of three, beside a Node that does nothing: the machine may be busy with other tests.
    for (let k = 0; k < 3; k++) {
      const begun = performance.now();
      execFileSync(process.execPath, ['-e', '']);
      bare.push(performance.now() - begun);
      const { code, stdout } = await gradlens(['--help']);
      times.push(performance.now() - begun - bare[k]);
      expect(code).toBe(0);
      expect(stdout).toBe(listed);
      expect(stdout).toMatch(/Examples:\n {2}\$ gradlens train/);
    }
    // Measured: 100 ms, of which Node takes 40.
    expect(Math.min(...times)).toBeLessThan(6 * Math.min(...bare));
  });

  it.each(COMMANDS)('of %s has examples', async (name) => {
    const { code, stdout, stderr } = await gradlens([name, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`Examples:\n {2}\\$ gradlens ${name}`));
    for (const line of stdout.split('\n')) expect(line).not.toMatch(/undefined|null|\[object/);
  });

  it('of train names every setting', async () => {
    const { stdout } = await gradlens(['help', 'train']);
    for (const one of Object.values(settingsTable)) expect(stdout).toContain(`  ${flagUsage(one)} `);
  });

  it('of compare names every setting but those that each run has of its own', async () => {
    const { stdout } = await gradlens(['compare', '--help']);
    for (const [name, one] of Object.entries({ ...settingsTable, ...planTable })) {
      const flag = flagUsage(one);
      const own = ['activation', 'from', 'threads'].includes(name);
      expect(`${flag}: ${stdout.includes(`  ${flag} `)}`).toBe(`${flag}: ${!own}`);
    }
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('or that fraction (default: 0.1)');
  });

  it('the version is that of the package', async () => {
    const { code, stdout } = await gradlens(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('colours', () => {
  it.each([
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
    [{}, [], false],
  ])('with %j and %j: %s', async (env, flags, coloured) => {
    const { code, stdout } = await gradlens(['activations', 'relu', ...flags], { env });
    expect(code).toBe(0);
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });
});
