import type { RateSearch } from '../../experiments/comparison.ts';
import { type ChartSpec, type Column, chart, type Row } from './chart-spec.ts';
import { type ChartOptions, lineDrawing, scaleControl } from './line-spec.ts';
import { CROSS, shapes } from './palette.ts';
import { times } from './runs.ts';
import { namedSeries } from './series.ts';

/** A search and the activation it was made for. */
export interface NamedSearch {
  readonly name: string;
  readonly search: RateSearch;
}

/** Stages of a search in their order, each with its mark. */
const stages: Readonly<Record<string, string>> = {
  grid: shapes[0],
  extension: shapes[2],
  refinement: shapes[3],
};

/** From which ratio of the greatest to the least loss on an axis is logarithmic. */
const WIDE = 20;

/** Validation loss by learning rate, as the search has found it: its stages, what diverged, and the best. */
export function rateSearchCurves(searches: readonly NamedSearch[], options: ChartOptions = {}): ChartSpec {
  const rows = searches.flatMap(rowsOf);
  const losses = rows.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const log = losses.length > 0 && Math.min(...losses) > 0 && Math.max(...losses) / Math.min(...losses) > WIDE;
  const diverged = rows.filter(({ outcome }) => outcome === 'diverged').length;
  const style = namedSeries(searches.map(({ name }) => name));
  const columns: Column[] = [
    { field: 'series', title: 'activation' },
    { field: 'lr', title: 'learning rate', format: '.3~g' },
    { field: 'value', title: 'validation loss', format: '.4~g' },
    { field: 'accuracy', title: 'validation accuracy', format: '.2%' },
    { field: 'stage', title: 'stage' },
    { field: 'outcome', title: 'outcome' },
  ];
  const epochs = Math.max(0, ...searches.map(({ search }) => search.epochs));
  return chart(
    {
      title: options.title ?? 'Which learning rate suits each activation',
      notes: [
        `Validation loss after ${times(epochs, 'epoch')}; the test set is not looked at. A ring marks the best.`,
        diverged > 0 ? `Crosses at the top: ${times(diverged, 'short run')} that diverged.` : null,
      ],
      description: `Validation loss by learning rate, of ${searches.map(({ name, search }) => `${name} (best ${search.best})`).join(', ')}.`,
      rows,
      meta: {
        seriesField: style.field,
        legendTitle: style.title,
        legend: style.items,
        controls: [scaleControl('Loss', log)],
        columns,
      },
    },
    lineDrawing(
      {
        rows,
        x: { field: 'lr', title: 'learning rate', log: true },
        y: { title: 'validation loss', log, format: '~g' },
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
                title: 'stage',
                scale: { domain: Object.keys(stages), range: Object.values(stages) },
              },
            },
          },
          {
            transform: [{ filter: "datum.outcome === 'best'" }],
            mark: { type: 'point', size: 260, strokeWidth: 2.5, opacity: 1, clip: true, aria: false },
            encoding: { color: style.colour },
          },
          {
            transform: [{ filter: "datum.outcome === 'diverged'" }],
            mark: { type: 'point', filled: true, size: 80, opacity: 1, shape: CROSS, yOffset: 6, aria: false },
            encoding: { y: { value: 0 }, color: style.colour },
          },
        ],
      },
      options,
    ),
  );
}

function rowsOf({ name, search }: NamedSearch): Row[] {
  return [...search.tried]
    .sort((a, b) => a.lr - b.lr)
    .map(({ lr, loss, accuracy, stage }) => {
      const finite = loss !== null && Number.isFinite(loss);
      return {
        series: name,
        lr,
        value: finite ? loss : null,
        accuracy,
        stage,
        outcome: !finite ? 'diverged' : lr === search.best ? 'best' : '',
      };
    });
}
