import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { start } from './run.ts';
import { workshop } from './trained.ts';

const { cwd, train } = workshop();
let [header, first, second, config, summary] = ['', '', '', '', ''];

beforeAll(async () => {
  await train('--run', 'whole');
  const text = (file: string) => readFileSync(join(cwd, 'whole', file), 'utf8');
  [header, first, second] = text('metrics.csv').split('\n');
  [config, summary] = [text('config.json'), text('summary.json')];
}, 60_000);

/** `curves --follow` of a folder, with what it has printed so far. */
function following(folder: string) {
  const child = start(['curves', folder, '--follow'], cwd);
  // A test that fails must not leave it waiting for ever.
  onTestFinished(() => void child.kill('SIGKILL'));
  const heard = { stdout: '', stderr: '' };
  let wake = () => {};
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk) => {
      heard[stream] += chunk;
      wake();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const until = async (stream: 'stdout' | 'stderr', text: RegExp) => {
    while (!text.test(heard[stream])) {
      const more = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([more, ended.then(() => Promise.reject(new Error(JSON.stringify(heard))))]);
    }
  };
  return { child, heard, ended, until };
}

it('waits for a run, prints each point once, and ends with the run', async () => {
  const { heard, ended, until } = following('soon');
  await until('stderr', /waiting for soon\n/);
  const folder = join(cwd, 'soon');
  mkdirSync(folder);
  writeFileSync(join(folder, 'config.json.tmp'), config);
  renameSync(join(folder, 'config.json.tmp'), join(folder, 'config.json'));
  const metrics = join(folder, 'metrics.csv');
  writeFileSync(metrics, `${header}\n${first}\n${second.slice(0, 20)}`);
  await until('stdout', /epoch 1 .*\n/);
  expect(heard.stdout).toMatch(/^soon {2}epoch 1 {2}train [\d.]+ {2}test [\d.]+\n$/);
  appendFileSync(metrics, `${second.slice(20)}\n`);
  await until('stdout', /epoch 2 .*\n/);
  writeFileSync(join(folder, 'summary.json'), summary);
  expect(await ended).toBe(0);
  expect(heard.stdout.match(/epoch \d/g)).toEqual(['epoch 1', 'epoch 2']);
  expect(heard.stderr).not.toMatch(/left out|anew/);
});

it('survives a log that is cut off, and stops at Ctrl-C with 130', async () => {
  const folder = join(cwd, 'cut');
  mkdirSync(folder);
  writeFileSync(join(folder, 'config.json'), config);
  writeFileSync(join(folder, 'metrics.csv'), `${header}\n${first}\n${second}\n`);
  const { child, heard, ended, until } = following('cut');
  await until('stdout', /epoch 2/);
  writeFileSync(join(folder, 'metrics.csv'), `${header}\n`);
  await until('stderr', /begun anew/);
  writeFileSync(join(folder, 'metrics.csv'), `${header}\n${first}\n`);
  await until('stdout', /epoch 2(?:.*\n)+.*epoch 1/);
  rmSync(folder, { recursive: true });
  await until('stderr', /waiting for cut/);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(heard.stderr).not.toMatch(/bug/);
});

it('shows a real training to its end', async () => {
  const { heard, ended } = following('real');
  const { code } = await train('--run', 'real', '--epochs', '4');
  expect(code).toBe(0);
  expect(await ended).toBe(0);
  expect(heard.stdout.match(/epoch \d/g)).toEqual(['epoch 1', 'epoch 2', 'epoch 3', 'epoch 4']);
});

it('ends quietly when nobody reads any more', async () => {
  const { child, heard, ended, until } = following('whole');
  await until('stdout', /epoch 1/);
  child.stdout.destroy();
  expect(await ended).toBe(0);
  expect(heard.stderr).toBe('');
});
