import { type ChartSpec, chart, type Row } from './chart-spec.ts';
import type { ChartOptions } from './line-spec.ts';
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
    { field: 'layer', title: 'layer' },
    { field: 'epoch', title: 'epoch', format: '.2~f' },
    { field: 'step', title: 'step', format: ',d' },
    { field: 'value', title: 'gradient norm', format: '.3~g' },
  ];
  return chart(
    {
      title: options.title ?? `Gradient by layer and time: ${group.name}`,
      notes: [
        group.runs.length > 1 ? `Medians of ${group.runs.length} seeds.` : null,
        leftOut(cells.length - rows.length, true),
      ],
      description: `Heat map of the gradient norm by layer and ${byEpoch ? 'epoch' : 'step'}, ${group.name}.`,
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
          title: byEpoch ? 'epoch' : 'step',
          axis: { labelAngle: 0, labelOverlap: 'greedy', domain: false },
        },
        y: {
          field: 'layer',
          type: 'ordinal',
          title: 'layer (1 is next to the input)',
          scale: { domain: Array.from({ length: layers }, (_, k) => layers - k) },
        },
        color: {
          field: 'value',
          type: 'quantitative',
          title: 'gradient norm ||dL/dW||',
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
