import type { RunRecord } from '../../runs/folder/run-record.ts';
import type { EpochMetrics } from '../../training/metrics.ts';
import { smallest } from '../../util/any-length.ts';
import { median } from '../../util/statistics/quantile.ts';
import { figure, plusMinus } from './figure.ts';
import type { Measurement, PresetChart } from './preset.ts';

/** Accuracy over the epochs, median over seeds, as far as all of them came: training, validation and test. */
function accuracyCurve(records: readonly RunRecord[]): PresetChart {
  const epochs = smallest(records.map(({ metrics }) => metrics.length));
  const parts: readonly [string, (metrics: EpochMetrics) => number | undefined][] = [
    ['training', ({ train }) => train.accuracy],
    ['validation', ({ validation }) => validation?.accuracy],
    ['test', ({ test }) => test?.accuracy],
  ];
  const series = parts.flatMap(([name, accuracy]) => {
    const points = Array.from({ length: epochs }, (_, k) => {
      return [k + 1, median(records.map(({ metrics }) => accuracy(metrics[k]) ?? Number.NaN))] as const;
    });
    return points.some(([, y]) => Number.isNaN(y)) ? [] : [{ name, drawn: 'line' as const, points }];
  });
  return { title: 'Accuracy', x: { title: 'epoch' }, y: { title: 'accuracy' }, series };
}

/** What came out where one figure was published, the test accuracy at the end, give or take `margin`. */
export function finalAccuracy(records: readonly RunRecord[], published: number, margin: number): Measurement {
  const facts = { name: 'test accuracy', published, accepted: plusMinus(published, margin), unit: 'percent' as const };
  const accuracies = records.map(({ summary }) => summary?.test?.accuracy ?? null);
  return { figures: [figure(facts, accuracies)], charts: [accuracyCurve(records)], notes: [] };
}
