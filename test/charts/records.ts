import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ActivationResult,
  Comparison,
  ComparisonRecord,
  RateSearch,
  Spread,
} from '../../src/experiments/comparison.ts';
import { assemble } from '../../src/runs/assemble.ts';
import type { RunRecord } from '../../src/runs/folder/run-record.ts';
import { describeRun } from '../../src/runs/run-training.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import type { Settings } from '../../src/settings/table.ts';
import type { EpochMetrics } from '../../src/training/metrics.ts';
import type { Histogram, LayerProbe, Probe } from '../../src/training/probes/figures.ts';
import { MILESTONES, Summarizer } from '../../src/training/summary.ts';
import { train } from '../../src/training/train.ts';
import { smallTable } from '../cli/small-data.ts';

export const settingsOf = (values: Record<string, unknown> = {}): Settings =>
  resolveSettings({
    label: String,
    values: { hidden: '3x16', epochs: 3, validation: 0.2, batchSize: 8, threads: 1, ...values },
  });

/** A real training on a small table, in memory, with probes that are made up. */
export async function trained(values: Record<string, unknown> = {}): Promise<RunRecord> {
  const folder = mkdtempSync(join(tmpdir(), 'gradlens-'));
  const data = join(folder, 'small.csv');
  writeFileSync(data, smallTable(300));
  const assembly = await assemble(settingsOf({ data, ...values }));
  rmSync(folder, { recursive: true });
  const settings = { ...assembly.settings, data: 'small.csv' };
  const { activation, network, options, best } = assembly;
  const summarizer = new Summarizer(best, settings.earlyStopping);
  const metrics: EpochMetrics[] = [];
  for await (const event of train(options)) {
    summarizer.add(event);
    if (event.type === 'epoch') {
      const { type: _, ...figures } = event;
      metrics.push(figures);
    }
  }
  const { divergence, ...figures } = summarizer.summary();
  const config = describeRun({ ...assembly, settings }, '0.1.0');
  const run = `runs/${activation.name}-seed${settings.seed}`;
  const perLayer = activation.name === 'sigmoid' ? 0.25 : 0.9;
  return {
    folder: run,
    config,
    metrics,
    probes: probesOf(settings.hidden.length, metrics, perLayer),
    summary: {
      ...figures,
      run,
      parameters: network.layout.length,
      config,
      diagnosis: [],
      ...(divergence && { divergence }),
    },
    skipped: [],
  };
}

/** Probes at step 0 and after each epoch, gradients `perLayer` times smaller from each layer to the one below it. */
export function probesOf(hidden: number, metrics: readonly EpochMetrics[], perLayer: number): Probe[] {
  return [{ epoch: 0, step: 0 }, ...metrics].map(({ epoch, step }) => ({
    epoch,
    step,
    layers: Array.from({ length: hidden + 1 }, (_, k) =>
      layerProbe(k + 1, step, perLayer ** (hidden - k) / (1 + epoch), k < hidden),
    ),
    attenuation: hidden < 2 ? null : { total: perLayer ** (hidden - 1), perLayer },
  }));
}

export function layerProbe(layer: number, step: number, size: number, hidden = true): LayerProbe {
  return {
    layer,
    units: 16,
    hidden,
    activation: hidden ? 'tanh' : 'identity',
    gradientNorm: size,
    deltaRms: size / 10,
    weightNorm: 4,
    updateRatio: step === 0 ? null : size / 40,
    activationMean: 0.5,
    activationStd: 0.2,
    saturated: 0.3 / layer,
    off: 0,
    dead: 0,
    nearZero: 0.1,
    histograms: { activation: bell(0, 1, 0.5, 0.15 + 0.03 * layer), gradient: bell(-size, size, 0, size / 3) },
  };
}

