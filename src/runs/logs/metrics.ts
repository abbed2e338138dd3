import type { EpochMetrics, Score } from '../../training/metrics.ts';
import type { Omissions } from '../files/omissions.ts';
import type { LogRow, LogTable } from './csv-table.ts';

/** Columns of metrics.csv, in order; a figure that does not exist is an empty cell. */
export const metricsColumns: Readonly<Record<string, (metrics: EpochMetrics) => number | undefined>> = {
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

const columnNames: readonly string[] = Object.keys(metricsColumns);

/** First line of metrics.csv. */
export const METRICS_HEADER = columnNames.join(',');

/** One epoch's line, numbers in full precision. */
export function metricsRow(metrics: EpochMetrics): string {
  return Object.values(metricsColumns)
    .map((value) => value(metrics) ?? '')
    .join(',');
}

/**
 * The rows of a metrics.csv, epochs in order. What cannot be read is NaN, or null where it may be; it is told, and so
 * are columns that are missing or not known.
 * @param file short name, for what is told
 */
export function metricsOf(table: LogTable, file: string, omissions: Omissions): EpochMetrics[] {
  // A file without its first line is one that has only just been made.
  if (table.columns.length > 1) {
    for (const name of table.columns)
      if (!columnNames.includes(name)) omissions.add(file, `a column that is not known, ${name}`);
    for (const name of columnNames) if (!table.columns.includes(name)) omissions.add(file, `no column ${name}`);
  }
  const epochs: EpochMetrics[] = [];
  for (const row of table.rows) {
    const metrics = epochOf(row);
    const last = epochs.at(-1);
    if (!metrics) omissions.add(file, 'a row without whole numbers for epoch and step', row.line);
    else if (last && metrics.epoch <= last.epoch) omissions.add(file, 'a row whose epoch was there before', row.line);
    else epochs.push(metrics);
  }
  return epochs;
}

function epochOf(row: LogRow): EpochMetrics | null {
  const [epoch, step] = [row.number('epoch'), row.number('step')];
  if (!isCount(epoch) || !isCount(step)) return null;
  const figure = (column: string) => row.number(column) ?? Number.NaN;
  const score = (part: string): Score | null => {
    const [loss, accuracy] = [row.number(`${part}_loss`), row.number(`${part}_accuracy`)];
    return loss === null && accuracy === null ? null : { loss: loss ?? Number.NaN, accuracy: accuracy ?? Number.NaN };
  };
  return {
    epoch,
    step,
    lr: figure('lr'),
    train: score('train') ?? { loss: Number.NaN, accuracy: Number.NaN },
    validation: score('val'),
    test: score('test'),
    seconds: figure('seconds'),
    samplesPerSecond: figure('samples_per_second'),
  };
}

function isCount(value: number | null): value is number {
  return value !== null && Number.isSafeInteger(value) && value >= 0;
}
