import type { CurveAxis, CurveMetric, LoggedCurve, LoggedCurves, LoggedPoint } from '../runs/logs/curves.ts';
import { plain } from '../util/plain.ts';
import type { Words } from '../words/index.ts';
import type { Series } from './curve.ts';
import { smoothed } from './smoothing.ts';

/** What of some logs is to be seen. */
export interface CurveChoice {
  readonly metric: CurveMetric;
  readonly x: CurveAxis;
  /** Weight of the moving average; 0 for none. */
  readonly smooth: number;
}

/** A curve over one axis: what charts draw, and tables list. */
export interface ChosenCurve {
  /** The label of its run. */
  readonly run: string;
  readonly part: string;
  readonly points: readonly ChosenPoint[];
}

export interface ChosenPoint extends LoggedPoint {
  readonly x: number;
  /** The moving average; the value itself where none was asked for. */
  readonly smoothed: number;
}

/** Metrics that span orders of magnitude. */
export const logMetrics: readonly CurveMetric[] = ['gradient-norm'];

/**
 * The curves of one metric, or of one column of another program's log by its own name, that have that axis. Where a part was logged both for steps and for epochs, the axis decides:
 * single steps over steps, whole epochs over the others.
 * @param runs logs with the labels of their runs
 */
export function chosenCurves(
  runs: readonly { readonly label: string; readonly log: LoggedCurves }[],
  { metric, x, smooth }: CurveChoice,
): ChosenCurve[] {
  return runs.flatMap(({ label, log }) => {
    const drawn = curvesOfMetric(log, metric).filter(({ points }) => points.some((point) => point[x] !== null));
    const parts = [...new Set(drawn.map(({ part }) => part))];
    return parts.map((part) => {
      const ofPart = drawn.filter((curve) => curve.part === part);
      const wanted = x === 'step' ? 'step' : 'epoch';
      return chosen(label, ofPart.find(({ per }) => per === wanted) ?? ofPart[0], x, smooth);
    });
  });
}

/** The curves of a metric, or of the one figure that has this name in the log. */
export function curvesOfMetric({ curves }: LoggedCurves, metric: CurveMetric): readonly LoggedCurve[] {
  const meant = curves.filter((curve) => curve.metric === metric);
  return meant.length > 0 ? meant : curves.filter(({ name }) => name === metric);
}

function chosen(run: string, { part, points }: LoggedCurve, x: CurveAxis, smooth: number): ChosenCurve {
  const placed = points.flatMap((point) => {
    const at = point[x];
    return at === null ? [] : [{ ...point, x: at }];
  });
  const averages = smoothed(
    placed.map(({ value }) => value),
    smooth,
  );
  return { run, part, points: placed.map((point, k) => ({ ...point, smoothed: averages[k] })) };
}

/** The curves as series of a chart; the run is named where there are several, the part where it says anything. */
export function seriesOf(curves: readonly ChosenCurve[], words: Words): Series[] {
  const runs = new Set(curves.map(({ run }) => run));
  const parts = new Set(curves.map(({ part }) => part));
  return curves.map(({ run, part, points }) => {
    const named = runs.size === 1 || parts.size > 1 ? [partName(part, words)] : [];
    return {
      label: [...(runs.size > 1 ? [run] : []), ...named].join(' '),
      points: points.map((point) => [point.x, point.smoothed]),
    };
  });
}

/** A metric by its name in the language of the reader; what a log has of its own keeps its name. */
export function metricName(metric: CurveMetric, { plots }: Pick<Words, 'plots'>): string {
  const names: Readonly<Record<string, string>> = plots.metrics;
  return Object.hasOwn(names, metric) ? names[metric] : plain(metric, 60);
}

/** A part by its name in the language of the reader; parts that a log has of its own keep theirs. */
export function partName(part: string, { terms }: Words): string {
  return Object.hasOwn(terms.sets, part) ? terms.sets[part as keyof typeof terms.sets] : part;
}
