import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../../src/runs/assemble.ts';
import type { CheckpointShape } from '../../../src/runs/checkpoint/checkpoint.ts';
import { findCheckpoint, readCheckpoint } from '../../../src/runs/checkpoint/checkpoint-folder.ts';
import { checkpointShape, resumeRun } from '../../../src/runs/checkpoint/resume.ts';
import { runTraining } from '../../../src/runs/run-training.ts';
import { resolveSettings } from '../../../src/settings/resolve.ts';
import { smallTable } from '../../cli/small-data.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';
import { mistakeIn, mistakeOf } from '../../dataset/user-mistake.ts';

const folder = tempFolder();
const data = join(folder, 'small.csv');
writeFileSync(data, smallTable());
const settings = resolveSettings({
  label: String,
  values: {
    data,
    hidden: [4],
    batchSize: 8,
    epochs: 6,
    optimizer: 'adam',
    dropout: 0.2,
    checkpointEvery: '2',
    logEvery: 1,
  },
});
const whole = join(folder, 'whole');

/** A copy of a run that was interrupted after about two epochs. */
const cut = (name: string) => {
  cpSync(join(folder, 'cut'), join(folder, name), { recursive: true });
  return join(folder, name);
};
const last = (run: string) => join(run, 'checkpoint', 'last.safetensors');
const previous = (run: string) => join(run, 'checkpoint', 'previous.safetensors');

async function goOn(run: string): Promise<readonly string[]> {
  const resumed = await resumeRun(run);
  if ('done' in resumed) throw new Error('nothing to resume');
  await runTraining(resumed.assembly, { version: '0', continued: resumed.continued });
  return resumed.continued.notes;
}

/** Changes settings in the config.json of a run. */
function edit(run: string, values: Record<string, unknown>): void {
  const file = join(run, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...config, settings: { ...config.settings, ...values } }));
}

/** All that must be equal, timing columns aside. */
function content(run: string) {
  const text = (file: string) => readFileSync(join(run, file), 'utf8');
  const rows = text('metrics.csv').split('\n');
  return {
    metrics: rows.map((row) => row.split(',').slice(0, 9).join()),
    steps: text('steps.jsonl'),
    layers: text('layers.jsonl'),
    model: readFileSync(join(run, 'model.safetensors')),
  };
}

let shape: CheckpointShape;

beforeAll(async () => {
  shape = checkpointShape(await assemble(settings));
  await runTraining(await assemble(settings), { folder: whole, version: '0' });
  const controller = new AbortController();
  await runTraining(await assemble(settings), {
    folder: join(folder, 'cut'),
    version: '0',
    signal: controller.signal,
    listen: (event) => void (event.type === 'step' && event.step === 15 && controller.abort()),
  });
});

