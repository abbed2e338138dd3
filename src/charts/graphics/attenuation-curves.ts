import { largest, smallest } from '../../util/any-length.ts';
import { type ChartSpec, type Column, chart, type Row } from './chart-spec.ts';
import { marked } from './learning-curves.ts';
import { type ChartOptions, lineDrawing, scaleControl, wordsFor } from './line-spec.ts';
import { leftOut, middle, moments, overSeeds, type RunGroup } from './runs.ts';
import { namedSeries } from './series.ts';
import { pointsOf } from './thin.ts';

/** How much of the gradient of the last hidden layer is left in the first, over a training, one line for each group. */
export function attenuationCurves(groups: readonly RunGroup[], options: ChartOptions = {}): ChartSpec {
  const words = wordsFor(options);
  const { charts } = words;
  let gaps = 0;
  const rows = groups.flatMap(({ name, runs }) => {
    const line = moments(runs, pointsOf(groups.length)).flatMap(({ step, epoch, probes }): Row[] => {
      const totals = probes.flatMap(({ attenuation }) => attenuation?.total ?? []);
      if (totals.length === 0) return [];
      const drawn = totals.filter((total) => Number.isFinite(total) && total > 0);
      if (drawn.length < totals.length) gaps += totals.length - drawn.length;
      return [
        {
          series: name,
          epoch,
          step,
          value: middle(drawn),
          low: drawn.length > 0 ? smallest(drawn) : null,
          high: drawn.length > 0 ? largest(drawn) : null,
          perLayer: middle(probes.map(({ attenuation }) => attenuation?.perLayer ?? null)),
        },
      ];
    });
    return marked(line);
  });
  const names = groups.map(({ name }) => name);
  const style = namedSeries(names, charts.columns.activation);
  const columns: Column[] = [
    { field: 'series', title: charts.columns.activation },
    { field: 'epoch', title: charts.columns.epoch, format: '.2~f' },
    { field: 'step', title: charts.columns.step, format: ',d' },
    { field: 'value', title: charts.columns.leftInFirst, format: '.3~g' },
    { field: 'perLayer', title: charts.columns.perLayer, format: '.3~g' },
  ];
  const x = rows.every(({ epoch }) => epoch !== null) ? 'epoch' : 'step';
  return chart(
    {
      words,
      title: options.title ?? charts.attenuation.title,
      notes: [overSeeds(groups, null, words), leftOut(gaps, true, words)],
      description: charts.attenuation.description(names),
      rows,
      meta: {
        seriesField: style.field,
        legendTitle: style.title,
        legend: style.items,
        controls: [scaleControl(charts.scales.of, true, words)],
        columns,
      },
    },
    lineDrawing(
      {
        rows,
        x: { field: x, title: charts.columns[x] },
        y: { title: charts.attenuation.y, log: true, format: '~g' },
        style,
        band: groups.some(({ runs }) => runs.length > 1),
        tooltip: columns,
        rule: { value: 1, label: charts.attenuation.rule },
      },
      options,
    ),
  );
}
