import type { PresetChart } from '../../experiments/reproduction/preset.ts';
import type { Words } from '../../words/index.ts';
import { type ChartSpec, type Column, chart, type Part, type Row } from './chart-spec.ts';
import { marked } from './learning-curves.ts';
import { type ChartOptions, lineDrawing, wordsFor } from './line-spec.ts';
import { leftOut } from './runs.ts';
import { namedSeries, type SeriesStyle } from './series.ts';
import { pointsOf, thin } from './thin.ts';

/** Points up to which a line shows all of them. */
const FEW = 12;

/** What was reproduced, after the original figure: ours solid, the published in the same colours, dashed. */
export function reproductionChart(figure: PresetChart, options: ChartOptions = {}): ChartSpec {
  const { x, y, series } = figure;
  const words = wordsFor(options);
  const { reproduction: phrases, columns: heads } = words.charts;
  const log = y.log ?? false;
  const rows = series.flatMap((one) => rowsOf(one, series.length, words));
  const style = namedSeries([...new Set(series.map(({ name }) => name))], null);
  const format = y.unit === 'percent' ? '.2%' : '.4~g';
  const columns: Column[] = [
    { field: 'series', title: heads.series },
    { field: 'set', title: heads.figures },
    { field: 'x', title: x.title, format: '.4~g' },
    { field: 'value', title: y.title, format },
  ];
  const gaps = rows.filter(({ value }) => value === null || (log && Number(value) <= 0)).length;
  const compared = series.some(({ published }) => published);
  const whose = [phrases.measured, phrases.published].filter((set) => rows.some((row) => row.set === set));
  return chart(
    {
      words,
      title: options.title ?? figure.title,
      notes: [compared ? phrases.note : null, leftOut(gaps, log, words)],
      description: phrases.description({
        title: figure.title,
        x: x.title,
        y: y.title,
        names: style.items.map(({ label }) => label),
      }),
      rows,
      meta: { seriesField: style.field, legendTitle: style.title, legend: style.items, controls: [], columns },
    },
    lineDrawing(
      {
        rows,
        x: {
          field: 'x',
          title: x.title,
          ...(x.log && { log: true }),
          ...(!rows.every((row) => Number.isInteger(row.x)) && { counts: false }),
        },
        y: { title: y.title, log, format: y.unit === 'percent' ? '~p' : '~g' },
        style,
        sets: whose,
        setsTitle: heads.figures,
        lined: 'datum.lined',
        band: false,
        points: false,
        extra: whose
          .filter((set) => rows.some((row) => row.set === set && row.mark))
          .map((set) => pointLayer(style, set, set === phrases.measured)),
        tooltip: columns,
      },
      options,
    ),
  );
}

/** Full marks for ours, hollow ones for the published. */
function pointLayer(style: SeriesStyle, set: string, filled: boolean): Part {
  return {
    transform: [{ filter: `datum.mark && isValid(datum.value) && datum.set === '${set}'` }],
    mark: { type: 'point', filled, size: filled ? 60 : 130, strokeWidth: 2, opacity: 1, clip: true, aria: false },
    encoding: { color: style.colour, shape: style.shape },
  };
}

function rowsOf(
  { name, points, drawn, published = false }: PresetChart['series'][number],
  lines: number,
  { charts: { reproduction } }: Words,
): Row[] {
  const set = published ? reproduction.published : reproduction.measured;
  const all = points.map(([x, y]): Row => {
    const value = Number.isFinite(y) ? y : null;
    return { series: name, set, x, value, lined: drawn !== 'points', ...(drawn === 'points' && { mark: true }) };
  });
  const shown = thin(all, ({ value }) => value as number | null, pointsOf(lines));
  if (drawn === 'points' || (drawn === 'line' && lines === 1)) return shown;
  // Several lines are told apart by marks, too, where there are no points to show.
  if (drawn === 'line') return marked(shown);
  return shown.length <= FEW ? shown.map((row) => ({ ...row, mark: true })) : marked(shown);
}
