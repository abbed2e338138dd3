import { type ChosenCurve, type CurveChoice, metricNames, seriesOf } from './curve-selection.ts';
import { lineChart } from './line-chart.ts';
import type { Terminal } from './terminal.ts';

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
  const ofPart = runs.size > 1 && parts.size === 1 && !parts.has(metric) ? ` (${[...parts][0]})` : '';
  const ofRun = runs.size === 1 ? `: ${[...runs][0]}` : '';
  const title = `${metricNames[metric].title}${ofPart} by ${x}${smooth > 0 ? `, smoothed ${smooth}` : ''}${ofRun}`;
  return lineChart(seriesOf(curves), { title, xLabel: x, yLabel: metric.replaceAll('-', ' '), log, height }, terminal);
}
