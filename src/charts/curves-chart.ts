import { type ChosenCurve, type CurveChoice, metricName, partName, seriesOf } from './curve-selection.ts';
import { lineChart } from './line-chart.ts';
import { type Terminal, wordsOf } from './terminal.ts';

export interface CurvesChartOptions extends CurveChoice {
  readonly log: boolean;
  /** Lines that the whole chart should fit into; follows the width where not given. */
  readonly height?: number | undefined;
}

/** Logged curves, one over the other. */
export function curvesChart(curves: readonly ChosenCurve[], options: CurvesChartOptions, terminal: Terminal): string {
  const { metric, x, smooth, log, height } = options;
  const runs = new Set(curves.map(({ run }) => run));
  const parts = new Set(curves.map(({ part }) => part));
  // What the legend does not say.
  const words = wordsOf(terminal);
  const { plots } = words;
  const [part] = runs.size > 1 && parts.size === 1 && !parts.has(metric) ? [...parts] : [];
  const [run = null] = runs.size === 1 ? runs : [];
  const title = plots.curves({ metric, x, smooth, part: part === undefined ? null : partName(part, words), run });
  const labels = { title, xLabel: plots.axes[x], yLabel: metricName(metric, words) };
  return lineChart(seriesOf(curves, words), { ...labels, log, height }, terminal);
}
