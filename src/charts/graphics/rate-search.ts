import type { RateSearch } from '../../experiments/comparison.ts';
import { largest, smallest } from '../../util/any-length.ts';
import type { Words } from '../../words/index.ts';
import type { StageName } from '../../words/phrases/charts.ts';
import { type ChartSpec, type Column, chart, type Row } from './chart-spec.ts';
import { type ChartOptions, lineDrawing, scaleControl, wordsFor } from './line-spec.ts';
import { CROSS, shapes } from './palette.ts';
import { namedSeries } from './series.ts';

/** A search and the activation it was made for. */
export interface NamedSearch {
  readonly name: string;
  readonly search: RateSearch;
}

/** Stages of a search in their order, each with its mark. */
const stages: Readonly<Record<StageName, string>> = {
  grid: shapes[0],
  extension: shapes[2],
  refinement: shapes[3],
};

/** From which ratio of the greatest to the least loss on an axis is logarithmic. */
const WIDE = 20;

/** Validation loss by learning rate, as the search has found it: its stages, what diverged, and the best. */
export function rateSearchCurves(searches: readonly NamedSearch[], options: ChartOptions = {}): ChartSpec {
  const words = wordsFor(options);
  const { rates, columns: heads, scales } = words.charts;
  const rows = searches.flatMap((search) => rowsOf(search, words));
  const losses = rows.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const log = losses.length > 0 && smallest(losses) > 0 && largest(losses) / smallest(losses) > WIDE;
  const diverged = rows.filter(({ became }) => became === 'diverged').length;
  const style = namedSeries(
    searches.map(({ name }) => name),
    heads.activation,
  );
  const columns: Column[] = [
    { field: 'series', title: heads.activation },
    { field: 'lr', title: heads.learningRate, format: '.3~g' },
    { field: 'value', title: heads.validationLoss, format: '.4~g' },
    { field: 'accuracy', title: heads.validationAccuracy, format: '.2%' },
    { field: 'stage', title: heads.stage },
    { field: 'outcome', title: heads.outcome },
  ];
  const epochs = largest(
    searches.map(({ search }) => search.epochs),
    0,
  );
  return chart(
    {
      words,
      title: options.title ?? rates.title,
      notes: [rates.note({ epochs }), diverged > 0 ? rates.diverged(diverged) : null],
      description: rates.description(searches.map(({ name, search }) => ({ name, best: search.best }))),
      rows,
      meta: {
        seriesField: style.field,
        legendTitle: style.title,
        legend: style.items,
        controls: [scaleControl(scales.ofLoss, log, words)],
        columns,
      },
    },
    lineDrawing(
      {
        rows,
        x: { field: 'lr', title: heads.learningRate, log: true },
        y: { title: heads.validationLoss, log, format: '~g' },
        style,
        band: false,
        points: false,
        tooltip: columns,
        extra: [
          {
            transform: [{ filter: 'isValid(datum.value)' }],
            mark: { type: 'point', filled: true, size: 60, opacity: 1, clip: true, aria: false },
            encoding: {
              color: style.colour,
              shape: {
                field: 'stage',
                type: 'nominal',
                title: heads.stage,
                scale: {
                  domain: Object.keys(stages).map((stage) => rates.stages[stage as StageName]),
                  range: Object.values(stages),
                },
              },
            },
          },
          {
            transform: [{ filter: "datum.became === 'best'" }],
            mark: { type: 'point', size: 260, strokeWidth: 2.5, opacity: 1, clip: true, aria: false },
            encoding: { color: style.colour },
          },
          {
            transform: [{ filter: "datum.became === 'diverged'" }],
            mark: { type: 'point', filled: true, size: 80, opacity: 1, shape: CROSS, yOffset: 6, aria: false },
            encoding: { y: { value: 0 }, color: style.colour },
          },
        ],
      },
      options,
    ),
  );
}

function rowsOf({ name, search }: NamedSearch, { charts }: Words): Row[] {
  const { stages, outcomes } = charts.rates;
  return [...search.tried]
    .sort((a, b) => a.lr - b.lr)
    .map(({ lr, loss, accuracy, stage }) => {
      const finite = loss !== null && Number.isFinite(loss);
      const became = !finite ? 'diverged' : lr === search.best ? 'best' : '';
      const outcome = became === '' ? '' : outcomes[became];
      return { series: name, lr, value: finite ? loss : null, accuracy, stage: stages[stage], outcome, became };
    });
}
