import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvents, readHparams } from '../formats/tensorboard/reader.ts';
import { needs } from '../support/needs.ts';
import { command, gradlens, start } from './run.ts';
import { SMALL } from './small-data.ts';
import { untimed, workshop } from './trained.ts';

const { cwd, run, train } = workshop();

const eventsIn = (folder: string) => {
  const [name, ...others] = readdirSync(join(cwd, folder)).filter((file) => file.includes('tfevents'));
  expect(others).toEqual([]);
  return readEvents(readFileSync(join(cwd, folder, name)));
};

const tagged = (folder: string, tag: string) =>
  eventsIn(folder).flatMap(({ step, summary }) =>
    (summary?.value ?? []).filter((value) => value.tag === tag).map((value) => ({ step, value })),
  );

const endOf = (folder: string) =>
  tagged(folder, '_hparams_/session_end_info').map(
    ({ value }) => readHparams(value.metadata!.plugin_data.content).session_end_info?.status,
  );

describe('gradlens train --tensorboard', () => {
  it('logs into the run folder what metrics.csv has, and changes no bit of the training', async () => {
    const { summary, files } = await train('--run', 'plain');
    const logged = await train('--run', 'logged', '--tensorboard');
    const rows = untimed(logged.files['logged/metrics.csv']);
    expect(tagged('logged/tensorboard', 'loss/test').map(({ step, value }) => [step, value.simple_value])).toEqual(
      rows.map((row) => [Number(row.step), Math.fround(Number(row.test_loss))]),
    );
    expect(tagged('logged/tensorboard', 'weights/layer_1').map(({ step }) => step)).toEqual([0, 6, 12]);
    expect(endOf('logged/tensorboard')).toEqual(['STATUS_SUCCESS']);
    for (const file of ['model.safetensors', 'steps.jsonl', 'layers.jsonl'])
      expect(logged.files[`logged/${file}`].equals(files[`plain/${file}`])).toBe(true);
    expect(rows).toEqual(untimed(files['plain/metrics.csv']));
    expect(logged.summary.test).toEqual(summary.test);
  });

  it('logs into a folder of many runs, each under its name', async () => {
    await train('--run', 'a/same', '--tensorboard', 'logs');
    await train('--run', 'b/same', '--tensorboard', 'logs');
    expect(readdirSync(join(cwd, 'logs')).sort()).toEqual(['same', 'same-2']);
    expect(eventsIn('logs/same-2').length).toBeGreaterThan(5);
  });

  it('lets the training go on where the disk is full, and says so', needs('posix'), async () => {
    // Room for weights and the run's logs, and not for a histogram of each epoch: 300 KB.
    const how = ['--train-size', '200', '--hidden', '4', '--epochs', '60', '--quiet'];
    const args = ['train', ...how, '--run', 'tight', '--tensorboard'];
    const limit = ['-c', 'ulimit -f 160; exec "$@"', 'bash', process.execPath, command, ...args];
    const { status, stderr } = spawnSync('bash', limit, { cwd, encoding: 'utf8' });
    expect(stderr).toMatch(/^The TensorBoard log in tight.tensorboard ends here: .*EFBIG.* goes on without it\.\n$/);
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, 'tight/summary.json'), 'utf8')).status).toBe('finished');
  });

  it('tells of a diverged training', async () => {
    const outcome = await run('train', ...SMALL, '--quiet', '--lr', '1e30', '--run', 'far', '--tensorboard');
    expect(outcome.code).toBe(3);
    expect(endOf('far/tensorboard')).toEqual(['STATUS_FAILURE']);
  });

  it('has whole records of what was trained so far after a kill', async () => {
    const args = [
      'train',
      '--hidden',
      '4',
      '--train-size',
      '500',
      '--epochs',
      '1000000',
      '--run',
      'killed',
      '--tensorboard',
    ];
    const child = start(args, cwd);
    const gone = new Promise((resolve) => child.on('exit', resolve));
    // A line for each epoch.
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk) => /epoch +\d/.test(String(chunk)) && resolve());
    });
    child.kill('SIGKILL');
    await gone;
    expect(tagged('killed/tensorboard', 'loss/train').length).toBeGreaterThan(0);
    expect(endOf('killed/tensorboard')).toEqual([]);
  });

  it('refuses a folder that cannot be', async () => {
    const { code, stderr } = await run('train', ...SMALL, '--quiet', '--run', 'refused', '--tensorboard', 'small.csv');
    expect(code).toBe(2);
    expect(stderr).toMatch(/--tensorboard must be a folder.*small\.csv/s);
    expect(stderr).not.toMatch(/at \w+.*\.js/);
  });

  it('is explained by --help', async () => {
    expect((await gradlens(['train', '--help'])).stdout).toMatch(/--tensorboard \[folder\]/);
  });
});
