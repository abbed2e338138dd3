import Table from 'cli-table3';
import { append, largest } from '../util/any-length.ts';
import { paint, type Terminal } from './terminal.ts';
import { blockWidth, clip, ellipsis, padEnd, showable } from './text.ts';

export type Align = 'left' | 'right' | 'center';

export interface TableOptions {
  /** By column; numbers read best on the right. Left where not given. */
  readonly align?: readonly Align[];
}

/** Columns between two columns of the table, half of them on either side. */
const GAP = 2;

/**
 * Rows under a head with one line between them and no other borders, never wider than the terminal: where room is short,
 * words wrap in the widest columns, and where even single words do not fit, each row becomes a list `head  value`.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
  terminal: Terminal,
): string {
  if (head.length === 0) return '';
  const heads = head.map((cell) => showable(cell, terminal));
  const cells = rows.map((row) => heads.map((_, c) => showable(row[c] ?? '', terminal)));
  const widths = columnWidths(heads, cells, options.align ?? [], terminal.columns);
  return widths ? grid(heads, cells, widths, options, terminal) : list(heads, cells, terminal);
}

/**
 * The columns of a table that fit the terminal side by side, in the order of the table.
 * @param priority columns from the most important one on; the first is always there
 */
export function fittingColumns(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  priority: readonly number[],
  terminal: Terminal,
): number[] {
  let room = terminal.columns;
  const fit = priority.filter((c, k) => {
    const width = GAP + largest([head[c], ...rows.map((row) => row[c])].map(blockWidth));
    const fits = k === 0 || width <= room;
    if (fits) room -= width;
    return fits;
  });
  return fit.sort((a, b) => a - b);
}

/** Width of each column's text, or null where words would have to be cut. */
function columnWidths(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[],
  columns: number,
): number[] | null {
  const widths = heads.map((head, c) => largest([head, ...rows.map((row) => row[c])].map(blockWidth), 1));
  // A number stays on one line with its unit.
  const least = heads.map((head, c) => {
    const cellWidth = align[c] === 'right' ? blockWidth : longestWord;
    return largest(
      rows.map((row) => cellWidth(row[c])),
      Math.max(1, longestWord(head)),
    );
  });
  for (let over = sum(widths) + GAP * widths.length - columns; over > 0; over--) {
    const widest = widths.reduce(
      (best, width, c) => (width > least[c] && (best < 0 || width > widths[best]) ? c : best),
      -1,
    );
    if (widest < 0) return null;
    widths[widest]--;
  }
  return widths;
}

function longestWord(cell: string): number {
  return blockWidth(cell.replaceAll(' ', '\n'));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function grid(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  options: TableOptions,
  terminal: Terminal,
): string {
  const { bold, dim } = paint(terminal);
  const rule = terminal.unicode ? '─' : '-';
  const shown = new Table({
    head: heads.map((cell) => bold(cell)),
    colWidths: widths.map((width) => width + GAP),
    colAligns: widths.map((_, c) => options.align?.[c] ?? 'left'),
    chars: { ...NO_BORDERS, mid: rule },
    // Colours come from `paint`, which knows the terminal; the library would ask the process. Compact: no line between
    // rows, so that the one under the head is the only one.
    style: { head: [], border: [], 'padding-left': GAP / 2, 'padding-right': GAP / 2, compact: true },
    wordWrap: true,
    truncate: ellipsis(terminal),
  });
  append(
    shown,
    rows.map((row) => [...row]),
  );
  return shown
    .toString()
    .split('\n')
    .map((line) => (line.startsWith(rule.repeat(GAP)) ? dim(line) : line.trimEnd()))
    .join('\n');
}

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  left: '',
  right: '',
  middle: '',
  'left-mid': '',
  'mid-mid': '',
  'right-mid': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
};

/** Each row as lines `head  value`, an empty line between rows; what is still too wide is cut. */
function list(heads: readonly string[], rows: readonly (readonly string[])[], terminal: Terminal): string {
  const { bold } = paint(terminal);
  const width = Math.min(largest(heads.map(blockWidth)), terminal.columns >> 1);
  const cut = (text: string, room: number) => clip(text.replaceAll('\n', ' '), room, ellipsis(terminal));
  return rows
    .map((row) =>
      row
        .map(
          (cell, c) =>
            `${bold(padEnd(cut(heads[c], width), width))}  ${cut(cell, Math.max(1, terminal.columns - width - 2))}`,
        )
        .map((line) => clip(line.trimEnd(), terminal.columns))
        .join('\n'),
    )
    .join('\n\n');
}
