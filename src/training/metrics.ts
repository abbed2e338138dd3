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
