import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { start } from './run.ts';
import { SMALL } from './small-data.ts';
import { workshop } from './trained.ts';

/** Behaves on the main thread, where it is checked, and does that on a thread of its own. */
const onThread = (name: string, deed: string) =>
  `import { isMainThread } from 'node:worker_threads';
export default { name: '${name}', df: (z) => 1, f: (z) => { if (!isMainThread) { ${deed} } return z; } };\n`;

const { cwd, run } = workshop({
  'dies.mjs': onThread('dies', 'process.exit(7);'),
  'hangs.mjs': onThread('hangs', 'for (;;);'),
  'wrong.mjs': onThread('wrong', 'return Number.NaN;'),
  // Not before it has been looked at.
  'throws.mjs': onThread(
    'throws',
    "if (++globalThis.calls > 1e4) throw new Error('out of order'); globalThis.calls ||= 1;",
  ),
});
const flags = [...SMALL, '--lr', '0.1', '--seeds', '1', '--jobs', '1'];

describe('a comparison that cannot go on', () => {
  it('names the run whose thread died, keeps what is whole, and exits 2', async () => {
    const given = ['--activations', 'relu,./dies.mjs,tanh', '--run', 'died'];
    const { code, stdout, stderr } = await run('compare', ...flags, '--quiet', ...given);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/received 'the training of dies, seed 0 died: it ended with code 7'.*--jobs 1/);
    expect(stderr).toMatch(/Given up: 1 of 3 runs are whole, in died\. Go on: gradlens resume died/);
    expect(existsSync(join(cwd, 'died/relu-seed-0/summary.json'))).toBe(true);
    expect(existsSync(join(cwd, 'died/compare.json'))).toBe(false);
  });

  it('names the run that found a mistake', async () => {
    const { code, stderr } = await run('compare', ...flags, '--quiet', '--activations', './wrong.mjs');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^gradlens: In the training of wrong, seed 0: .*\n$/i);
  });

  it('names the run that threw', async () => {
    const given = ['--activations', './throws.mjs', '--epochs', '500', '--run', 'threw'];
    const { code, stderr } = await run('compare', ...flags, ...given);
    expect(code).toBe(1);
    expect(stderr).toMatch(/the training of throws, seed 0 failed: Error: out of order\n {4}at /);
  });

  it('does the same in a search', async () => {
    const given = ['--activations', './dies.mjs', '--lr', 'search', '--run', 'searching'];
    const { code, stderr } = await run('compare', ...flags, ...given);
    expect(code).toBe(2);
    expect(stderr).toMatch(/the training of dies at 0\.01 died/);
    // Nothing was in it.
    expect(existsSync(join(cwd, 'searching'))).toBe(false);
  });
});

describe('an interruption', () => {
  /** Starts a comparison, waits until it is so far, and tells how a signal ends it. */
  async function interrupted(soFar: (stderr: string) => boolean, signal: NodeJS.Signals, ...more: string[]) {
    const child = start(['compare', ...more], cwd);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (!soFar(stderr) && child.exitCode === null) await sleep(20);
    const begun = performance.now();
    child.kill(signal);
    const code = await ended;
    return { code, stdout, stderr, ms: performance.now() - begun };
  }
  const endless = ['--hidden', '30', '--epochs', '100000', '--train-size', '2000', '--lr', '0.1', '--jobs', '2'];

  it('ends at once, keeps what is whole, and exits 130', async () => {
    // One ends at once, since it diverges; the other would never end.
    const more = ['--activations', 'identity,sigmoid', '--seeds', '1', '--head', 'identity-mse', '--run', 'stopped'];
    const { code, stdout, stderr, ms } = await interrupted(
      (text) => text.includes('diverged'),
      'SIGINT',
      ...endless,
      ...more,
    );
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/Interrupted: 1 of 2 runs are whole, in stopped\. Go on: gradlens resume stopped\n$/);
    expect(readdirSync(join(cwd, 'stopped')).sort()).toEqual(['identity-seed-0', 'plan.json', 'sigmoid-seed-0']);
    // Measured: 50 to 190 ms, with five programs for each core.
    expect(ms).toBeLessThan(1500);
  });

  it('in a search keeps what was found so far, if anything', async () => {
    const more = ['--activations', 'tanh,relu', '--lr', 'search', '--run', 'early'];
    const { code, stderr } = await interrupted((text) => text.includes('runs of'), 'SIGTERM', ...endless, ...more);
    expect(code).toBe(143);
    expect(stderr).toMatch(
      /Interrupted(, before anything was whole\.|: 0 of 6 runs are whole, in early\. Go on: gradlens resume early)\n$/,
    );
    // A trial may have come to its end, and is then remembered.
    expect(existsSync(join(cwd, 'early'))).toBe(stderr.includes('Go on'));
    expect(existsSync(join(cwd, 'early', 'lock'))).toBe(false);
  });

  it('does not wait for a thread that never comes back', async () => {
    const more = ['--activations', './hangs.mjs', '--run', 'hung'];
    const { code, ms } = await interrupted((text) => text.includes('runs of'), 'SIGINT', ...endless, ...more);
    expect(code).toBe(130);
    // Measured: 1.0 s, all the time that a training is given to save what it has.
    expect(ms).toBeLessThan(4000);
  });

  it('saves the weights of the runs under way', async () => {
    const more = ['--activations', 'relu', '--seeds', '2', '--run', 'saved'];
    const logs = [0, 1].map((seed) => join(cwd, `saved/relu-seed-${seed}/steps.jsonl`));
    const begun = () => logs.every((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0);
    const { code, stderr } = await interrupted(begun, 'SIGINT', ...endless, ...more);
    expect(code).toBe(130);
    expect(stderr).toMatch(/Interrupted: 0 of \d+ runs are whole, in saved\. Go on: gradlens resume saved\n$/);
    for (const seed of [0, 1]) {
      const summary = JSON.parse(readFileSync(join(cwd, `saved/relu-seed-${seed}/summary.json`), 'utf8'));
      expect(summary.status).toBe('interrupted');
    }
  });
});
