import { drawable, type Series } from './curve.ts';
import { plotArea } from './plot-area.ts';
import { inColourOf, markOf } from './raster.ts';
import { paint, type Terminal, wordsOf } from './terminal.ts';
import { clip, ellipsis, padStart, showable, textWidth, wrap } from './text.ts';

export type { Series } from './curve.ts';

export interface LineChartOptions {
  /** Says what is shown: `Training loss, mean cross-entropy per sample`. */
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Whether the y axis is logarithmic; values of 0 and below are gaps then. */
  readonly log?: boolean;
  /** Lines of the plot itself; follows the width where not given. */
  readonly rows?: number;
  /** Lines of all, title and legend too, that the plot shrinks to fit, as far as anything can still be seen. */
  readonly height?: number | undefined;
}

/** Lines of a plot below which nothing can be seen any more. */
const LOWEST = 5;

/**
 * Curves over a common x, e.g. loss by step for several activations, no wider than the terminal. Each series has a mark
 * beside its colour. Points that fall on one dot column are shown as their mean, and a note says so.
 */
export function lineChart(series: readonly Series[], options: LineChartOptions, terminal: Terminal): string {
  // A curve reads best about three times as wide as high.
  const rows = options.rows ?? Math.min(20, Math.max(10, Math.round(terminal.columns / 5)));
  const lines = drawn(series, options, rows, terminal);
  const over = lines.length - (options.height ?? Number.POSITIVE_INFINITY);
  return (over > 0 ? drawn(series, options, Math.max(LOWEST, rows - over), terminal) : lines).join('\n');
}

function drawn(series: readonly Series[], options: LineChartOptions, rows: number, terminal: Terminal): string[] {
  const { bold, dim } = paint(terminal);
  const { plots } = wordsOf(terminal);
  const text = (words: string) => showable(words, terminal);
  const log = options.log ?? false;
  const area = plotArea(series, rows, log, terminal);
  const plot = area
    ? [
        text(log ? plots.logScale(options.yLabel) : options.yLabel),
        ...area.lines,
        padStart(text(options.xLabel), terminal.columns),
      ]
    : [plots.nothing];
  const notes = [gapNote(series, log, terminal), area && meanNote(area.perDot, terminal)].filter(
    (note) => note !== null,
  );
  return [
    ...wrap(text(options.title), terminal.columns).map(bold),
    '',
    ...plot,
    ...legend(series, log, terminal),
    ...notes.flatMap((note) => wrap(note, terminal.columns)).map(dim),
  ].map((line) => clip(line, terminal.columns, ellipsis(terminal)));
}

function gapNote(series: readonly Series[], log: boolean, terminal: Terminal): string | null {
  const gaps = series.reduce((sum, one) => sum + one.points.filter((point) => !drawable(point, log)).length, 0);
  return gaps === 0 ? null : wordsOf(terminal).plots.gaps({ count: gaps, log });
}

function meanNote(perDot: number, terminal: Terminal): string | null {
  return perDot < 1.5 ? null : wordsOf(terminal).plots.meanOf(perDot);
}

/** Entries `mark label`, as many on a line as fit. */
function legend(series: readonly Series[], log: boolean, terminal: Terminal): string[] {
  const lines: string[] = [];
  series.forEach(({ label, points }, s) => {
    const shown = showable(label, terminal);
    const text = points.some((point) => drawable(point, log)) ? shown : wordsOf(terminal).plots.noValues(shown);
    const entry = clip(`  ${markOf(s, terminal)} ${text}`, terminal.columns, ellipsis(terminal));
    const last = lines.at(-1);
    const fits = last !== undefined && textWidth(last) + textWidth(entry) <= terminal.columns;
    if (fits) lines.pop();
    lines.push((fits ? last : '') + inColourOf(s, entry, terminal));
  });
  return lines;
}
