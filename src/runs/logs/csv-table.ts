import Papa from 'papaparse';
import { separatorIn } from '../../dataset/tables/separator.ts';
import { UserError } from '../../util/user-error.ts';
import { loggedNumber } from '../files/log-text.ts';
import type { Omissions } from '../files/omissions.ts';

/** One row of a log, read by column name. */
export interface LogRow {
  /** Where it stands in the file, from 1; the header is line 1. */
  readonly line: number;
  /** Headers before it: whoever appends to an old log may write one more. */
  readonly headers: number;
  /** What stands in a cell, without blanks around it. */
  text(column: string): string;
  /** The number in a cell; null for a cell that is empty, or without a number, which is told. */
  number(column: string): number | null;
}

/** A table of figures with a header, as loggers write it. */
export interface LogTable {
  readonly columns: readonly string[];
  readonly rows: readonly LogRow[];
  /** The first texts of each column, a few at most; none for a column that holds nothing. */
  readonly samples: ReadonlyMap<string, readonly string[]>;
}

/** Cells of a column by which it is judged. */
const SAMPLES = 3;

/** A table of more cells takes more memory than there may be: 1,000,000 rows of metrics.csv have 11 million. */
const MOST_CELLS = 12_000_000;

/** What stands for a figure that there is not. */
const NOTHING = /^(|na|n\/a|none|null)$/i;

/**
 * A table from text, while it may still be written: a last line without its end is left out. Rows may be ragged.
 * @param file short name, for what is told
 * @throws UserError for a table of more cells than can be held
 */
export function logTable(text: string, file: string, omissions: Omissions): LogTable {
  const end = text.lastIndexOf('\n') + 1;
  const whole = text.slice(0, end);
  if (text.length > end) omissions.add(file, 'a last line without its end, as if half written', lineCount(whole) + 1);
  const delimiter = separatorIn(whole);
  if (cellCount(whole, delimiter) > MOST_CELLS) {
    throw new UserError({
      rule: `${file} must hold at most ${MOST_CELLS.toLocaleString('en-US')} cells`,
      received: 'more',
      fix: 'log less often, or cut the file',
    });
  }
  const { data, errors } = Papa.parse<string[]>(whole, { delimiter, skipEmptyLines: false });
  if (errors.some(({ type }) => type === 'Quotes')) omissions.add(file, 'a quotation mark that does not match');
  const columns = (data[0] ?? []).map((name) => name.trim());
  // The first of two columns of one name counts.
  const places = new Map(columns.map((name, k) => [name, k] as const).reverse());
  let headers = 1;
  const rows = data.flatMap((cells, k): LogRow[] => {
    const blank = cells.every((cell) => cell.trim() === '');
    if (k === 0 || blank) return [];
    if (cells.every((cell, c) => cell.trim() === columns[c])) {
      headers++;
      return [];
    }
    return [row(cells, k + 1, headers)];
  });
  return { columns, rows, samples: samplesOf(columns, places, data) };

  function row(cells: readonly string[], line: number, headers: number): LogRow {
    const text = (column: string) => cells[places.get(column) ?? -1]?.trim() ?? '';
    return {
      line,
      headers,
      text,
      number(column) {
        const cell = text(column);
        if (NOTHING.test(cell)) return null;
        const value = loggedNumber(cell);
        if (value === undefined) omissions.add(file, `a cell of ${column} that is no number`, line);
        return value ?? null;
      },
    };
  }
}

/** In one pass over the cells that there are: rows may be short, and columns many. */
function samplesOf(
  columns: readonly string[],
  places: ReadonlyMap<string, number>,
  data: readonly (readonly string[])[],
): Map<string, string[]> {
  const samples = new Map(columns.map((name) => [name, [] as string[]]));
  const lists = columns.map((name, k) => (places.get(name) === k ? samples.get(name) : undefined));
  for (const cells of data.slice(1)) {
    for (let c = Math.min(cells.length, columns.length) - 1; c >= 0; c--) {
      const list = lists[c];
      if (!list || list.length >= SAMPLES) continue;
      const text = cells[c].trim();
      if (!NOTHING.test(text) && text !== columns[c]) list.push(text);
    }
  }
  return samples;
}

function lineCount(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Cells, or a few more where quotation marks hide separators. */
function cellCount(text: string, delimiter: string): number {
  const separator = delimiter.charCodeAt(0);
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    // A carriage return alone ends a line, too.
    if (sign === separator || sign === 10 || sign === 13) count++;
  }
  return count;
}
