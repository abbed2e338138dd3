import type { RunRecord } from '../../runs/folder/run-record.ts';
import type { Histogram, Probe } from '../../training/probes/figures.ts';
import { type ChartSpec, chart, type Row } from './chart-spec.ts';
import type { ChartOptions } from './line-spec.ts';
import { evenly } from './runs.ts';

const subjects = {
  activation: { title: 'Outputs of each layer', unit: 'output a = f(z)' },
  gradient: { title: 'Gradients of each layer', unit: 'gradient dL/dz' },
} as const;

/** What a layer's histograms can be of. */
export type HistogramSubject = keyof typeof subjects;

/** Rows of histograms that one takes in at a glance. */
const MOST_LAYERS = 8;

/** What a layer puts out, or the gradient it receives, as histograms: before training and at the last probe. */
export function histograms(run: RunRecord, of: HistogramSubject, options: ChartOptions = {}): ChartSpec {
  const { title, unit } = subjects[of];
  const [first, last] = [run.probes[0], run.probes.at(-1)];
  const seen = first === last ? [first] : [first, last];
  const moments = seen.filter((probe): probe is Probe => probe !== undefined);
  const layers = run.probes[0]?.layers.length ?? 0;
  const shown = evenly(
    Array.from({ length: layers }, (_, k) => k + 1),
    MOST_LAYERS,
  );
  const rows = moments.flatMap((probe, k) => {
    return probe.layers
      .filter(({ layer }) => shown.includes(layer))
      .flatMap(({ layer, histograms }) => bars(histograms[of], { layer, when: whenOf(probe), order: k }));
  });
  const empty = moments.flatMap(({ layers }) => layers).filter(({ histograms }) => total(histograms[of]) === 0).length;
  const { width = 560 / Math.max(1, moments.length), height = 44 } = options;
  const columns = [
    { field: 'when', title: 'when' },
    { field: 'layer', title: 'layer' },
    { field: 'from', title: 'from', format: '.3~g' },
    { field: 'to', title: 'to', format: '.3~g' },
    { field: 'share', title: 'share of values', format: '.1%' },
  ];
  return chart(
    {
      title: options.title ?? `${title}: ${run.config.network.activation}`,
      notes: [
        `Of ${unit}. Each layer has its own height${of === 'gradient' ? ' and its own range' : ''}; the input side is at the bottom.`,
        shown.length < layers ? `${shown.length} of ${layers} layers, from the first to the last.` : null,
        empty > 0 ? `${empty} without a finite value ${empty === 1 ? 'is' : 'are'} left empty.` : null,
      ],
      description: `Histograms of ${unit} for each layer, ${moments.map(whenOf).join(' and ')}.`,
      rows,
      measure: 'share',
      meta: { seriesField: null, legendTitle: '', legend: [], controls: [], columns },
    },
    {
      facet: {
        column: {
          field: 'when',
          type: 'nominal',
          title: null,
          sort: { field: 'order' },
          header: { labelAnchor: 'start' },
        },
        row: {
          field: 'layer',
          type: 'ordinal',
          title: null,
          sort: 'descending',
          header: { labelAngle: 0, labelAlign: 'left', labelExpr: "'layer ' + datum.value" },
        },
      },
      spacing: { row: 10, column: 24 },
      // A gradient's range shrinks by orders of magnitude from layer to layer; outputs are to be compared.
      resolve: { scale: { y: 'independent', ...(of === 'gradient' && { x: 'independent' }) } },
      spec: {
        width,
        height,
        mark: { type: 'bar', binSpacing: 0, aria: false },
        encoding: {
          x: {
            field: 'from',
            type: 'quantitative',
            bin: 'binned',
            title: of === 'gradient' ? null : unit,
            axis: { tickCount: 4, format: '.2~g', grid: false },
          },
          x2: { field: 'to' },
          y: { field: 'share', type: 'quantitative', title: null, axis: null },
          color: { field: 'order', type: 'nominal', scale: { domain: [0, 1] }, legend: null },
          tooltip: columns.map(({ field, title, format }) => ({
            field,
            title,
            ...(format && { format }),
            type: format ? 'quantitative' : 'nominal',
          })),
        },
      },
    },
  );
}

const total = ({ counts }: Histogram) => counts.reduce((sum, count) => sum + count, 0);

function whenOf({ step }: Probe): string {
  return step === 0 ? 'before training' : `after ${step.toLocaleString('en-US')} steps`;
}

function bars(histogram: Histogram, row: { layer: number; when: string; order: number }): Row[] {
  const { from, to, counts } = histogram;
  const [all, wide] = [total(histogram), (to - from) / counts.length];
  return counts.flatMap((count, k) => {
    const drawable = count > 0 && Number.isFinite(wide) && wide > 0;
    return drawable ? [{ ...row, from: from + k * wide, to: from + (k + 1) * wide, share: count / all }] : [];
  });
}
