import { type ChosenCurve, type CurveChoice, metricName, seriesOf } from '../curve-selection.ts';
import { type ChartSpec, type Column, chart, type Row } from './chart-spec.ts';
import { marked } from './learning-curves.ts';
import { type ChartOptions, lineDrawing, wordsFor } from './line-spec.ts';
import { leftOut } from './runs.ts';
import { namedSeries } from './series.ts';
import { pointsOf, thin } from './thin.ts';

export interface LoggedCurveOptions extends ChartOptions, CurveChoice {
  readonly log: boolean;
}

/** Curves as they were logged, by whatever tool, one line each. */
export function loggedCurves(curves: readonly ChosenCurve[], options: LoggedCurveOptions): ChartSpec {
  const { metric, x, smooth, log } = options;
  const words = wordsFor(options);
  const { charts, plots } = words;
  const { columns: heads } = charts;
  const labels = seriesOf(curves, words).map(({ label }) => label);
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
    { field: 'series', title: heads.curve },
    { field: x, title: heads[x], format: '.4~g' },
    { field: 'value', title: smooth > 0 ? heads.smoothed : heads.value, format },
    ...(smooth > 0 ? [{ field: 'raw', title: heads.logged, format }] : []),
  ];
  const style = namedSeries(labels, heads.curve);
  const title = plots.curves({ metric, x, smooth: 0, part: null, run: null });
  return chart(
    {
      words,
      title: options.title ?? title,
      notes: [smooth > 0 ? charts.smoothed(smooth) : null, leftOut(gaps, log, words)],
      description: charts.logged({ title, names: labels }),
      rows,
      meta: { seriesField: style.field, legendTitle: style.title, legend: style.items, controls: [], columns },
    },
    lineDrawing(
      {
        rows,
        x: { field: x, title: heads[x] },
        y: { title: metricName(metric, words), log, format: metric === 'accuracy' ? '.0%' : '~g' },
        style,
        band: false,
        tooltip: columns,
      },
      options,
    ),
  );
}
