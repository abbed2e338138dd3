import type { TrainingState } from './state.ts';

/** Mean loss per sample, and the share of samples classified rightly, 0..1. */
export interface Score {
  readonly loss: number;
  readonly accuracy: number;
}

/** One epoch's figures: a row of metrics.csv. */
export interface EpochMetrics {
  /** 1 for the first. */
  readonly epoch: number;
  /** Updates made so far. */
  readonly step: number;
  /** Learning rate of the last step. */
  readonly lr: number;
  /** Running mean over the epoch's batches, each before its update; dropout on. */
  readonly train: Score;
  /** After the epoch; null where there is no such set. */
  readonly validation: Score | null;
  readonly test: Score | null;
  /** Seconds spent in training so far; evaluation is not counted. */
  readonly seconds: number;
  /** Training samples per second in this epoch. */
  readonly samplesPerSecond: number;
}

/** Counts of values in equal bins from `from` to `to`; what is not finite or lies outside is in none. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

/** One layer, seen on the probe batch: a line of layers.jsonl. Layers are counted from 1; the last is the output layer. */
export interface LayerProbe {
  readonly layer: number;
  readonly units: number;
  /** ||dL/dW||, L the mean loss of the probe batch, penalties left out. */
  readonly gradientNorm: number;
  /** Root mean square of dL/dz over the units and the samples of the probe batch, L each sample's own loss. */
  readonly deltaRms: number;
  /** ||W|| */
  readonly weightNorm: number;
  /** ||change of W by the last update|| / ||W|| after it; null before the first update. */
  readonly updateRatio: number | null;
  /** Of a = f(z) over units and samples. */
  readonly activationMean: number;
  readonly activationStd: number;
  /** Share 0..1 of values a = f(z) where the activation is flat by its own word. */
  readonly saturated: number;
  /** Share 0..1 of units through which no sample of the probe batch sends a gradient. */
  readonly dead: number;
  /**
   * Share 0..1 of values a = f(z) that are (almost) zero: at most 1 % of the activation's largest |f|, or, where that is
   * infinite, of the root mean square of the layer's outputs.
   */
  readonly nearZero: number;
  /** Of a, and of dL/dz (L the mean loss) up to four times its root mean square. */
  readonly histograms: { readonly activation: Histogram; readonly gradient: Histogram };
}

/** How much of the gradient arrives at the bottom: deltaRms of the first hidden layer / of the last one. */
export interface Attenuation {
  readonly total: number;
  /** Its geometric mean per layer: total ^ (1 / (hidden layers - 1)). */
  readonly perLayer: number;
}

/** All layers at one moment of a training, on a batch that stays the same. */
export interface Probe {
  /** 0 before the first step, else the epoch under way or just done. */
  readonly epoch: number;
  /** Updates made so far; 0 before the first. */
  readonly step: number;
  readonly layers: readonly LayerProbe[];
  /** null with fewer than two hidden layers. */
  readonly attenuation: Attenuation | null;
}

/** A halving of the learning rate after a divergence. */
export interface Halving {
  /** The epoch and the step that lost its numbers. */
  readonly epoch: number;
  readonly step: number;
  /** The step that the training went back to. */
  readonly backTo: number;
  /** The base rate from then on. */
  readonly learningRate: number;
}

/**
 * What a training tells, in order: steps and epochs, then how it ended. Where it is probed, the first probe comes before
 * all steps, the others right after the event of their step or, at the end of an epoch, of that epoch. A checkpoint
 * comes last of all that belongs to its moment.
 */
export type TrainingEvent =
  | {
      readonly type: 'step';
      readonly epoch: number;
      readonly step: number;
      /** Steps in an epoch. */
      readonly stepsPerEpoch: number;
      readonly lr: number;
      /** Mean loss of the batch before its update. */
      readonly loss: number;
    }
  | ({ readonly type: 'probe' } & Probe)
  | ({ readonly type: 'epoch' } & EpochMetrics)
  /** All that it takes to go on from here, where checkpoints are asked for. */
  | { readonly type: 'checkpoint'; readonly state: TrainingState }
  /** The training diverged, and goes on from its last checkpoint: what it told since then no longer counts. */
  | ({ readonly type: 'halved'; readonly divergence: Divergence } & Halving)
  | ({ readonly type: 'diverged' } & Divergence)
  | {
      readonly type: 'stopped';
      readonly reason: 'early-stopping' | 'interrupted';
      readonly epoch: number;
      readonly step: number;
    }
  | { readonly type: 'finished'; readonly epoch: number; readonly step: number };

/** A post-mortem: where a training lost its numbers, and a way to keep them. */
export interface Divergence {
  readonly epoch: number;
  readonly step: number;
  /** The loss that was not finite. */
  readonly loss: number;
  /** The first layer, counted from 1, with a value that is not finite, and what of it. */
  readonly layer: number;
  readonly what: 'weights' | 'net inputs' | 'outputs' | 'loss';
  readonly lastFiniteLoss: number | null;
  readonly lr: number;
  readonly suggestedLearningRate: number;
}
