import { type Activation, activationByName } from '../../activations/index.ts';
import { UserError } from '../../util/user-error.ts';
import { type ChartSpec, type Column, chart, type Row } from './chart-spec.ts';
import { type ChartOptions, wordsFor } from './line-spec.ts';
import { namedSeries, type SeriesStyle } from './series.ts';

/** What of the functions is drawn. */
export interface FunctionOptions extends ChartOptions {
  /** Ends of the z axis. Default: -6 to 6. */
  readonly from?: number;
  readonly to?: number;
  /** The function, its derivative, or both side by side (the default). */
  readonly panel?: 'f' | 'df' | 'both';
}

/** The picture of every textbook: the logistic function beside tanh. */
export const classicPair: readonly Activation[] = [activationByName('sigmoid'), activationByName('tanh')];

/** Points of a curve: about one for two pixels. */
const POINTS = 240;

/**
 * Activation functions and their derivatives.
 * @throws UserError where none of them is a function of a single number, or the ends of the axis are no stretch
 */
export function activationFunctions(chosen: readonly Activation[], options: FunctionOptions = {}): ChartSpec {
  const { from = -6, to = 6, panel = 'both' } = options;
  if (!(from < to))
    throw new UserError({ rule: 'the z axis must run from a smaller to a greater number', received: [from, to] });
  const drawn = chosen.filter(({ scalar }) => scalar);
  if (drawn.length === 0) {
    throw new UserError({
      rule: 'a plot of f(z) needs a function of a single number',
      received: chosen.map(({ name }) => name).join(', ') || 'none',
      fix: 'name others too, such as sigmoid and tanh; softmax acts on whole rows',
    });
  }
  const others = chosen.filter(({ scalar }) => !scalar).map(({ name }) => name);
  const words = wordsFor(options);
  const { functions, columns: heads } = words.charts;
  const names = drawn.map(({ name }) => name);
  const style = namedSeries(names, heads.activation);
  const columns: Column[] = [
    { field: 'series', title: heads.activation },
    { field: 'z', title: 'z', format: '.2f' },
    { field: 'f', title: 'f(z)', format: '.4~g' },
    { field: 'df', title: "f'(z)", format: '.4~g' },
  ];
  const shown = panel === 'both' ? (['f', 'df'] as const) : [panel];
  const views = shown.map((one) => view(one, style, columns, options, shown.length));
  return chart(
    {
      words,
      title: options.title ?? (shown.length > 1 ? functions.title : functions.panels[shown[0]]),
      notes: [others.length > 0 ? functions.byRow(others) : null],
      description: functions.description({ panels: shown, names, from, to }),
      rows: drawn.flatMap((activation) => samples(activation, from, to)),
      measure: 'z',
      meta: { seriesField: style.field, legendTitle: style.title, legend: style.items, controls: [], columns },
    },
    views.length === 1 ? views[0] : { hconcat: views, spacing: 36 },
  );
}

function view(field: 'f' | 'df', style: SeriesStyle, columns: readonly Column[], options: FunctionOptions, of: number) {
  const { width, height = 280 } = options;
  const y = {
    field,
    type: 'quantitative',
    title: of === 1 ? null : wordsFor(options).charts.functions.panels[field],
    axis: {
      titleAngle: 0,
      titleAlign: 'left',
      titleAnchor: 'end',
      titleY: -10,
      titleX: 0,
      titleBaseline: 'bottom',
      format: '~g',
    },
  };
  const zero = { mark: { type: 'rule', opacity: 0.5, aria: false }, data: { values: [{ z: 0, [field]: 0 }] } };
  return {
    width: width ?? (of === 1 ? 560 : 300),
    height,
    encoding: { x: { field: 'z', type: 'quantitative', title: 'z', scale: { nice: false } }, y },
    layer: [
      { ...zero, encoding: { x: null } },
      { ...zero, encoding: { y: null } },
      {
        mark: { type: 'line', invalid: 'break-paths-filter-domains', clip: true, aria: false },
        encoding: { color: style.colour, strokeDash: style.dash },
      },
      {
        transform: [{ filter: 'datum.mark' }],
        mark: { type: 'point', filled: true, size: 55, opacity: 1, aria: false },
        encoding: { color: style.colour, shape: style.shape },
      },
      {
        name: `hover_${field}`,
        transform: [{ filter: `isValid(datum.${field})` }],
        params: [
          {
            name: `nearest_${field}`,
            select: { type: 'point', nearest: true, on: 'pointerover', clear: 'pointerout' },
          },
        ],
        mark: { type: 'point', size: 140, strokeWidth: 2, aria: false },
        encoding: {
          color: style.colour,
          opacity: { condition: { param: `nearest_${field}`, empty: false, value: 1 }, value: 0 },
          tooltip: columns.map(({ field, title, format }) => ({
            field,
            title,
            ...(format && { format }),
            type: format ? 'quantitative' : 'nominal',
          })),
        },
      },
    ],
  };
}

/** A curve's points in order of z; at a kink the line breaks, so that a jump of the slope is drawn as one. */
function samples({ name, scalar, kinks, parameter }: Activation, from: number, to: number): Row[] {
  if (!scalar) return [];
  const p = parameter?.initial ?? 0;
  const row = (z: number, mark: boolean): Row => {
    const f = scalar.f(z, p);
    return { series: name, z, f: finite(f), df: finite(scalar.df(z, f, p)), mark };
  };
  const inside = kinks.filter((kink) => kink > from && kink < to);
  // As far from the kink as the eye cannot tell.
  const near = (to - from) * 1e-6;
  const grid = Array.from({ length: POINTS + 1 }, (_, k) => from + ((to - from) * k) / POINTS);
  const regular = grid
    .filter((z) => inside.every((kink) => Math.abs(z - kink) > near))
    .map((z) => row(z, Math.round(((z - from) / (to - from)) * POINTS) % 40 === 20));
  const breaks = inside.flatMap((kink) => [
    row(kink - near, false),
    { ...row(kink, false), df: null },
    row(kink + near, false),
  ]);
  return [...regular, ...breaks].sort((a, b) => Number(a.z) - Number(b.z));
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);
