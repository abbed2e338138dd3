import { largest, smallest } from '../../util/any-length.ts';
import { type Words, wordsIn } from '../../words/index.ts';
import type { Language } from '../../words/language.ts';
import type { Column, Control, Part, Row } from './chart-spec.ts';
import { CROSS } from './palette.ts';
import type { SeriesStyle } from './series.ts';

/** Options that all charts take. */
export interface ChartOptions {
  readonly title?: string;
  /** Pixels of the plot itself. */
  readonly width?: number;
  readonly height?: number;
  /** Of titles, axes and notes. Default: English. */
  readonly language?: Language;
}

/** The words of a chart. */
export const wordsFor = ({ language = 'en' }: ChartOptions): Words => wordsIn(language);

export const WIDTH = 600;
export const HEIGHT = 320;

/** A lined chart: rows hold `value`, `low` and `high`, an x, the series, and `mark` where a point is drawn. */
export interface LineDrawing {
  readonly rows: readonly Row[];
  readonly x: {
    readonly field: string;
    readonly title: string;
    readonly log?: boolean;
    /** False where values between whole numbers have a meaning; `seconds` always do. */
    readonly counts?: boolean;
  };
  readonly y: {
    readonly title: string;
    readonly log: boolean;
    /** Format of d3 for the numbers beside the axis. */
    readonly format: string;
    /** Both ends, so that several charts can be compared. */
    readonly domain?: readonly [number, number];
    /** Whether the values are shares of a whole: the axis is that of all shares, 0 to 1. */
    readonly shares?: boolean;
    /** Whether a linear axis begins at zero: how far a curve has come is then seen as it is. Default: no. */
    readonly zero?: boolean;
  };
  readonly style: SeriesStyle;
  /** Whether lines have dashes by series, or by the field `set` (solid and dashed in this order). */
  readonly sets?: readonly string[];
  readonly setsTitle?: string;
  readonly band: boolean;
  readonly tooltip: readonly Column[];
  /** Expression that tells, of any row of a line, whether the line is drawn. Default: all are. */
  readonly lined?: string;
  /** False where `extra` draws the points. */
  readonly points?: false;
  /** A horizontal line that means something. */
  readonly rule?: Rule;
  /** Layers of its own, under the hover layer. */
  readonly extra?: readonly Part[];
}

/** A line across the plot at a value, which the axis holds; its label stands above it, or below. */
export interface Rule {
  readonly value: number;
  readonly label: string;
  readonly below?: boolean;
}

/** Pixels between the outermost points and the edges of the plot, so that marks and a line's label are whole. */
const EDGE = 16;

/** What is left of the data on a logarithmic axis: gaps stay, and what is not above zero goes. */
const LOG_FILTER = '!isValid(datum.value) || (datum.value > 0 && (!isValid(datum.low) || datum.low > 0))';

/** The drawing of a line chart with bands, points, tooltips, pan and zoom. */
export function lineDrawing(drawing: LineDrawing, { width = WIDTH, height = HEIGHT }: ChartOptions): Part {
  const { x, y, style, band, rule, extra = [] } = drawing;
  return {
    width,
    height,
    transform: [{ filter: y.log ? LOG_FILTER : 'true' }],
    encoding: {
      x: {
        field: x.field,
        type: 'quantitative',
        title: x.title,
        scale: { ...(x.log ? { type: 'log' } : { zero: false, nice: false }), ...roomFor(drawing.rows, x.field) },
        axis: x.log ? { format: '~g' } : axisOf(x.counts === false ? 'seconds' : x.field),
      },
      y: {
        field: 'value',
        type: 'quantitative',
        title: y.title,
        scale: {
          ...scaleOf(y.log, y.zero),
          ...(y.domain ? { domain: y.domain } : roomFor(drawing.rows, 'value')),
          ...(y.shares && WHOLE),
        },
        axis: { format: y.format, ...gridOf(y.log) },
      },
    },
    layer: [
      ...(rule ? ruleLayers(rule) : []),
      ...(band ? [bandLayer(style, drawing.sets)] : []),
      lineLayer(drawing),
      ...(drawing.points === false ? [] : [pointLayer(style)]),
      ...extra,
      hoverLayer(drawing),
    ],
    resolve: { legend: { color: 'shared', shape: 'shared', strokeDash: 'shared' } },
  };
}

function bandLayer(style: SeriesStyle, sets?: readonly string[]): Part {
  // One band for each series: those of several sets would hide each other.
  const transform = sets ? [{ filter: `datum.set === '${sets[0]}'` }] : [];
  return {
    transform,
    mark: { type: 'area', opacity: 0.14, clip: true, aria: false },
    encoding: {
      y: { field: 'low', type: 'quantitative' },
      y2: { field: 'high' },
      color: style.colour,
    },
  };
}

function lineLayer({ style, sets, setsTitle = '', lined }: LineDrawing): Part {
  const dash = sets
    ? {
        field: 'set',
        type: 'nominal',
        title: setsTitle,
        scale: {
          domain: sets,
          range: [
            [1, 0],
            [5, 4],
            [1.5, 3],
          ].slice(0, sets.length),
        },
        legend: sets.length > 1 ? { symbolType: 'stroke', symbolSize: 300 } : null,
      }
    : style.dash;
  return {
    params: [ZOOM],
    mark: { type: 'line', clip: true, invalid: 'break-paths-filter-domains', aria: false },
    encoding: {
      color: style.colour,
      strokeDash: dash,
      ...(sets && { detail: { field: 'set' } }),
      // A filter that leaves no row at all would leave an axis without an extent.
      ...(lined && { opacity: { condition: { test: lined, value: 1 }, value: 0 } }),
    },
  };
}