/** Counts of a normal distribution in 30 bins. */
function bell(from: number, to: number, mean: number, deviation: number): Histogram {
  const wide = (to - from) / 30;
  const height = (k: number) => Math.exp(-0.5 * ((from + (k + 0.5) * wide - mean) / deviation) ** 2);
  return { from, to, counts: Array.from({ length: 30 }, (_, k) => Math.round(1000 * height(k))) };
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

const spread = (values: readonly number[]): Spread | null =>
  values.length === 0
    ? null
    : {
        median: median(values),
        min: Math.min(...values),
        max: Math.max(...values),
        ci95: values.length > 1 ? [Math.min(...values), Math.max(...values)] : null,
      };

/** A search with all three stages, one rate that diverged, and a best. */
export const searchOf = (best: number): RateSearch => ({
  tried: [
    { lr: 0.01 * best, loss: 2.2, accuracy: 0.2, stage: 'grid' },
    { lr: 0.1 * best, loss: 1.3, accuracy: 0.7, stage: 'grid' },
    { lr: best, loss: 0.4, accuracy: 0.9, stage: 'extension' },
    { lr: 0.5 * best, loss: 0.5, accuracy: 0.88, stage: 'refinement' },
    { lr: 10 * best, loss: null, accuracy: null, stage: 'extension' },
  ],
  best,
  epochs: 1,
  seed: 0,
});

/** A comparison of runs by activation, its statistics simple stand-ins for the real ones. */
export function comparisonOf(
  groups: readonly (readonly RunRecord[])[],
  more: Partial<Comparison> = {},
): ComparisonRecord {
  const { activation: _, ...rest } = groups[0][0].config.settings;
  return {
    comparison: {
      folder: 'runs/compare',
      versions: { gradlens: '0.1.0', node: process.versions.node },
      settings: { ...rest, activation: 'relu' },
      plan: {
        activations: groups.map(([{ config }]) => config.network.activation),
        seeds: groups[0].length,
        lr: 'search',
      },
      fixed: [],
      seeds: groups[0].map(({ config }) => config.settings.seed),
      activations: groups.map(resultOf),
      verdicts: [],
      seconds: 12.3,
      ...more,
    },
    runs: groups,
  };
}

function resultOf(runs: readonly RunRecord[]): ActivationResult {
  const [{ config }] = runs;
  const censored = (of: (record: RunRecord) => number | null) => {
    const times = runs.flatMap((run) => of(run) ?? []);
    return { median: times.length * 2 > runs.length ? median(times) : null, reached: times.length, of: runs.length };
  };
  const byMilestone = <T>(of: (goal: (typeof MILESTONES)[number]) => T) =>
    Object.fromEntries(MILESTONES.map((goal) => [goal, of(goal)])) as Record<(typeof MILESTONES)[number], T>;
  const reached = (run: RunRecord, goal: (typeof MILESTONES)[number]) => run.summary?.reached[goal] ?? null;
  const status: Record<string, number> = {};
  for (const { summary } of runs)
    status[summary?.status ?? 'interrupted'] = (status[summary?.status ?? 'interrupted'] ?? 0) + 1;
  const attenuation = { start: runs[0].probes[0].attenuation, end: runs[0].probes.at(-1)?.attenuation ?? null };
  return {
    name: config.network.activation,
    lr: config.settings.lr,
    init: config.network.activation === 'relu' ? 'he-normal' : 'glorot-uniform',
    search: searchOf(config.settings.lr),
    runs: runs.map((run) => ({
      seed: run.config.settings.seed,
      run: run.folder,
      status: run.summary?.status ?? 'interrupted',
      testAccuracy: run.summary?.test?.accuracy ?? null,
      testLoss: run.summary?.test?.loss ?? null,
      areaUnderLoss: null,
      epochsTo: byMilestone((goal) => reached(run, goal)?.epoch ?? null),
      seconds: run.summary?.seconds ?? 0,
    })),
    testAccuracy: spread(runs.flatMap(({ summary }) => summary?.test?.accuracy ?? [])),
    testLoss: spread(runs.flatMap(({ summary }) => summary?.test?.loss ?? [])),
    epochsTo: byMilestone((goal) => censored((run) => reached(run, goal)?.epoch ?? null)),
    stepsTo: byMilestone((goal) => censored((run) => reached(run, goal)?.step ?? null)),
    secondsTo: byMilestone((goal) => censored((run) => (reached(run, goal) ? (run.summary?.seconds ?? null) : null))),
    areaUnderLoss: median(
      runs.map(({ metrics }) => metrics.reduce((sum, { train }) => sum + train.loss, 0) / metrics.length),
    ),
    attenuation,
    saturated: 0.2,
    off: 0,
    dead: 0,
    samplesPerSecond: 12_345,
    status,
    diagnosis:
      config.network.activation === 'sigmoid'
        ? [
            {
              rule: 'vanishing-gradient',
              severity: 'problem',
              text: 'layer 1 receives 1/16 of the gradient of layer 3 (0.25x per layer)',
              advice: 'try relu or tanh, glorot-uniform, or fewer layers',
              source:
                'Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks (2010)',
            },
          ]
        : [],
  };
}
