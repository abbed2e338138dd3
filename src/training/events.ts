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

/** What a training tells, in order: steps and epochs, then how it ended. */
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
  | ({ readonly type: 'epoch' } & EpochMetrics)
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
