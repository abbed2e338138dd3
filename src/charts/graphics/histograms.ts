import type { RunRecord } from '../../runs/folder/run-record.ts';
import type { Histogram, Probe } from '../../training/probes/figures.ts';
import { type ChartSpec, chart, type Part, type Row } from './chart-spec.ts';
import { type ChartOptions, wordsFor } from './line-spec.ts';
import { evenly } from './runs.ts';

/** What a layer's histograms can be of. */
export type HistogramSubject = 'activation' | 'gradient';

interface FacetPart {
  /** Of rows of the data; all without one. */
  readonly filter?: string;
  /** Whether the columns are headed. */
  readonly heads?: boolean;
  /** Below the x axis. */
  readonly unit?: string;
}

/** Numbers beside an axis: 0.25, 5e-6. */
const TICK = "datum.value !== 0 && abs(datum.value) < 1e-3 ? format(datum.value, '.1~e') : format(datum.value, '.2~g')";

/** Rows of histograms that one takes in at a glance. */
const MOST_LAYERS = 8;

/** What a layer puts out, or the gradient it receives, as histograms: before training and at the last probe. */
export function histograms(run: RunRecord, of: HistogramSubject, options: ChartOptions = {}): ChartSpec {
  const words = wordsFor(options);
  const { histograms: phrases, columns: heads } = words.charts;
  const { when } = phrases;
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
      .flatMap(({ layer, histograms }) => bars(histograms[of], { layer, when: when(probe.step), order: k }));
  });
  const empty = moments.flatMap(({ layers }) => layers).filter(({ histograms }) => total(histograms[of]) === 0).length;
  const { width = 560 / Math.max(1, moments.length), height = 44 } = options;
  const layerNames = Object.fromEntries(shown.map((layer) => [layer, phrases.layer(layer)]));
  const columns = [
    { field: 'when', title: heads.when },
    { field: 'layer', title: heads.layer },
    { field: 'from', title: heads.from, format: '.3~g' },
    { field: 'to', title: heads.to, format: '.3~g' },
    { field: 'share', title: heads.shareOfValues, format: '.1%' },
  ];
  /** Facets of some layers: `part` says which, and how they differ from the others. */
  const facets = ({ filter, heads: headed = true, unit = phrases.units[of] }: FacetPart): Part => ({
    ...(filter && { transform: [{ filter }] }),
    facet: {
      column: {
        field: 'when',
        type: 'nominal',
        title: null,
        sort: { field: 'order' },
        header: { labelAnchor: 'start', ...(!headed && { labels: false }) },
      },
      row: {
        field: 'layer',
        type: 'ordinal',
        title: null,
        sort: 'descending',
        header: { labelAngle: 0, labelAlign: 'left', labelExpr: `${JSON.stringify(layerNames)}[datum.value]` },
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
          axis: { tickCount: 4, labelExpr: TICK, grid: false },
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
  });
  // The output layer puts out logits, of another range than the outputs of hidden layers: an axis of its own.
  const apart: Part = {
    vconcat: [
      facets({ filter: `datum.layer === ${layers}`, unit: phrases.logits }),
      facets({ filter: `datum.layer < ${layers}`, heads: false }),
    ],
    spacing: 14,
    resolve: { scale: { x: 'independent', color: 'shared' } },
  };
  return chart(
    {
      words,
      title: options.title ?? phrases.title(of, run.config.network.activation),
      notes: [
        phrases.note(of),
        shown.length < layers ? phrases.someLayers({ shown: shown.length, all: layers }) : null,
        empty > 0 ? phrases.empty(empty) : null,
      ],
      description: phrases.description({ of, steps: moments.map(({ step }) => step) }),
      rows,
      measure: 'share',
      meta: { seriesField: null, legendTitle: '', legend: [], controls: [], columns },
    },
    of === 'activation' && shown.length > 1 ? apart : facets({}),
  );
}

const total = ({ counts }: Histogram) => counts.reduce((sum, count) => sum + count, 0);

function bars(histogram: Histogram, row: { layer: number; when: string; order: number }): Row[] {
  const { from, to, counts } = histogram;
  const [all, wide] = [total(histogram), (to - from) / counts.length];
  return counts.flatMap((count, k) => {
    const drawable = count > 0 && Number.isFinite(wide) && wide > 0;
    return drawable ? [{ ...row, from: from + k * wide, to: from + (k + 1) * wide, share: count / all }] : [];
  });
}
