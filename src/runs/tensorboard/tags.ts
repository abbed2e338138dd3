import type { Values } from '../../kernels/kernels.ts';
import type { EpochMetrics } from '../../training/metrics.ts';
import type { Histogram, LayerProbe, Probe } from '../../training/probes/figures.ts';
import { histogramOf } from '../../training/probes/histogram.ts';
import type { LoggedStep } from '../folder/read-run-record.ts';

/** A figure under its tag in TensorBoard, where what stands before the first `/` is a group of charts. */
export interface TaggedFigure<From, Value> {
  /** Of a layer with `#` in place of its number. */
  readonly tag: string;
  /** What a reader of the chart should know. */
  readonly description: string;
  /** null or undefined where there is no such figure. */
  read(from: From): Value | null | undefined;
}

const RUNNING = 'Mean over the epoch, each batch before its update.';
const AFTER = 'After the epoch.';

/** A row of metrics.csv. */
export const epochScalars: readonly TaggedFigure<EpochMetrics, number>[] = [
  { tag: 'loss/train', description: RUNNING, read: ({ train }) => train.loss },
  { tag: 'loss/validation', description: AFTER, read: ({ validation }) => validation?.loss },
  { tag: 'loss/test', description: AFTER, read: ({ test }) => test?.loss },
  { tag: 'accuracy/train', description: RUNNING, read: ({ train }) => train.accuracy },
  { tag: 'accuracy/validation', description: AFTER, read: ({ validation }) => validation?.accuracy },
  { tag: 'accuracy/test', description: AFTER, read: ({ test }) => test?.accuracy },
  { tag: 'learning_rate', description: "Of the epoch's last step.", read: ({ lr }) => lr },
  { tag: 'samples_per_second', description: 'Training alone, in the epoch.', read: (epoch) => epoch.samplesPerSecond },
];

/** A line of steps.jsonl. */
export const stepScalars: readonly TaggedFigure<LoggedStep, number>[] = [
  { tag: 'loss/step', description: 'Of one batch, before its update.', read: ({ loss }) => loss },
];

/** A probe as a whole. */
export const probeScalars: readonly TaggedFigure<Probe, number>[] = [
  {
    tag: 'attenuation',
    description: 'delta_rms of the first hidden layer over that of the last: what arrives of the gradient.',
    read: ({ attenuation }) => attenuation?.total,
  },
];

/** A line of layers.jsonl. */
export const layerScalars: readonly TaggedFigure<LayerProbe, number>[] = [
  { tag: 'grad_norm/layer_#', description: 'Norm of dL/dW on the probe batch.', read: (l) => l.gradientNorm },
  { tag: 'delta_rms/layer_#', description: 'Root mean square of dL/dz, L of one sample.', read: (l) => l.deltaRms },
  { tag: 'weight_norm/layer_#', description: 'Norm of W.', read: (l) => l.weightNorm },
  {
    tag: 'update_ratio/layer_#',
    description: "Norm of the last update's change of W, over that of W.",
    read: (l) => l.updateRatio,
  },
  { tag: 'activation/layer_#/mean', description: 'Of the outputs f(z).', read: (l) => l.activationMean },
  { tag: 'activation/layer_#/std', description: 'Of the outputs f(z).', read: (l) => l.activationStd },
  {
    tag: 'activation/layer_#/saturated',
    description: 'Share of outputs at a flat end of the activation.',
    read: (l) => l.saturated,
  },
  {
    tag: 'activation/layer_#/off',
    description: 'Share of outputs where the activation is at rest, as relu for negative inputs.',
    read: (l) => l.off,
  },
  {
    tag: 'activation/layer_#/dead',
    description: 'Share of units whose slope is 0 for every sample of the probe batch.',
    read: (l) => l.dead,
  },
  { tag: 'activation/layer_#/near_zero', description: 'Share of outputs that are almost 0.', read: (l) => l.nearZero },
];

export const layerHistograms: readonly TaggedFigure<LayerProbe, Histogram>[] = [
  {
    tag: 'activations/layer_#',
    description: 'Outputs f(z) on the probe batch.',
    read: ({ histograms }) => histograms.activation,
  },
  {
    tag: 'gradients/layer_#',
    description: 'dL/dz on the probe batch, up to four times its root mean square.',
    read: ({ histograms }) => histograms.gradient,
  },
];

/** W of a layer. */
export const weightHistograms: readonly TaggedFigure<Values, Histogram>[] = [
  { tag: 'weights/layer_#', description: 'W.', read: (W) => histogramOf(W.length, W) },
];

/** The tag for a layer, counted from 1. */
export const ofLayer = (tag: string, layer: number): string => tag.replace('#', String(layer));
