import { type ChartSpec, type Column, chart, type Row } from './chart-spec.ts';
import { marked } from './learning-curves.ts';
import { type ChartOptions, lineDrawing, scaleControl } from './line-spec.ts';
import { leftOut, middle, moments, overSeeds, type RunGroup } from './runs.ts';
import { namedSeries } from './series.ts';
import { pointsOf } from './thin.ts';

/** How much of the gradient of the last hidden layer is left in the first, over a training, one line for each group. */
export function attenuationCurves(groups: readonly RunGroup[], options: ChartOptions = {}): ChartSpec {
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
          low: drawn.length > 0 ? Math.min(...drawn) : null,
          high: drawn.length > 0 ? Math.max(...drawn) : null,
          perLayer: middle(probes.map(({ attenuation }) => attenuation?.perLayer ?? null)),
        },
      ];
    });
    return marked(line);
  });
  const style = namedSeries(groups.map(({ name }) => name));
  const columns: Column[] = [
    { field: 'series', title: 'activation' },
    { field: 'epoch', title: 'epoch', format: '.2~f' },
    { field: 'step', title: 'step', format: ',d' },
    { field: 'value', title: 'left in the first layer', format: '.3~g' },
    { field: 'perLayer', title: 'from layer to layer', format: '.3~g' },
  ];
  const byEpoch = rows.every(({ epoch }) => epoch !== null);
  return chart(
    {
      title: options.title ?? 'How much of the gradient is left in the first layer',
      notes: [overSeeds(groups, 'Lines are medians, bands run from the least to the greatest'), leftOut(gaps, true)],
      description: `Attenuation of the gradient by epoch, of ${groups.map(({ name }) => name).join(', ')}.`,
      rows,
      meta: {
        seriesField: style.field,
        legendTitle: style.title,
        legend: style.items,
        controls: [scaleControl('Scale', true)],
        columns,
      },
    },
    lineDrawing(
      {
        rows,
        x: byEpoch ? { field: 'epoch', title: 'epoch' } : { field: 'step', title: 'step' },
        y: { title: 'first hidden layer / last hidden layer', log: true, format: '~g' },
        style,
        band: groups.some(({ runs }) => runs.length > 1),
        tooltip: columns,
        rule: { value: 1, label: '1: nothing is lost' },
      },
      options,
    ),
  );
}
