import type { RunRecord } from '../../src/runs/folder/run-record.ts';
import type { RunConfig } from '../../src/runs/folder/schema.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import type { TrainingEvent } from '../../src/training/events.ts';
import type { EpochMetrics } from '../../src/training/metrics.ts';
import type { LayerProbe, Probe } from '../../src/training/probes/figures.ts';
import { Summarizer, type TrainingStatus } from '../../src/training/summary.ts';
import type { FindingRecord } from '../../src/words/diagnosis.ts';

/** What a made-up training went like; one epoch takes 10 steps and 2 seconds. */
export interface Course {
  seed?: number;
  /** Test accuracy after each epoch. */
  test?: readonly number[];
  /** Training loss of each epoch; 1 / epoch where nothing is said. */
  train?: readonly number[];
  status?: TrainingStatus | 'killed';
  probes?: readonly Probe[];
}

/** A training that went like that, summed up as a real one is. */
export function record({ seed = 0, test = [], train, status = 'finished', probes = [] }: Course = {}): RunRecord {
  const metrics = (train ?? test).map(
    (_, k): EpochMetrics => ({
      epoch: k + 1,
      step: 10 * (k + 1),
      lr: 0.1,
      train: { loss: train?.[k] ?? 1 / (k + 1), accuracy: 0.5 },
      validation: null,
      test: test[k] === undefined ? null : { loss: 1 - test[k], accuracy: test[k] },
      seconds: 2 * (k + 1),
      samplesPerSecond: 100 + seed,
    }),
  );
  const folder = `runs/seed-${seed}`;
  const config: RunConfig = {
    versions: { gradlens: '0', node: 'v20' },
    settings: resolveSettings({ label: (name) => name, values: { seed } }),
    engine: { name: 'reference', flavour: 'float64', precision: 'float64', threads: 1 },
    network: { inputs: 4, classes: 3, activation: 'tanh', parameters: 43 },
    data: { name: 'tiny', fingerprint: '', samples: { train: 20, validation: 0, test: 9 }, scale: { kind: 'none' } },
  };
  if (status === 'killed') return { folder, config, metrics, probes, summary: null, skipped: [] };
  const summarizer = new Summarizer({ monitor: 'train_loss' }, false);
  for (const one of metrics) summarizer.add({ type: 'epoch', ...one });
  summarizer.add(ending(status, metrics.length));
  const { divergence, ...summary } = summarizer.summary();
  const kept = { ...summary, run: folder, parameters: 43, config, diagnosis: [finding(folder)] };
  return { folder, config, metrics, probes, summary: kept, skipped: [] };
}

/** What the run of that folder is said to suffer from. */
export const finding = (folder: string): FindingRecord => ({
  rule: 'r',
  severity: 'note',
  text: folder,
  advice: '',
  source: '',
});

function ending(status: TrainingStatus, epoch: number): TrainingEvent {
  const at = { epoch, step: 10 * epoch };
  if (status === 'finished') return { type: 'finished', ...at };
  if (status === 'early-stopped') return { type: 'stopped', reason: 'early-stopping', ...at };
  if (status === 'interrupted') return { type: 'stopped', reason: 'interrupted', ...at };
  const loss = { loss: Number.NaN, lastFiniteLoss: 1, lr: 9, suggestedLearningRate: 0.9 };
  return { type: 'diverged', ...at, ...loss, layer: 1, what: 'weights' };
}

/** A probe of hidden layers with these shares of saturated units (dead ones: half as many), and an output layer. */
export function probe(step: number, saturated: readonly number[], total: number): Probe {
  const layer = (share: number, k: number): LayerProbe => ({
    layer: k + 1,
    units: 5,
    hidden: k < saturated.length,
    activation: k < saturated.length ? 'tanh' : 'identity',
    gradientNorm: 1,
    deltaRms: 1,
    weightNorm: 1,
    updateRatio: null,
    activationMean: 0,
    activationStd: 1,
    saturated: share,
    off: 0,
    dead: share / 2,
    nearZero: 0,
    histograms: { activation: { from: 0, to: 1, counts: [] }, gradient: { from: 0, to: 1, counts: [] } },
  });
  const layers = [...saturated, 1].map(layer);
  const attenuation = saturated.length < 2 ? null : { total, perLayer: total ** (1 / (saturated.length - 1)) };
  return { epoch: step / 10, step, layers, attenuation };
}
