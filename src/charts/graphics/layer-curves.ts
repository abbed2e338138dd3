import type { LayerProbe } from '../../training/probes/figures.ts';
import { largest, smallest } from '../../util/any-length.ts';
import type { LayerFigureName } from '../../words/phrases/charts.ts';
import { type ChartSpec, type Column, chart, type Row } from './chart-spec.ts';
import { marked } from './learning-curves.ts';
import { type ChartOptions, lineDrawing, wordsFor } from './line-spec.ts';
import { layerCount, layerFigure, leftOut, moments, type RunGroup } from './runs.ts';
import { layerSeries } from './series.ts';
import { pointsOf } from './thin.ts';

/** A figure of layers, and how it is drawn. */
interface LayerFigure {
  readonly of: (probe: LayerProbe) => number | null;
  readonly log: boolean;
  readonly format: string;
  /** A value that is worth a line of its own. */
  readonly goodPace?: number;
}

const figures = {
  gradientNorm: { of: ({ gradientNorm }) => gradientNorm, log: true, format: '.3~g' },
  updateRatio: { of: ({ updateRatio }) => updateRatio, log: true, format: '.3~g', goodPace: 1e-3 },
  activationStd: { of: ({ activationStd }) => activationStd, log: true, format: '.3~g' },
  saturated: { of: ({ saturated }) => saturated, log: false, format: '.1%' },
  off: { of: ({ off }) => off, log: false, format: '.1%' },
  dead: { of: ({ dead }) => dead, log: false, format: '.1%' },
} satisfies Record<LayerFigureName, LayerFigure>;

/** How curves of layers are drawn. */
export interface LayerCurveOptions extends ChartOptions {
  /** Ends of the y axis, so that charts of several activations can be compared: {@link layerDomain}. */
  readonly domain?: readonly [number, number];
}

/** A figure of every layer over a training, one line for each layer: the median over the runs of the group. */
export function layerCurves(group: RunGroup, name: LayerFigureName, options: LayerCurveOptions = {}): ChartSpec {
  const figure: LayerFigure = figures[name];
  const words = wordsFor(options);
  const { columns: heads, layers: phrases, medians } = words.charts;
  const { rows, gaps } = layerRows(group, figure);
  const layers = layerCount(group.runs);
  const style = layerSeries(layers, words);
  const columns: Column[] = [
    { field: 'layer', title: heads.layer },
    { field: 'epoch', title: heads.epoch, format: '.2~f' },
    { field: 'step', title: heads.step, format: ',d' },
    { field: 'value', title: phrases.units[name], format: figure.format },
  ];
  const x = rows.every(({ epoch }) => epoch !== null) ? 'epoch' : 'step';
  return chart(
    {
      words,
      title: options.title ?? phrases.title(name, group.name),
      notes: [group.runs.length > 1 ? medians(group.runs.length) : null, leftOut(gaps, figure.log, words)],
      description: phrases.description({ figure: name, layers, activation: group.name }),
      rows,
      meta: {
        seriesField: style.field,
        legendTitle: style.title,
        legend: style.items,
        controls: [],
        columns,
      },
    },
    lineDrawing(
      {
        rows,
        x: { field: x, title: heads[x] },
        y: {
          title: phrases.units[name],
          log: figure.log,
          format: figure.format.replace('.1%', '.0%'),
          ...(options.domain && { domain: options.domain }),
        },
        style,
        band: false,
        tooltip: columns,
        ...(figure.goodPace !== undefined && { rule: { value: figure.goodPace, label: phrases.goodPace } }),
      },
      options,
    ),
  );
}

/** Norm of the gradient of each layer's weights over a training, on a logarithmic axis. */
export function gradientNorms(group: RunGroup, options: LayerCurveOptions = {}): ChartSpec {
  return layerCurves(group, 'gradientNorm', options);
}

/** How far an update moves the weights of each layer, with the line at 0.001 that is a good pace. */
export function updateRatios(group: RunGroup, options: LayerCurveOptions = {}): ChartSpec {
  return layerCurves(group, 'updateRatio', options);
}

function layerRows(group: RunGroup, figure: LayerFigure): { rows: Row[]; gaps: number } {
  const when = moments(group.runs, pointsOf(layerCount(group.runs)));
  const layers = Array.from({ length: layerCount(group.runs) }, (_, k) => k + 1);
  let gaps = 0;
  const rows = layers.flatMap((layer) => {
    const line = when.flatMap((moment): Row[] => {
      const value = layerFigure(moment, layer, figure.of);
      // Before the first update there is no ratio: nothing is missing.
      if (value === null && moment.step === 0) return [];
      const drawn = value !== null && !(figure.log && value <= 0);
      if (!drawn) gaps++;
      return [{ layer, epoch: moment.epoch, step: moment.step, value: drawn ? value : null }];
    });
    return marked(line);
  });
  return { rows, gaps };
}

/** The ends of an axis that holds a figure of all these groups; undefined where there is nothing to hold. */
export function layerDomain(groups: readonly RunGroup[], name: LayerFigureName): readonly [number, number] | undefined {
  const figure: LayerFigure = figures[name];
  const values = groups
    .flatMap((group) => layerRows(group, figure).rows.map(({ value }) => value))
    .concat(figure.goodPace ?? [])
    .filter((value): value is number => typeof value === 'number' && (!figure.log || value > 0));
  if (values.length === 0) return undefined;
  const [low, high] = [smallest(values), largest(values)];
  return figure.log ? [low / 1.5, high * 1.5] : [0, high || 1];
}
