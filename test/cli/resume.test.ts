import { type ChildProcess, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { needs } from '../support/needs.ts';
import { command, start } from './run.ts';
import { workshop } from './trained.ts';

const { cwd, run } = workshop();
const SMALL = ['--train-size', '1000', '--hidden', '20', '--quiet'];

/** Kills a program as soon as a file holds that text. */
async function killedOnce(child: ChildProcess, file: string, text: string): Promise<void> {
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (child.exitCode === null && !(existsSync(file) && readFileSync(file, 'utf8').includes(text))) await sleep(5);
  child.kill('SIGKILL');
  await ended;
}

const weights = (folder: string) => readFileSync(join(cwd, folder, 'model.safetensors'));
const epochs = (folder: string) =>
  readFileSync(join(cwd, folder, 'metrics.csv'), 'utf8')
    .split('\n')
    .map((row) => row.split(',').slice(0, 9).join());

describe('gradlens resume', () => {
  it('ends a run that was killed with the bits of one that was not, on another number of threads', async () => {
    const how = [...SMALL, '--epochs', '60', '--optimizer', 'adam', '--lr', '0.001', '--dropout', '0.2'];
    expect((await run('train', ...how, '--run', 'whole')).code).toBe(0);
    const child = start(['train', ...how, '--run', 'killed', '--threads', '2'], cwd);
    await killedOnce(child, join(cwd, 'killed/metrics.csv'), '\n10,');
    expect(existsSync(join(cwd, 'killed/model.safetensors'))).toBe(false);
    expect(JSON.parse((await run('runs', '.', '--json')).stdout).runs).toContainEqual(
      expect.objectContaining({ name: 'killed', status: 'killed' }),
    );
    const { code, stderr } = await run('resume', 'killed', '--threads', '1');
    expect(code).toBe(0);
    expect(stderr).toMatch(/killed goes on after step \d+, (within|at the beginning of) epoch \d+\./);
    expect(weights('killed')).toEqual(weights('whole'));
    expect(epochs('killed')).toEqual(epochs('whole'));
    const again = await run('resume', 'killed');
    expect(again).toMatchObject({ code: 0, stdout: '' });
    expect(again.stderr).toMatch(/killed is finished: there is nothing to resume. Train it further with --epochs./);
  });

  it('goes on with what is missing of a comparison', async () => {
    const how = ['--train-size', '1000', '--hidden', '20', '--epochs', '12', '--seeds', '2', '--jobs', '1', '--quiet'];
    const compare = ['compare', '--activations', 'tanh,relu', ...how];
    expect((await run(...compare, '--run', 'all')).code).toBe(0);
    await killedOnce(start([...compare, '--run', 'part'], cwd), join(cwd, 'part/tanh-seed-1/metrics.csv'), '\n3,');
    const before = readFileSync(join(cwd, 'part/tanh-seed-0/summary.json'), 'utf8');
    const { code, stdout } = await run('resume', 'part', '--json', '--quiet');
    expect(code).toBe(0);
    // What was whole was not done again.
    expect(readFileSync(join(cwd, 'part/tanh-seed-0/summary.json'), 'utf8')).toBe(before);
    for (const folder of ['tanh-seed-0', 'tanh-seed-1', 'relu-seed-0', 'relu-seed-1'])
      expect(weights(join('part', folder))).toEqual(weights(join('all', folder)));
    const figures = (text: string) =>
      JSON.parse(text).activations.map((one: Record<string, unknown>) => [
        one.name,
        one.lr,
        one.testAccuracy,
        one.search,
      ]);
    expect(figures(stdout)).toEqual(figures(readFileSync(join(cwd, 'all/compare.json'), 'utf8')));
    expect((await run('resume', 'part')).stderr).toMatch(/part is whole: there is nothing to resume/);
    expect((await run('resume', 'part', '--epochs', '9')).stderr).toMatch(/--epochs is for runs; part is a comparison/);
  });

  it('refuses a second process with the pid of the first', async () => {
    const child = start(
      ['train', '--train-size', '1000', '--hidden', '20', '--epochs', '100000', '--run', 'busy'],
      cwd,
    );
    const lock = join(cwd, 'busy/lock');
    while (!existsSync(lock)) await sleep(5);
    const { code, stderr } = await run('resume', 'busy');
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`busy has process ${child.pid}\\.`));
    child.kill('SIGINT');
    await new Promise((resolve) => child.on('close', resolve));
    expect(existsSync(lock)).toBe(false);
  });

  it.each([
    [['resume', 'nowhere'], /nowhere, which does not exist/],
    [['resume', 'whole', '--epochs', '2'], /60 epochs or more; received '?2/],
    [['resume', 'whole', '--epochs', 'x'], /--epochs must be a whole number/],
    [['resume'], /missing required argument 'run'/],
  ])('says what is wrong: %j', async (args, says) => {
    const { code, stderr } = await run(...args);
    expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(stderr).toMatch(says);
  });
});

describe('a run folder that can no longer be written', () => {
  /** Runs a training under a limit on the size of files, in blocks of 1 KiB. */
  const limited = (blocks: number, ...args: string[]) => {
    try {
      execFileSync('bash', ['-c', `ulimit -f ${blocks}; exec "$@"`, 'bash', process.execPath, command, ...args], {
        cwd,
        stdio: 'pipe',
      });
      return { code: 0, stderr: '' };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: Buffer };
      return { code: status, stderr: stderr.toString() };
    }
  };
  const how = [...SMALL, '--epochs', '80', '--log-every', '1'];

  it('stops the training, and the run goes on where there is room again', needs('posix'), async () => {
    expect((await run('train', ...how, '--run', 'roomy')).code).toBe(0);
    // Room for the weights and checkpoints (64 KiB each), and not for all steps.
    const { code, stderr } = limited(70, 'train', ...how, '--run', 'tight');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^gradlens: The training was stopped: tight can no longer be written \(EFBIG: file too large\)\. Mend that, then go on from the last checkpoint: gradlens resume tight\.\n$/i,
    );
    expect(readFileSync(join(cwd, 'tight/steps.jsonl'), 'utf8')).toMatch(/\}\n$/);
    // What was lost is told even where progress is not.
    truncateSync(join(cwd, 'tight/checkpoint/last.safetensors'), 700);
    const again = await run('resume', 'tight', '--quiet');
    expect(again).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^The last checkpoint cannot be used: .*\n$/),
    });
    expect(weights('tight')).toEqual(weights('roomy'));
    expect(readFileSync(join(cwd, 'tight/steps.jsonl'))).toEqual(readFileSync(join(cwd, 'roomy/steps.jsonl')));
  });

  it('is told where it was deleted', async () => {
    const child = start(['train', ...SMALL, '--epochs', '100000', '--run', 'gone'], cwd);
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    while (!existsSync(join(cwd, 'gone/checkpoint/best.safetensors'))) await sleep(5);
    while (existsSync(join(cwd, 'gone'))) rmSync(join(cwd, 'gone'), { recursive: true, force: true });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
    expect(stderr).toMatch(/gone can no longer be written \(no such file or folder \(ENOENT\)\)/);
  });

  it('is told where it is read-only', needs('permissions'), async () => {
    await run('train', ...SMALL, '--epochs', '2', '--run', 'closed');
    chmodSync(join(cwd, 'closed'), 0o500);
    const { code, stderr } = await run('resume', 'closed', '--epochs', '3');
    expect({ code, files: readdirSync(join(cwd, 'closed')).includes('lock') }).toEqual({ code: 2, files: false });
    expect(stderr).toMatch(/permission denied/);
  });
});
