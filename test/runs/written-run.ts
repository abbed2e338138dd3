import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { assemble } from '../../src/runs/assemble.ts';
import { toJson } from '../../src/runs/files/json.ts';
import type { RunSummary } from '../../src/runs/folder/schema.ts';
import { runTraining } from '../../src/runs/run-training.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import type { TrainingEvent } from '../../src/training/events.ts';
import type { LayerProbe } from '../../src/training/probes/figures.ts';
import { smallTable } from '../cli/small-data.ts';
import { tempFolder } from '../dataset/temp-folder.ts';

/** deltaRms of the layers below: 1/8 of it arrives, 1/2 per layer. */
const DELTAS = [0.125, 0.25, 0.5, 1, 3];

/** One line of layers.jsonl, as the training writes them. */
export function layerLine(epoch: number, step: number, layer: number): string {
  const histogram = { from: -1, to: 1, counts: [1, 2, 3] };
  const probe: LayerProbe = {
    layer,
    units: 4,
    hidden: layer < 5,
    activation: layer < 5 ? 'tanh' : 'identity',
    gradientNorm: 10 ** -layer,
    deltaRms: DELTAS[layer - 1],
    weightNorm: 2,
    updateRatio: step === 0 ? null : 1e-3,
    activationMean: 0.5,
    activationStd: 0.25,
    saturated: 0.125,
    off: 0.375,
    dead: 0,
    nearZero: 0.5,
    histograms: { activation: histogram, gradient: histogram },
  };
  return toJson({ epoch, step, ...probe });
}

/** A real, small run with four hidden layers, probes written beside it, and copies of it to spoil. */
export function writtenRun() {
  const root = tempFolder();
  const folder = join(root, 'run');
  const events: TrainingEvent[] = [];
  const run = { root, folder, events, summary: undefined as unknown as RunSummary, copy };

  beforeAll(async () => {
    const data = join(root, 'small.csv');
    writeFileSync(data, smallTable());
    const values = { data, hidden: [4, 4, 4, 4], batchSize: 8, epochs: 3, logEvery: 2, validation: 0.25 };
    const assembly = await assemble(resolveSettings({ label: String, values }));
    const listen = (event: TrainingEvent) => void events.push(event);
    run.summary = (await runTraining(assembly, { folder, version: '1.2.3', listen })).summary;
    const lines = [0, 1, 2, 3].flatMap((epoch) => DELTAS.map((_, k) => layerLine(epoch, epoch * 5, k + 1)));
    writeFileSync(join(folder, 'layers.jsonl'), `${lines.join('\n')}\n`);
  }, 60_000);
  return run;

  /** Another copy of the folder. */
  function copy(): string {
    const other = mkdtempSync(join(root, 'copy-'));
    cpSync(folder, other, { recursive: true });
    return other;
  }
}
