import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { start } from './run.ts';
import { summarySchema, workshop } from './trained.ts';

const { cwd, run } = workshop();
/** Far longer than any test waits. */
const ENDLESS = ['train', '--hidden', '30', '--epochs', '100000', '--train-size', '2000'];

/** Starts a training, waits until an epoch is done, sends it signals, and tells how it ended. */
async function interrupted(folder: string, signals: readonly NodeJS.Signals[], ...flags: string[]) {
  const child = start([...ENDLESS, '--run', folder, ...flags], cwd);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const underWay = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      if (stderr.includes('epoch ')) resolve();
    });
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await Promise.race([underWay, ended]);
  // Both at once: the second is there before the training has ended.
  for (const signal of signals) child.kill(signal);
  return { code: await ended, stdout, stderr };
}

it('SIGINT saves the weights and the summary, and exits 130', async () => {
  const { code, stdout } = await interrupted('stopped', ['SIGINT'], '--json');
  expect(code).toBe(130);
  const summary = summarySchema.parse(JSON.parse(stdout));
  expect(summary.status).toBe('interrupted');
  expect(summary.steps).toBeGreaterThan(62);
  expect(readFileSync(join(cwd, 'stopped/summary.json'), 'utf8')).toBe(stdout);
  const evaluated = await run('evaluate', 'stopped', '--json');
  expect(evaluated.code).toBe(0);
  expect(JSON.parse(evaluated.stdout).samples).toBe(2000);
});

it('SIGTERM does the same, and exits 143', async () => {
  const { code, stdout } = await interrupted('terminated', ['SIGTERM']);
  expect(code).toBe(143);
  expect(stdout).toMatch(/Interrupted after \d+ whole epochs?:.*weights of the last step are saved/);
  expect(existsSync(join(cwd, 'terminated/model.safetensors'))).toBe(true);
});

it('a second signal ends at once', async () => {
  const { code, stdout } = await interrupted('killed', ['SIGINT', 'SIGTERM']);
  expect([130, 143]).toContain(code);
  expect(stdout).toBe('');
  expect(existsSync(join(cwd, 'killed/summary.json'))).toBe(false);
});

it.each(['stdout', 'stderr'] as const)('a reader that closes %s early is no crash', async (stream) => {
  const child = start(['train', '--train-size', '300', '--epochs', '6', '--hidden', '8', '--run', stream], cwd);
  child[stream].destroy();
  let heard = '';
  child[stream === 'stdout' ? 'stderr' : 'stdout'].on('data', (chunk) => {
    heard += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(code).toBe(0);
  expect(heard).toMatch(stream === 'stdout' ? /epoch 6\/6/ : /Trained for 6 epochs/);
  expect(heard).not.toMatch(/EPIPE|bug/);
  expect(existsSync(join(cwd, stream, 'model.safetensors'))).toBe(true);
});
