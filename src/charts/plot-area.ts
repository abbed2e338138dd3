import { largest } from '../util/any-length.ts';
import { drawable, extent, type Series, type Stretch, stretches } from './curve.ts';
import { Raster } from './raster.ts';
import { paint, type Terminal } from './terminal.ts';
import { clip, padEnd, padStart, textWidth } from './text.ts';
import { type Axis, linearAxis, logAxis, share, tickTexts } from './ticks.ts';

/** Columns for the numbers of the y axis, at most. */
const WIDEST_TICK = 10;
/** Columns between two marks of one series. */
const MARK_EVERY = 14;

/** The plot itself, without title and legend. */
export interface PlotArea {
  /** Axes with their numbers, and the curves. */
  readonly lines: string[];
  /** Mean number of points that share a dot column. */
  readonly perDot: number;
}

/** Curves with their axes in `rows` lines and two more; null where no point can be drawn. */
export function plotArea(series: readonly Series[], rows: number, log: boolean, terminal: Terminal): PlotArea | null {
  const points = series.flatMap((one) => one.points.filter((point) => drawable(point, log)));
  if (points.length === 0) return null;
  const whole = points.every(([x]) => Number.isInteger(x));
  const [left, right] = extent(points.map(([x]) => x));
  const xAxis = linearAxis(left, right, Math.max(2, Math.floor(terminal.columns / 9)), { whole });

  // The numbers of the y axis take room from the plot, and its means depend on that room: a first guess is good enough.
  const guess = Math.max(1, terminal.columns - 8) * 2;
  const [low, high] = extent(
    series.flatMap((one) =>
      stretches(one, xAxis, guess, log)
        .flat()
        .map(({ y }) => y),
    ),
  );
  const ticks = Math.max(2, Math.floor(rows / 2));
  const yAxis = log ? logAxis(low, high, ticks) : linearAxis(low, high, ticks, { round: true });
  const gutter = Math.min(WIDEST_TICK, largest(tickTexts(yAxis).map(textWidth), 1));

  const raster = new Raster(Math.max(1, terminal.columns - gutter - 2), rows, terminal);
  const curves = series.map((one) => stretches(one, xAxis, raster.dotsAcross, log));
  curves.forEach((curve, s) => {
    draw(raster, s, curve, yAxis);
  });
  addMarks(raster, curves, yAxis);
  const dots = curves.reduce((sum, curve) => sum + curve.flat().length, 0);
  return { lines: framed(raster, gutter, xAxis, yAxis, terminal), perDot: points.length / dots };
}

function dotRow(raster: Raster, yAxis: Axis, y: number): number {
  return Math.round((1 - share(yAxis, y)) * (raster.dotsDown - 1));
}

function draw(raster: Raster, series: number, curve: readonly Stretch[], yAxis: Axis): void {
  for (const stretch of curve) {
    stretch.forEach(({ x, y }, k) => {
      const from = stretch[Math.max(0, k - 1)];
      raster.line(series, from.x, dotRow(raster, yAxis, from.y), x, dotRow(raster, yAxis, y));
    });
  }
}

/**
 * Marks along each curve: at every point where there are few of them, else at regular distances, staggered from series
 * to series so that each shows its own.
 */
function addMarks(raster: Raster, curves: readonly (readonly Stretch[])[], yAxis: Axis): void {
  const dotsPerColumn = raster.dotsAcross / raster.columns;
  const every = Math.max(MARK_EVERY, 2 * curves.length) * dotsPerColumn;
  curves.forEach((curve, s) => {
    const points = curve.flat();
    const few = points.length * 3 <= raster.columns;
    let next = points[0]?.x + (few ? 0 : Math.round((every * (s + 0.5)) / curves.length));
    // A curve too short to reach the first place gets its mark at the end.
    const last = points.at(-1);
    if (last && last.x < next) next = last.x;
    for (const { x, y } of points) {
      if (!few && x < next) continue;
      raster.mark(s, x, dotRow(raster, yAxis, y));
      next = x + every;
    }
  });
}

/** The raster between its axes: numbers to the left and below. */
function framed(raster: Raster, gutter: number, xAxis: Axis, yAxis: Axis, terminal: Terminal): string[] {
  const { dim } = paint(terminal);
  const [side, sideTick, corner, floor, floorTick] = terminal.unicode ? '│┤└─┬' : '||+-+';
  const texts = tickTexts(yAxis);
  const beside = new Map(
    yAxis.ticks.map((tick, k) => [Math.round((1 - share(yAxis, tick)) * (raster.rows - 1)), texts[k]]),
  );
  const lines = raster.text().map((line, row) => {
    const number = beside.get(row);
    const label = padStart(clip(number ?? '', gutter), gutter);
    return `${label} ${dim(number === undefined ? side : sideTick)}${line}`;
  });
  const { numbers, places } = xNumbers(raster.columns, xAxis);
  const axis = Array.from({ length: raster.columns }, (_, column) => (places.has(column) ? floorTick : floor)).join('');
  const indent = ' '.repeat(gutter + 1);
  return [...lines, indent + dim(corner + axis), `${indent} ${numbers}`.trimEnd()];
}

/** The numbers below the x axis, each centred below its place, leaving out those without room. */
function xNumbers(columns: number, axis: Axis): { numbers: string; places: Set<number> } {
  const texts = tickTexts(axis);
  const places = new Set<number>();
  let numbers = '';
  axis.ticks.forEach((tick, k) => {
    const place = Math.round(share(axis, tick) * (columns - 1));
    const width = texts[k].length;
    const start = Math.max(0, Math.min(columns - width, place - (width >> 1)));
    // Two spaces apart, or two numbers read as one.
    if (start + width > columns || (numbers && start < numbers.length + 2)) return;
    numbers = padEnd(numbers, start) + texts[k];
    places.add(place);
  });
  return { numbers, places };
}
