import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../../src/runs/assemble.ts';
import { readRunConfig } from '../../../src/runs/folder/run-reader.ts';
import type { RunSummary } from '../../../src/runs/folder/schema.ts';
import { loadParameters } from '../../../src/runs/models/model-file.ts';
import { runTraining } from '../../../src/runs/run-training.ts';
import { resolveSettings } from '../../../src/settings/resolve.ts';
import type { TrainingEvent } from '../../../src/training/events.ts';
import { smallTable } from '../../cli/small-data.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';
import { mistakeIn } from '../../dataset/user-mistake.ts';

const folder = tempFolder();
const data = join(folder, 'small.csv');
writeFileSync(data, smallTable());

const assembled = (values: Record<string, unknown> = {}) =>
  assemble(
    resolveSettings({ label: String, values: { data, hidden: [4], batchSize: 8, epochs: 3, logEvery: 4, ...values } }),
  );
const text = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('the folder of a run', () => {
  const events: TrainingEvent[] = [];
  let assembly: Awaited<ReturnType<typeof assembled>>;
  let summary: RunSummary;

  beforeAll(async () => {
    assembly = await assembled({ activation: 'prelu' });
    const listen = (event: TrainingEvent) => void events.push(event);
    ({ summary } = await runTraining(assembly, { folder: join(folder, 'run'), version: '1.2.3', listen }));
  });

  it('holds what it must, and nothing half written', () => {
    expect(readdirSync(join(folder, 'run', 'checkpoint')).sort()).toEqual([
      'best.safetensors',
      'last.safetensors',
      'previous.safetensors',
    ]);
    expect(readdirSync(join(folder, 'run')).sort()).toEqual([
      'checkpoint',
      'config.json',
      'layers.jsonl',
      'metrics.csv',
      'model.safetensors',
      'steps.jsonl',
      'summary.json',
    ]);
    for (const name of ['config.json', 'metrics.csv', 'steps.jsonl', 'summary.json'])
      expect(text('run', name)).toMatch(/\n$/);
  });

  it('has a row of metrics per epoch, with the documented columns', () => {
    const [header, ...rows] = text('run', 'metrics.csv').trimEnd().split('\n');
    expect(header).toBe(
      'epoch,step,lr,train_loss,train_accuracy,val_loss,val_accuracy,test_loss,test_accuracy,seconds,samples_per_second',
    );
    const epochs = events.filter((event) => event.type === 'epoch');
    expect(rows).toEqual(
      epochs.map(({ epoch, step, lr, train, test, seconds, samplesPerSecond }) =>
        [
          epoch,
          step,
          lr,
          train.loss,
          train.accuracy,
          '',
          '',
          test?.loss,
          test?.accuracy,
          seconds,
          samplesPerSecond,
        ].join(),
      ),
    );
  });

  it('has a line for the first step and each logEvery-th', () => {
    const lines = text('run', 'steps.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ step }) => step)).toEqual([1, 4, 8, 12, 16]);
    const steps = events.filter((event) => event.type === 'step');
    for (const { step, loss, lr } of lines) expect(steps[step - 1]).toMatchObject({ step, loss, lr });
  });

  it('has the summary that was returned, and the config in it', () => {
    expect(JSON.parse(text('run', 'summary.json'))).toEqual(JSON.parse(JSON.stringify(summary)));
    expect(JSON.parse(text('run', 'config.json'))).toEqual(JSON.parse(JSON.stringify(summary.config)));
    expect(readRunConfig(join(folder, 'run'))).toEqual(JSON.parse(JSON.stringify(summary.config)));
    expect(summary.config).toMatchObject({
      versions: { gradlens: '1.2.3' },
      network: { inputs: 4, classes: 3, activation: 'prelu', parameters: 4 * 4 + 4 + 1 + 4 * 3 + 3 },
      data: { name: 'small.csv', samples: { train: 48, validation: 0, test: 12 }, scale: { kind: 'standardize' } },
    });
  });

  it('has weights that fill another network with the same bits, learned slopes included', async () => {
    const { network } = await assembled({ activation: 'prelu', seed: 9 });
    expect(network.parameters).not.toEqual(assembly.network.parameters);
    loadParameters(network, join(folder, 'run', 'model.safetensors'));
    expect(network.parameters).toEqual(assembly.network.parameters);
  });
});

describe('names of run folders', () => {
  it('never take one that is there, whether folder or file', async () => {
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken-2'), 'a file');
    const { summary } = await runTraining(await assembled(), { folder: join(folder, 'taken'), version: '0' });
    expect(summary.run).toBe(join(folder, 'taken-3'));
    expect(readdirSync(join(folder, 'taken'))).toEqual([]);
  });

  it.each(['batchSize', 'nowhere'])('are not taken by a training that cannot begin: %s', async (what) => {
    const wanted = what === 'nowhere' ? join(data, 'run') : join(folder, 'never', 'run');
    const assembly = await assembled(what === 'batchSize' ? { batchSize: 49 } : {});
    await mistakeIn(runTraining(assembly, { folder: wanted, version: '0', begin: () => expect.unreachable() }));
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });
});
