import { english } from '../../words/index.ts';
import { type ChosenCurve, type CurveChoice, seriesOf } from '../curve-selection.ts';
import { type ChartSpec, type Column, chart, type Row } from './chart-spec.ts';
import { marked } from './learning-curves.ts';
import { type ChartOptions, lineDrawing } from './line-spec.ts';
import { leftOut } from './runs.ts';
import { namedSeries } from './series.ts';
import { pointsOf, thin } from './thin.ts';

export interface LoggedCurveOptions extends ChartOptions, CurveChoice {
  readonly log: boolean;
}

/** Curves as they were logged, by whatever tool, one line each. */
export function loggedCurves(curves: readonly ChosenCurve[], options: LoggedCurveOptions): ChartSpec {
  const { metric, x, smooth, log } = options;
  const labels = seriesOf(curves, english).map(({ label }) => label);
  const rows = curves.flatMap(({ points }, k) => {
    const all = points.map((point): Row => {
      const value = Number.isFinite(point.smoothed) ? point.smoothed : null;
      return {
        series: labels[k],
        epoch: point.epoch,
        step: point.step,
        seconds: point.seconds,
        value,
        raw: point.value,
      };
    });
    return marked(thin(all, ({ value }) => value as number | null, pointsOf(curves.length)));
  });
  const gaps = rows.filter(({ value }) => value === null || (log && Number(value) <= 0)).length;
  const format = metric === 'accuracy' ? '.2%' : '.4~g';
  const columns: Column[] = [
    { field: 'series', title: 'curve' },
    { field: x, title: x, format: '.4~g' },
    { field: 'value', title: smooth > 0 ? 'smoothed' : 'value', format },
    ...(smooth > 0 ? [{ field: 'raw', title: 'logged', format }] : []),
  ];
  const style = namedSeries(labels, 'curve');
  const title = {
    loss: 'Loss',
    accuracy: 'Accuracy',
    lr: 'Learning rate',
    'gradient-norm': 'Gradient norm of each layer',
  }[metric];
  return chart(
    {
      title: options.title ?? `${title} by ${x}`,
      notes: [smooth > 0 ? `Smoothed: exponential moving average, weight ${smooth}.` : null, leftOut(gaps, log)],
      description: `${title} by ${x}: ${labels.join(', ')}.`,
      rows,
      meta: { seriesField: style.field, legendTitle: style.title, legend: style.items, controls: [], columns },
    },
    lineDrawing(
      {
        rows,
        x: { field: x, title: x },
        y: { title: metric.replaceAll('-', ' '), log, format: metric === 'accuracy' ? '.0%' : '~g' },
        style,
        band: false,
        tooltip: columns,
      },
      options,
    ),
  );
}
