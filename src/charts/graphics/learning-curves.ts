import type { EpochMetrics, Score } from '../../training/metrics.ts';
import { type ChartSpec, type Column, type Control, chart, type Row } from './chart-spec.ts';
import { axisOf, type ChartOptions, crossLayer, lineDrawing, scaleControl } from './line-spec.ts';
import { divergedNote, leftOut, middle, overSeeds, type RunGroup } from './runs.ts';
import { namedSeries } from './series.ts';
import { pointsOf, thin } from './thin.ts';

/** How learning curves are drawn. */
export interface LearningCurveOptions extends ChartOptions {
  /** Default: loss. */
  readonly metric?: 'loss' | 'accuracy';
  /** Default: epoch. */
  readonly x?: 'epoch' | 'step' | 'seconds';
  /** A logarithmic y axis; values of 0 are gaps then. */
  readonly log?: boolean;
}

/** Sets that a curve may be measured on, in the order of their dashes: solid for the one that counts. */
const sets: Readonly<Record<string, (metrics: EpochMetrics) => Score | null>> = {
  test: ({ test }) => test,
  train: ({ train }) => train,
  validation: ({ validation }) => validation,
};

const xTitles = {
  epoch: 'epoch',
  step: 'step (updates of the weights)',
  seconds: 'seconds of training',
} as const;

/** Loss or accuracy over a training, one line for each group of runs: the median over its runs, and their range. */
export function learningCurves(groups: readonly RunGroup[], options: LearningCurveOptions = {}): ChartSpec {
  const { metric = 'loss', x = 'epoch', log = false } = options;
  const most = pointsOf(groups.length * Object.keys(sets).length);
  const rows = groups.flatMap((group) => Object.keys(sets).flatMap((set) => curve(group, set, metric, most)));
  const there = Object.keys(sets).filter((set) => rows.some((row) => row.set === set));
  const gaps = rows.filter(({ value }) => value === null || (log && Number(value) <= 0)).length;
  const percentages = metric === 'accuracy';
  const style = namedSeries(groups.map(({ name }) => name));
  const columns = columnsOf(percentages ? '.2%' : '.4~g', groups);
  const measured = there.length > 1 ? `: ${there.join(', ')}` : there.length === 1 ? ` (${there[0]})` : '';
  const title = options.title ?? (percentages ? 'Accuracy' : 'Loss');
  return chart(
    {
      title: `${title} by ${x}`,
      notes: [
        overSeeds(groups, `Lines are medians, bands (${there[0] ?? 'test'}) run from the least to the greatest`),
        divergedNote(groups),
        leftOut(gaps, log),
      ],
      description: `${title} by ${x}${measured}, of ${groups.map(({ name }) => name).join(', ')}.`,
      rows,
      meta: {
        seriesField: style.field,
        legendTitle: style.title,
        legend: style.items,
        controls: [...(percentages ? [] : [scaleControl('Loss', log)]), xControl(x)],
        columns,
      },
    },
    lineDrawing(
      {
        rows,
        x: { field: x, title: xTitles[x] },
        y: { title: percentages ? 'accuracy' : 'loss, mean per sample', log, format: percentages ? '.0%' : '~g' },
        style,
        sets: there,
        band: groups.some(({ runs }) => runs.length > 1),
        tooltip: columns,
        extra: rows.some(({ ended }) => ended) ? [crossLayer(style)] : [],
      },
      options,
    ),
  );
}

function xControl(chosen: keyof typeof xTitles): Control {
  const names = Object.keys(xTitles) as (keyof typeof xTitles)[];
  const options = names.map((name) => ({
    label: `${name}s`.replace('secondss', 'seconds'),
    set: {
      'encoding.x.field': name,
      'encoding.x.title': xTitles[name],
      'encoding.x.axis': axisOf(name),
    },
  }));
  const first = names.indexOf(chosen);
  return { label: 'Across', options: [options[first], ...options.filter((_, k) => k !== first)] };
}

function columnsOf(format: string, groups: readonly RunGroup[]): Column[] {
  const several = groups.some(({ runs }) => runs.length > 1);
  return [
    { field: 'series', title: 'activation' },
    { field: 'set', title: 'measured on' },
    { field: 'epoch', title: 'epoch', format: 'd' },
    { field: 'step', title: 'step', format: ',d' },
    { field: 'seconds', title: 'seconds', format: '.3~g' },
    { field: 'value', title: several ? 'median' : 'value', format },
    ...(several
      ? [
          { field: 'low', title: 'least', format },
          { field: 'high', title: 'greatest', format },
          { field: 'runs', title: 'runs', format: 'd' },
        ]
      : []),
  ];
}

/** One line: a row for each epoch that any of the runs has finished, thinned out to about `most`. */
function curve({ name, runs }: RunGroup, set: string, metric: 'loss' | 'accuracy', most: number): Row[] {
  const byEpoch = new Map<number, EpochMetrics[]>();
  for (const one of runs.flatMap(({ metrics }) => metrics))
    byEpoch.set(one.epoch, [...(byEpoch.get(one.epoch) ?? []), one]);
  const rows: Row[] = [];
  for (const [epoch, there] of [...byEpoch].sort(([a], [b]) => a - b)) {
    const scores = there.flatMap((metrics) => sets[set](metrics)?.[metric] ?? []);
    if (scores.length === 0) continue;
    const finite = scores.filter(Number.isFinite);
    rows.push({
      series: name,
      set,
      epoch,
      step: middle(there.map(({ step }) => step)),
      seconds: middle(there.map(({ seconds }) => seconds)),
      value: middle(finite),
      low: finite.length > 0 ? Math.min(...finite) : null,
      high: finite.length > 0 ? Math.max(...finite) : null,
      runs: finite.length,
      ended: set === 'test' && runs.some((run) => endsAt(run, epoch)),
    });
  }
  return marked(thin(rows, ({ value }) => value as number | null, most));
}

/** Whether a run diverged after this epoch, its last whole one. */
function endsAt({ summary, metrics }: RunGroup['runs'][number], epoch: number): boolean {
  return summary?.status === 'diverged' && metrics.at(-1)?.epoch === epoch;
}

/** Points that are drawn on a line, at most. */
const MOST_MARKS = 12;

/** Says on which points of a line a mark is drawn: on a few, the first and the last among them. */
export function marked(rows: readonly Row[]): Row[] {
  const every = Math.max(1, Math.ceil((rows.length - 1) / (MOST_MARKS - 1)));
  return rows.map((row, k) => (k % every === 0 || k === rows.length - 1 ? { ...row, mark: true } : row));
}
