import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainedRun } from '../../../src/runs/exports/exporter.ts';
import { tensorboard } from '../../../src/runs/exports/tensorboard.ts';
import type { LayerProbe } from '../../../src/training/probes/figures.ts';
import { smallTable } from '../../cli/small-data.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';
import { type ReadEvent, readEvents, readHparams } from '../../formats/tensorboard/reader.ts';
import { trainedRun } from './trained-run.ts';

const root = tempFolder();
let run: TrainedRun;
let events: ReadEvent[];

beforeAll(async () => {
  const data = join(root, 'small.csv');
  writeFileSync(data, smallTable());
  const values = { data, hidden: [4, 3], batchSize: 8, epochs: 3, logEvery: 2, validation: 0.25, lr: 0.3, seed: 7 };
  ({ run } = await trainedRun(join(root, 'run'), values));
  events = readEvents(tensorboard.write(run)[0].bytes);
});

/** [step, value] of each value of that tag. */
const points = (tag: string, key: 'simple_value' | 'histo' = 'simple_value') =>
  events.flatMap(({ step, summary }) =>
    (summary?.value ?? []).filter((value) => value.tag === tag).map((value) => [step, value[key]]),
  );

const hparams = (tag: string) => {
  const value = events.flatMap(({ summary }) => summary?.value ?? []).find((one) => one.tag === `_hparams_/${tag}`);
  return readHparams(value?.metadata?.plugin_data.content ?? new Uint8Array(0));
};

describe('a run as an event file', () => {
  it('is one file that readers look for, with the version first, and the same again', () => {
    const [file, ...others] = tensorboard.write(run);
    expect(others).toEqual([]);
    expect(file.path).toMatch(/^events\.out\.tfevents\.\d{10}\.gradlens$/);
    expect(events[0].file_version).toBe('brain.Event:2');
    expect(events.map(({ step }) => step)).toEqual(events.map(({ step }) => step).sort((a, b) => a - b));
    expect(tensorboard.write(run)[0].bytes).toEqual(file.bytes);
  });

  it('has every figure of each epoch', () => {
    const { metrics } = run.record;
    const f = Math.fround;
    expect(metrics).toHaveLength(3);
    expect(points('loss/train')).toEqual(metrics.map(({ step, train }) => [step, f(train.loss)]));
    expect(points('loss/validation')).toEqual(metrics.map(({ step, validation }) => [step, f(validation!.loss)]));
    expect(points('loss/test')).toEqual(metrics.map(({ step, test }) => [step, f(test!.loss)]));
    expect(points('accuracy/train')).toEqual(metrics.map(({ step, train }) => [step, f(train.accuracy)]));
    expect(points('accuracy/validation')).toEqual(metrics.map(({ step, validation: v }) => [step, f(v!.accuracy)]));
    expect(points('accuracy/test')).toEqual(metrics.map(({ step, test }) => [step, f(test!.accuracy)]));
    expect(points('learning_rate')).toEqual(metrics.map(({ step, lr }) => [step, f(lr)]));
    expect(points('samples_per_second')).toEqual(metrics.map(({ step, samplesPerSecond: s }) => [step, f(s)]));
  });

  it('has the losses of the logged steps', () => {
    expect(points('loss/step')).toEqual(run.steps().map(({ step, loss }) => [step, Math.fround(loss)]));
    expect(run.steps().length).toBeGreaterThan(5);
  });

  it.each<[string, keyof LayerProbe]>([
    ['grad_norm/layer_#', 'gradientNorm'],
    ['delta_rms/layer_#', 'deltaRms'],
    ['weight_norm/layer_#', 'weightNorm'],
    ['update_ratio/layer_#', 'updateRatio'],
    ['activation/layer_#/mean', 'activationMean'],
    ['activation/layer_#/std', 'activationStd'],
    ['activation/layer_#/saturated', 'saturated'],
    ['activation/layer_#/off', 'off'],
    ['activation/layer_#/dead', 'dead'],
    ['activation/layer_#/near_zero', 'nearZero'],
  ])('has %s of every layer and probe', (tag, field) => {
    for (const layer of [1, 2, 3]) {
      const logged = run.record.probes.map(({ step, layers }) => [step, layers[layer - 1][field]] as [number, number]);
      const known = logged.filter(([, value]) => value !== null);
      expect(known.length).toBeGreaterThan(2);
      expect(points(tag.replace('#', String(layer)))).toEqual(known.map(([step, v]) => [step, Math.fround(v)]));
    }
  });

  it('has histograms of outputs, gradients and weights that hold all values', () => {
    const { probes, summary } = run.record;
    const counts = (of: 'activation' | 'gradient') =>
      probes.map(({ step, layers }) => [step, layers[1].histograms[of].counts.filter((n) => n > 0)]);
    const read = (tag: string) =>
      points(tag, 'histo').map(([step, histo]) => [step, (histo as { bucket: number[] }).bucket.filter((n) => n > 0)]);
    expect(read('activations/layer_2')).toEqual(counts('activation'));
    expect(read('gradients/layer_2')).toEqual(counts('gradient'));
    const { W } = run.network.denseLayers[1].parameters;
    const [[step, weights]] = points('weights/layer_2', 'histo');
    expect(step).toBe(summary?.steps);
    expect(weights).toMatchObject({ num: 12, min: Math.min(...W), max: Math.max(...W) });
  });

  it('tells the settings to the HPARAMS tab, each of the type that its column says', () => {
    const { experiment } = hparams('experiment');
    const { session_start_info } = hparams('session_start_info');
    expect(session_start_info?.hparams).toMatchObject({
      activation: { string_value: 'relu' },
      hidden: { string_value: '4,3' },
      lr: { number_value: 0.3 },
      seed: { number_value: 7 },
      shuffle: { bool_value: true },
    });
    const types = { number_value: 'DATA_TYPE_FLOAT64', string_value: 'DATA_TYPE_STRING', bool_value: 'DATA_TYPE_BOOL' };
    const columns = Object.fromEntries(experiment?.hparam_infos.map(({ name, type }) => [name, type]) ?? []);
    for (const [name, value] of Object.entries(session_start_info?.hparams ?? {}))
      expect([name, columns[name]]).toEqual([name, types[Object.keys(value)[0] as keyof typeof types]]);
    expect(experiment?.metric_infos.map(({ name }) => name.tag)).toContain('accuracy/test');
    expect(hparams('session_end_info').session_end_info?.status).toBe('STATUS_SUCCESS');
  });

  it('has times that never go back, by the seconds in metrics.csv', () => {
    const times = events.map(({ wall_time }) => wall_time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const [last] = run.record.metrics.slice(-1);
    expect(times[times.length - 1] - times[0]).toBeCloseTo(last.seconds, 5);
  });

  it('says so where a training diverged or was killed, without its weights', () => {
    const { record } = run;
    const get = (changed: TrainedRun['record']) => {
      events = readEvents(tensorboard.write({ ...run, record: changed })[0].bytes);
      return [hparams('session_end_info').session_end_info?.status, points('weights/layer_1', 'histo').length];
    };
    expect(get({ ...record, summary: { ...record.summary!, status: 'diverged' } })).toEqual(['STATUS_FAILURE', 0]);
    expect(get({ ...record, summary: null })).toEqual([undefined, 0]);
  });
});