function pointLayer(style: SeriesStyle): Part {
  return {
    transform: [{ filter: 'datum.mark && isValid(datum.value)' }],
    mark: { type: 'point', filled: true, size: 60, opacity: 1, clip: true, aria: false },
    encoding: { color: style.colour, shape: style.shape },
  };
}

/** Drag to move, hold shift and turn the wheel to zoom: a page must stay scrollable. A double click goes back. */
const ZOOM = {
  name: 'zoom',
  select: { type: 'interval', zoom: 'wheel![event.shiftKey]' },
  bind: 'scales',
};

/** Ticks of an x axis that counts epochs or steps, or measures seconds. */
export function axisOf(field: string): Part {
  return field === 'seconds'
    ? { tickMinStep: 0, format: '~g' }
    : { tickMinStep: 1, format: field === 'step' ? '~s' : ',d' };
}

/** The point nearest to the pointer tells its figures. */
function hoverLayer({ tooltip, style }: LineDrawing): Part {
  return {
    name: 'hover',
    transform: [{ filter: 'isValid(datum.value)' }],
    params: [{ name: 'nearest', select: { type: 'point', nearest: true, on: 'pointerover', clear: 'pointerout' } }],
    mark: { type: 'point', size: 140, strokeWidth: 2, clip: true, aria: false },
    encoding: {
      color: style.colour,
      opacity: { condition: { param: 'nearest', empty: false, value: 1 }, value: 0 },
      tooltip: tooltip.map(({ field, title, format }) => ({
        field,
        title,
        ...(format ? { format, type: 'quantitative' } : { type: 'nominal' }),
      })),
    },
  };
}

function ruleLayers({ value, label, below = false }: Rule): Part[] {
  // A datum would be merged with the field of the common y encoding, so the line has data of its own.
  const data = { values: [{ value }] };
  return [
    { data, mark: { type: 'rule', strokeDash: [4, 4], opacity: 0.8, aria: false }, encoding: { x: null } },
    {
      data,
      mark: {
        type: 'text',
        align: 'right',
        baseline: below ? 'top' : 'bottom',
        dy: below ? 4 : -3,
        text: label,
        fontStyle: 'italic',
        aria: false,
      },
      encoding: { x: { value: 'width' } },
    },
  ];
}

/** Crosses where series of the data end because they diverged: rows with `ended`. */
export function crossLayer(style: SeriesStyle): Part {
  return {
    transform: [{ filter: 'datum.ended && isValid(datum.value)' }],
    mark: { type: 'point', filled: true, size: 170, opacity: 1, shape: CROSS, clip: true, aria: false },
    encoding: { color: style.colour },
  };
}

/** The switch between a linear and a logarithmic y axis. */
export function scaleControl(label: string, log: boolean, { charts }: Words, zero = false): Control {
  const option = (text: string, logarithmic: boolean) => ({
    label: text,
    set: {
      'encoding.y.scale': { ...scaleOf(logarithmic, zero), padding: EDGE },
      'encoding.y.axis.gridOpacity': gridOf(logarithmic).gridOpacity,
      'transform.1.filter': logarithmic ? LOG_FILTER : 'true',
    },
  });
  const options = [option(charts.scales.linear, false), option(charts.scales.log, true)];
  return { label, options: log ? options.reverse() : options };
}

function scaleOf(log: boolean, zero = false): Part {
  return log ? { type: 'log', nice: false } : { type: 'linear', zero };
}

/** Of a logarithmic axis, the powers of ten are what one counts by; lines between them are faint. */
function gridOf(log: boolean): { readonly gridOpacity: unknown } {
  const power = 'abs(log(datum.value) / LN10 - round(log(datum.value) / LN10)) < 1e-6';
  return { gridOpacity: log ? { condition: { test: power, value: 1 }, value: 0.3 } : 1 };
}

/** The switch between the whole range of shares and the part of it where the curves lie. */
export function closeUpControl(label: string, rows: readonly Row[], { charts }: Words): Control {
  const values = rows.flatMap(({ value, low, high }) => [value, low, high]).filter((v) => typeof v === 'number');
  const [least, most] = [smallest(values), largest(values)];
  const room = Math.max(0.002, 0.06 * (most - least));
  const domain = [Math.max(0, least - room), Math.min(1, most + room)];
  return {
    label,
    options: [
      { label: charts.scales.whole, set: { 'encoding.y.scale': WHOLE } },
      { label: charts.scales.closeUp, set: { 'encoding.y.scale': { type: 'linear', zero: false, domain } } },
    ],
  };
}

/** The axis of shares, 0 to 1, with room for marks at its ends. */
const WHOLE = { type: 'linear', zero: true, domainMax: 1, padding: 6 };

/** Room around the outermost points. Vega cannot make any around a lone zero, which gets a stretch of its own. */
function roomFor(rows: readonly Row[], field: string): Part {
  return rows.every((row) => (row[field] ?? 0) === 0) ? { domain: [0, 1] } : { padding: EDGE };
}
