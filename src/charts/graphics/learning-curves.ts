import { guessingLoss } from '../../nn/heads/guessing.ts';
import { headByName } from '../../nn/heads/index.ts';
import type { EpochMetrics, Score } from '../../training/metrics.ts';
import { largest, smallest } from '../../util/any-length.ts';
import type { Words } from '../../words/index.ts';
import type { SetName } from '../../words/phrases/terms.ts';
import { type ChartSpec, type Column, type Control, chart, type Row } from './chart-spec.ts';
import {
  axisOf,
  type ChartOptions,
  closeUpControl,
  crossLayer,
  lineDrawing,
  type Rule,
  scaleControl,
  wordsFor,
} from './line-spec.ts';
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
const sets: Readonly<Record<SetName, (metrics: EpochMetrics) => Score | null>> = {
  test: ({ test }) => test,
  train: ({ train }) => train,
  validation: ({ validation }) => validation,
};

const setNames = Object.keys(sets) as SetName[];

/** What curves may be drawn over, the usual first. */
const axes = ['epoch', 'step', 'seconds'] as const;

/** Loss or accuracy over a training, one line for each group of runs: the median over its runs, and their range. */
export function learningCurves(groups: readonly RunGroup[], options: LearningCurveOptions = {}): ChartSpec {
  const { metric = 'loss', x = 'epoch', log = false } = options;
  const words = wordsFor(options);
  const { charts } = words;
  const most = pointsOf(groups.length * setNames.length);
  const rows = groups.flatMap((group) => setNames.flatMap((set) => curve(group, set, metric, most, words)));
  const there = setNames.filter((set) => rows.some((row) => row.set === charts.sets[set]));
  const gaps = rows.filter(({ value }) => value === null || (log && Number(value) <= 0)).length;
  const percentages = metric === 'accuracy';
  const style = namedSeries(
    groups.map(({ name }) => name),
    charts.columns.activation,
  );
  const columns = columnsOf(percentages ? '.2%' : '.4~g', groups, words);
  const names = groups.map(({ name }) => name);
  return chart(
    {
      words,
      title: options.title ?? charts.learning.title({ metric, x }),
      notes: [overSeeds(groups, there[0] ?? 'test', words), divergedNote(groups, words), leftOut(gaps, log, words)],
      description: charts.learning.description({ metric, x, sets: there, names }),
      rows,
      meta: {
        seriesField: style.field,
        legendTitle: style.title,
        legend: style.items,
        controls: [
          percentages
            ? closeUpControl(charts.scales.ofAccuracy, rows, words)
            : scaleControl(charts.scales.ofLoss, log, words, true),
          xControl(x, words),
        ],
        columns,
      },
    },
    lineDrawing(
      {
        rows,
        x: { field: x, title: charts.axes[x] },
        y: {
          title: charts.learning.yTitles[metric],
          log,
          zero: true,
          shares: percentages,
          format: percentages ? '.0%' : '~g',
        },
        ...guessing(groups, metric, words),
        style,
        sets: there.map((set) => charts.sets[set]),
        setsTitle: charts.columns.measuredOn,
        band: groups.some(({ runs }) => runs.length > 1),
        tooltip: columns,
        extra: rows.some(({ ended }) => ended) ? [crossLayer(style)] : [],
      },
      options,
    ),
  );
}

/** The line of guessing, where all these runs have the same. */
function guessing(
  groups: readonly RunGroup[],
  metric: 'loss' | 'accuracy',
  { charts }: Words,
): { readonly rule?: Rule } {
  const told = groups.flatMap(({ runs }) =>
    runs.map(({ config: { network, settings } }) => {
      const { classes } = network;
      const shares = new Array<number>(classes).fill(1 / classes);
      const value = metric === 'accuracy' ? 1 / classes : guessingLoss(headByName(settings.head), shares);
      return { classes, value };
    }),
  );
  const [first] = told;
  if (first === undefined || told.some(({ value }) => value !== first.value)) return {};
  return { rule: { value: first.value, label: charts.learning.guessing({ metric, ...first }), below: true } };
}

function xControl(chosen: (typeof axes)[number], { charts }: Words): Control {
  const options = axes.map((name) => ({
    label: charts.axisChoices[name],
    set: {
      'encoding.x.field': name,
      'encoding.x.title': charts.axes[name],
      'encoding.x.axis': axisOf(name),
    },
  }));
  const first = axes.indexOf(chosen);
  return { label: charts.across, options: [options[first], ...options.filter((_, k) => k !== first)] };
}

function columnsOf(format: string, groups: readonly RunGroup[], { charts: { columns } }: Words): Column[] {
  const several = groups.some(({ runs }) => runs.length > 1);
  return [
    { field: 'series', title: columns.activation },
    { field: 'set', title: columns.measuredOn },
    { field: 'epoch', title: columns.epoch, format: 'd' },
    { field: 'step', title: columns.step, format: ',d' },
    { field: 'seconds', title: columns.seconds, format: '.3~g' },
    { field: 'value', title: several ? columns.median : columns.value, format },
    ...(several
      ? [
          { field: 'low', title: columns.least, format },
          { field: 'high', title: columns.greatest, format },
          { field: 'runs', title: columns.runs, format: 'd' },
        ]
      : []),
  ];
}

/** One line: a row for each epoch that any of the runs has finished, thinned out to about `most`. */
function curve(
  { name, runs }: RunGroup,
  set: SetName,
  metric: 'loss' | 'accuracy',
  most: number,
  { charts }: Words,
): Row[] {
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
      set: charts.sets[set],
      epoch,
      step: middle(there.map(({ step }) => step)),
      seconds: middle(there.map(({ seconds }) => seconds)),
      value: middle(finite),
      low: finite.length > 0 ? smallest(finite) : null,
      high: finite.length > 0 ? largest(finite) : null,
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