describe('a run that was cut off', () => {
  it('ends as if it never was', async () => {
    const run = cut('resumed');
    expect(await goOn(run)).toEqual([]);
    expect(content(run)).toEqual(content(whole));
    const summaryOf = (at: string) => JSON.parse(readFileSync(join(at, 'summary.json'), 'utf8'));
    const { run: _, seconds: _s, samplesPerSecond: _p, ...rest } = summaryOf(run);
    expect(summaryOf(whole)).toMatchObject(rest);
    expect(readdirSync(run)).not.toContain('lock');
  });

  it('has its logs cut back to the checkpoint first, half lines too', async () => {
    const run = cut('torn');
    appendFileSync(join(run, 'metrics.csv'), '99,999,0.1,7,0.5,,,7,0.5,1,1\n');
    appendFileSync(join(run, 'steps.jsonl'), '{"step": 16, "lo');
    // More than the run will ever write.
    appendFileSync(join(run, 'layers.jsonl'), '\0'.repeat(200_000));
    await goOn(run);
    expect(content(run)).toEqual(content(whole));
  });

  it.each<[string, (run: string) => void, RegExp]>([
    ['half written', (run) => truncateSync(last(run), 700), /last checkpoint cannot be used: .*whole safetensors/],
    ['empty', (run) => truncateSync(last(run), 0), /last checkpoint cannot be used: /],
    ['bit flipped', flip, /last checkpoint cannot be used: .*SHA-256 is not what it was/],
    [
      'of another network',
      (run) => copyFileSync(join(run, 'model.safetensors'), last(run)),
      /last checkpoint cannot be used/,
    ],
    [
      'ahead of its logs',
      (run) => truncateSync(join(run, 'steps.jsonl'), readCheckpointOf(run).logs.steps - 1),
      /must reach as far/,
    ],
  ])('falls back to the previous checkpoint where the last one is %s, and says so', async (what, damage, says) => {
    const run = cut(`damaged ${what}`);
    damage(run);
    const notes = await goOn(run);
    expect(notes.join('\n')).toMatch(says);
    expect(notes.join('\n')).not.toMatch(/begins again/);
    expect(content(run)).toEqual(content(whole));
  });

  it('begins again where it had no checkpoint and no epoch yet, and says so', async () => {
    const run = cut('bare');
    rmSync(join(run, 'checkpoint'), { recursive: true });
    rmSync(join(run, 'steps.jsonl'));
    const metrics = readFileSync(join(run, 'metrics.csv'), 'utf8');
    writeFileSync(join(run, 'metrics.csv'), metrics.slice(0, metrics.indexOf('\n') + 1));
    expect(await goOn(run)).toEqual(['There is no whole checkpoint: the run begins again.']);
    expect(content(run)).toEqual(content(whole));
  });

  it.each<[string, (run: string) => void, RegExp]>([
    [
      'are damaged',
      (run) => [last(run), previous(run)].map((file) => truncateSync(file, 700)),
      /The last checkpoint cannot be used/,
    ],
    ['are gone', (run) => rmSync(join(run, 'checkpoint'), { recursive: true }), /no file in checkpoint/],
  ])('keeps the logs of its epochs, and refuses to go on, where all checkpoints %s', async (what, damage, says) => {
    const run = cut(`without ${what}`);
    damage(run);
    const before = readFileSync(join(run, 'metrics.csv'), 'utf8');
    const { message } = await mistakeIn(resumeRun(run));
    expect(message).toMatch(/has no whole checkpoint to go on from, and its logs hold 2 epochs/);
    expect(message).toMatch(says);
    expect(readFileSync(join(run, 'metrics.csv'), 'utf8')).toBe(before);
    expect(readdirSync(run)).not.toContain('lock');
  });

  it.each<[string, unknown]>([
    ['lr', 0.5],
    ['batchSize', 4],
    ['seed', 1],
    ['activation', 'tanh'],
    ['dropout', 0.1],
  ])('is not taken up where its config.json was changed since: %s', async (name, value) => {
    const run = cut(`edited ${name}`);
    edit(run, { [name]: value });
    const before = content(whole);
    const mistake = await mistakeIn(resumeRun(run));
    expect(mistake.message).toMatch(`${name} was`);
    expect(readFileSync(join(run, 'metrics.csv'), 'utf8')).not.toBe('');
    edit(run, { [name]: settings[name as keyof typeof settings] });
    await goOn(run);
    expect(content(run)).toEqual(before);
  });

  it('is taken up where only what no step depends on was changed', async () => {
    const run = cut('edited freely');
    edit(run, { checkpointEvery: '1', threads: 2 });
    await goOn(run);
    expect(content(run).model).toEqual(content(whole).model);
  });

  it('is not taken up where its process lives', async () => {
    const run = cut('locked');
    const resumed = await resumeRun(run);
    expect((await mistakeIn(resumeRun(run))).message).toMatch(new RegExp(`has process ${process.pid}\\.`));
    if ('continued' in resumed) resumed.continued.lock.release();
  });

  it('goes on with no other data', async () => {
    const run = cut('other');
    const other = join(folder, 'other.csv');
    writeFileSync(other, smallTable().replace(/0/, '1'));
    expect((await mistakeIn(resumeRun(run, { data: other }))).message).toMatch(/must go on with the data/);
    expect(readdirSync(run)).not.toContain('lock');
  });

  it('can be given more epochs when it is finished, and not fewer', async () => {
    const run = join(folder, 'short');
    await runTraining(await assemble({ ...settings, epochs: 3 }), { folder: run, version: '0' });
    expect(await resumeRun(run)).toHaveProperty('done');
    expect((await mistakeIn(resumeRun(run, { epochs: 2 }))).message).toMatch(/3 epochs or more/);
    const resumed = await resumeRun(run, { epochs: 6 });
    if ('continued' in resumed) await runTraining(resumed.assembly, { version: '0', continued: resumed.continued });
    expect(content(run)).toEqual(content(whole));
    expect(JSON.parse(readFileSync(join(run, 'config.json'), 'utf8')).settings.epochs).toBe(6);
  });
});

describe('a checkpoint file', () => {
  it('is not read where it is larger than it can be', () => {
    const file = join(folder, 'large.safetensors');
    writeFileSync(file, Buffer.alloc(4_000_000));
    expect(mistakeOf(() => readCheckpoint(file, shape)).message).toMatch(/must be at most 1 MiB; received .4 MiB/);
  });

  it('is none in a folder without', () => {
    mkdirSync(join(folder, 'nothing'));
    expect(findCheckpoint(join(folder, 'nothing'), shape)).toEqual({ checkpoint: null, notes: [] });
  });
});

function flip(run: string): void {
  const bytes = readFileSync(last(run));
  bytes[bytes.length - 5] ^= 4;
  writeFileSync(last(run), bytes);
}

function readCheckpointOf(run: string) {
  return readCheckpoint(last(run), shape);
}
