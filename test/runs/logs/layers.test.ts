import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { assemble } from '../../../src/runs/assemble.ts';
import { readRunRecord } from '../../../src/runs/folder/read-run-record.ts';
import type { RunSummary } from '../../../src/runs/folder/schema.ts';
import { layerLines } from '../../../src/runs/logs/layer-line.ts';
import { runTraining } from '../../../src/runs/run-training.ts';
import { resolveSettings } from '../../../src/settings/resolve.ts';
import type { TrainingEvent } from '../../../src/training/events.ts';
import type { Probe } from '../../../src/training/probes/figures.ts';
import { smallTable } from '../../cli/small-data.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';
import { only } from '../../training/tiny.ts';

const folder = tempFolder();
const data = join(folder, 'small.csv');
writeFileSync(data, smallTable());
const run = join(folder, 'run');
const file = join(run, 'layers.jsonl');

const histogram = z.strictObject({ from: z.number(), to: z.number(), counts: z.array(z.number()).min(2) });
const share = z.number().min(0).max(1);
/** A documented line: no field more, none less. */
const line = z.strictObject({
  epoch: z.number(),
  step: z.number(),
  layer: z.number(),
  units: z.number(),
  hidden: z.boolean(),
  activation: z.string(),
  gradientNorm: z.number(),
  deltaRms: z.number(),
  weightNorm: z.number(),
  updateRatio: z.number().nullable(),
  activationMean: z.number(),
  activationStd: z.number(),
  saturated: share,
  off: share,
  dead: share,
  nearZero: share,
  histograms: z.strictObject({ activation: histogram, gradient: histogram }),
  head: z
    .strictObject({ loss: z.number(), accuracy: share, answered: z.int(), spread: z.number(), passes: z.number() })
    .optional(),
});

describe('layers.jsonl', () => {
  let probes: Probe[];
  let summary: RunSummary;

  beforeAll(async () => {
    const values = { data, hidden: [4, 3, 5], activation: 'tanh', batchSize: 8, epochs: 2, probeEvery: 4 };
    const events: TrainingEvent[] = [];
    const listen = (event: TrainingEvent) => void events.push(event);
    const assembly = await assemble(resolveSettings({ label: String, values }));
    ({ summary } = await runTraining(assembly, { folder: run, version: '0', listen }));
    probes = only(events, 'probe').map(({ type: _, ...probe }) => probe);
  });

  it('has a line for each layer of each probe, of the documented shape', () => {
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/\n$/);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((one) => line.parse(JSON.parse(one)));
    expect(lines.map(({ step, layer, units }) => [step, layer, units])).toEqual(
      [0, 4, 6, 8, 12].flatMap((step) => [4, 3, 5, 3].map((units, k) => [step, k + 1, units])),
    );
    expect(lines).toEqual(probes.flatMap(({ epoch, step, layers }) => layers.map((one) => ({ epoch, step, ...one }))));
  });

  it('is read back as the probes that were told, also where the last one is half written', () => {
    expect(readRunRecord(run)).toMatchObject({ probes, summary: { steps: 12 } });
    expect(readRunRecord(run).probes).toEqual(probes);
    appendFileSync(file, layerLines({ ...probes[1], step: 13 }).slice(0, -20));
    expect(readRunRecord(run).probes).toEqual(probes);
  });

  it('of an earlier version, which does not say which layers are hidden, is read as what it was', () => {
    const old = readFileSync(file, 'utf8').replace(/"hidden":(true|false),"activation":"[a-z]+",/g, '');
    expect(old).not.toContain('"hidden"');
    writeFileSync(file, old);
    expect(readRunRecord(run).probes).toEqual(probes);
  });

  it('is summed up in the summary', () => {
    const hidden = probes[4].layers.slice(0, 3);
    const mean = (figure: 'saturated' | 'off' | 'dead') =>
      hidden.reduce((sum, layer) => sum + Number(layer[figure]), 0) / 3;
    expect(summary).toMatchObject({
      attenuation: { start: probes[0].attenuation, end: probes[4].attenuation },
      saturated: mean('saturated'),
      off: mean('off'),
      dead: mean('dead'),
    });
    expect(probes[0].attenuation?.total).toBeCloseTo(probes[0].layers[0].deltaRms / probes[0].layers[2].deltaRms, 14);
  });
});

it('numbers that are none are text in layers.jsonl, and numbers again when read', () => {
  const [first] = readRunRecord(run).probes;
  const lost = { ...first, step: 99, layers: first.layers.map((layer) => ({ ...layer, gradientNorm: Number.NaN })) };
  expect(layerLines(lost)).toContain('"gradientNorm":"NaN"');
  writeFileSync(file, layerLines(lost));
  expect(readRunRecord(run).probes[0].layers[0].gradientNorm).toBeNaN();
});

it('without probes there is an empty layers.jsonl, and nothing of them in the summary', async () => {
  const assembly = await assemble(resolveSettings({ label: String, values: { data, hidden: [4, 4], epochs: 1 } }));
  const options = { ...assembly.options, probe: false as const };
  const bare = join(folder, 'bare');
  const { summary } = await runTraining({ ...assembly, options }, { folder: bare, version: '0' });
  expect(readFileSync(join(bare, 'layers.jsonl'), 'utf8')).toBe('');
  expect(summary).toMatchObject({ attenuation: { start: null, end: null }, saturated: null, dead: null });
});
