import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { csv } from '../../../src/runs/exports/csv.ts';
import type { TrainedRun } from '../../../src/runs/exports/exporter.ts';
import { smallTable } from '../../cli/small-data.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';
import { trainedRun } from './trained-run.ts';

const root = tempFolder();
let run: TrainedRun;

beforeAll(async () => {
  const data = join(root, 'small, "table".csv');
  writeFileSync(data, smallTable());
  const values = { data, hidden: [4, 3], batchSize: 8, epochs: 2, logEvery: 2, validation: 0.25, seed: 7 };
  ({ run } = await trainedRun(join(root, 'run'), values));
});

/** The rows of each file; what is a number comes back as one. */
function tables(of: TrainedRun = run): Record<string, Record<string, unknown>[]> {
  const read = (bytes: Uint8Array) =>
    Papa.parse<Record<string, unknown>>(new TextDecoder().decode(bytes).trimEnd(), {
      header: true,
      dynamicTyping: true,
    });
  return Object.fromEntries(
    csv.write(of).map(({ path, bytes }) => {
      const { data, errors } = read(bytes);
      expect(errors).toEqual([]);
      return [path, data];
    }),
  );
}

describe('a run as tables', () => {
  it('has one row with the settings and the end, text quoted as it must be', () => {
    const { config, summary, folder } = run.record;
    const [row, ...others] = tables()['run.csv'];
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      run: folder,
      activation: 'relu',
      seed: 7,
      data: config.settings.data,
      hidden: '4,3',
      batch_size: 8,
      train_size: null,
      early_stopping: false,
      status: 'finished',
      epochs_trained: 2,
      test_accuracy: summary?.test?.accuracy,
      val_loss: summary?.validation?.loss,
      parameters: config.network.parameters,
    });
  });

  it('has a row for each epoch, each logged step, and each layer and probe, to the last digit', () => {
    const { metrics, probes, folder } = run.record;
    const who = { run: folder, activation: 'relu', seed: 7 };
    const { 'epochs.csv': epochs, 'steps.csv': steps, 'layers.csv': layers } = tables();
    expect(epochs).toEqual(
      metrics.map(({ epoch, step, lr, train, validation, test, seconds, samplesPerSecond }) => ({
        ...who,
        ...{ epoch, step, lr, train_loss: train.loss, train_accuracy: train.accuracy },
        ...{ val_loss: validation?.loss, val_accuracy: validation?.accuracy },
        ...{ test_loss: test?.loss, test_accuracy: test?.accuracy, seconds, samples_per_second: samplesPerSecond },
      })),
    );
    expect(steps).toEqual(run.steps().map((line) => ({ ...who, ...line })));
    expect(layers).toHaveLength(3 * probes.length);
    expect(layers[0].update_ratio).toBeNull();
    const [last] = probes.slice(-1);
    const { histograms: _, head: __, activation: layerActivation, ...rest } = last.layers[2];
    const figures = { ...rest, layerActivation };
    const cells = Object.entries({ ...who, epoch: last.epoch, step: last.step, ...figures }).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]);
    expect(layers.at(-1)).toEqual(Object.fromEntries(cells));
  });

  it('leaves cells empty for what is not there, in a run that was killed, and keeps formulas from being run', () => {
    const record = { ...run.record, folder: '=1+1', summary: null, metrics: [], probes: [] };
    const files = csv.write({ ...run, record, steps: () => [] });
    const texts = files.map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(texts[0]).toMatch(/\n"'=1\+1",relu,7,/);
    expect(texts.slice(1).map((text) => text.trimEnd().split('\n'))).toEqual([
      [expect.stringMatching(/^run,activation,seed,epoch,step,lr,train_loss/)],
      [expect.stringMatching(/^run,activation,seed,epoch,step,layer/)],
      ['run,activation,seed,step,loss,lr'],
    ]);
  });
});
