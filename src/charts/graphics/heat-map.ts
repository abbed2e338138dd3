import { type ChartSpec, chart, type Row } from './chart-spec.ts';
import { type ChartOptions, wordsFor } from './line-spec.ts';
import { layerCount, layerFigure, leftOut, moments, type RunGroup } from './runs.ts';

/** How a heat map is drawn. */
export interface HeatMapOptions extends ChartOptions {
  /** Ends of the colour scale, so that charts of several activations can be compared. */
  readonly domain?: readonly [number, number];
}

/** Columns of a heat map, at most: more would be thinner than the eye can follow. */
const MOST_COLUMNS = 48;

/** Size of the gradient by layer and time, the input side at the bottom; colours on a logarithmic scale. */
export function gradientHeatMap(group: RunGroup, options: HeatMapOptions = {}): ChartSpec {
  const words = wordsFor(options);
  const { columns: heads, heatMap, medians } = words.charts;
  const layers = layerCount(group.runs);
  const when = moments(group.runs, MOST_COLUMNS);
  const byEpoch = when.every(({ epoch }) => epoch !== null);
  const cells = when.flatMap((moment): Row[] =>
    Array.from({ length: layers }, (_, k) => ({
      layer: k + 1,
      epoch: moment.epoch === null ? null : Number(moment.epoch.toFixed(2)),
      step: moment.step,
      value: layerFigure(moment, k + 1, ({ gradientNorm }) => gradientNorm),
    })),
  );
  const rows = cells.filter(({ value }) => typeof value === 'number' && value > 0);
  const { width = 600, height = Math.max(120, Math.min(360, 44 * layers)) } = options;
  const columns = [
    { field: 'layer', title: heads.layer },
    { field: 'epoch', title: heads.epoch, format: '.2~f' },
    { field: 'step', title: heads.step, format: ',d' },
    { field: 'value', title: heads.gradientNorm, format: '.3~g' },
  ];
  return chart(
    {
      words,
      title: options.title ?? heatMap.title(group.name),
      notes: [
        group.runs.length > 1 ? medians(group.runs.length) : null,
        leftOut(cells.length - rows.length, true, words),
      ],
      description: heatMap.description({ activation: group.name, byEpoch }),
      rows,
      meta: { seriesField: null, legendTitle: '', legend: [], controls: [], columns },
    },
    {
      width,
      height,
      mark: { type: 'rect', aria: false },
      encoding: {
        x: {
          field: byEpoch ? 'epoch' : 'step',
          type: 'ordinal',
          title: byEpoch ? heads.epoch : heads.step,
          axis: { labelAngle: 0, labelOverlap: 'greedy', domain: false },
        },
        y: {
          field: 'layer',
          type: 'ordinal',
          title: heatMap.y,
          scale: { domain: Array.from({ length: layers }, (_, k) => layers - k) },
        },
        color: {
          field: 'value',
          type: 'quantitative',
          title: heatMap.colour,
          scale: { type: 'log', ...(options.domain && { domain: options.domain }) },
          legend: { titleLimit: 400, gradientLength: Math.min(260, width / 2), format: '~g', tickCount: 4 },
        },
        tooltip: columns.map(({ field, title, format }) => ({
          field,
          title,
          ...(format && { format }),
          type: format ? 'quantitative' : 'ordinal',
        })),
      },
    },
  );
}
