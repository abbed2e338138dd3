import { csvText } from '../runs/files/csv-text.ts';
import type { CurveMetric } from '../runs/logs/curves.ts';
import type { ChosenCurve } from './curve-selection.ts';

/** One point of one curve: a row of a table for other programs, and a datum of a chart. */
export interface CurveRow {
  readonly run: string;
  readonly metric: CurveMetric;
  readonly part: string;
  readonly epoch: number | null;
  readonly step: number | null;
  readonly seconds: number | null;
  readonly value: number;
  /** The moving average; equal to the value where none was asked for. */
  readonly smoothed: number;
}

/** Curves as a long table, one row per point. */
export function curveRows(curves: readonly ChosenCurve[], metric: CurveMetric): CurveRow[] {
  return curves.flatMap(({ run, part, points }) =>
    points.map(({ epoch, step, seconds, value, smoothed }) => {
      return { run, metric, part, epoch, step, seconds, value, smoothed };
    }),
  );
}

/** The same as CSV, numbers in full precision, an empty cell where the log does not tell. */
export function curvesCsv(curves: readonly ChosenCurve[], metric: CurveMetric): string {
  return csvText(curveRows(curves, metric));
}
