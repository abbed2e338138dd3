import type { EpochMetrics } from '../training/events.ts';

/** Columns of metrics.csv, in order; a figure that does not exist is an empty cell. */
const columns: Readonly<Record<string, (metrics: EpochMetrics) => number | undefined>> = {
  epoch: ({ epoch }) => epoch,
  step: ({ step }) => step,
  lr: ({ lr }) => lr,
  train_loss: ({ train }) => train.loss,
  train_accuracy: ({ train }) => train.accuracy,
  val_loss: ({ validation }) => validation?.loss,
  val_accuracy: ({ validation }) => validation?.accuracy,
  test_loss: ({ test }) => test?.loss,
  test_accuracy: ({ test }) => test?.accuracy,
  seconds: ({ seconds }) => seconds,
  samples_per_second: ({ samplesPerSecond }) => samplesPerSecond,
};

/** First line of metrics.csv. */
export const METRICS_HEADER = Object.keys(columns).join(',');

/** One epoch's line, numbers in full precision. */
export function metricsRow(metrics: EpochMetrics): string {
  return Object.values(columns)
    .map((value) => value(metrics) ?? '')
    .join(',');
}
