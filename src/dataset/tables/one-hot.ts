import { rankOfName } from './label-names.ts';
import type { Table } from './table.ts';

/** Columns of which each row marks one with a 1: its class. */
export interface OneHot {
  /** In rising order. */
  readonly columns: readonly number[];
  /** What the header calls their classes, `3` of `label_3`; null without a header. */
  readonly names: readonly string[] | null;
}

/** Classes without a sample that an image beside labels is looked for with. */
const MOST_EMPTY = 32;
/** `label_3`, `class.setosa`, `y[0]`: the name of labels and that of a class. */
const NAME = /^([a-z]+)[ _.:-]?\[?(.+?)\]?$/i;

/** Labels in several columns by their names: `label_0` ... `label_9`, each row with one 1 and else 0. */
export function oneHotByName(table: Table, kept: readonly number[]): OneHot | undefined {
  const { header } = table;
  if (!header) return undefined;
  const split = kept.flatMap((column) => {
    const [, stem, name] = NAME.exec(header[column]) ?? [];
    return stem && rankOfName(stem) >= 0 ? [{ column, stem, name }] : [];
  });
  const group = split.filter(({ stem }) => stem === split[0].stem);
  if (group.length < 2) return undefined;
  const columns = group.map(({ column }) => column);
  return markedBy(table, columns) > 0 ? { columns, names: group.map(({ name }) => name) } : undefined;
}

/**
 * The same by what the columns hold: the fewest from either end of the table of which each row marks one. Classes that
 * never come are told from pixels that are always 0 by what they leave: an image.
 * @param isImage whether so many columns are an image
 */
export function oneHotByContent(
  table: Table,
  kept: readonly number[],
  isImage: (columns: number) => boolean,
): OneHot | undefined {
  for (const inward of [[...kept].reverse(), kept]) {
    const few = markedBy(table, inward);
    if (few < 2 || few === kept.length || table.count < 2 * few) continue;
    const more = Array.from({ length: MOST_EMPTY }, (_, k) => few + k).find(
      (all) => isImage(kept.length - all) && inward.slice(few, all).every((column) => isZero(table, column)),
    );
    const columns = inward.slice(0, more ?? few).sort((a, b) => a - b);
    return { columns, names: table.header && columns.map((column) => table.header?.[column] ?? '') };
  }
  return undefined;
}

/** How many columns of these, from the first, it takes until each row has one 1 and else 0; 0 where they never do. */
function markedBy(table: Table, columns: readonly number[]): number {
  const seen = new Uint8Array(table.count);
  let rows = 0;
  for (const [k, column] of columns.entries()) {
    const marks = markInto(seen, table, column);
    if (marks === undefined) return 0;
    rows += marks;
    if (rows === table.count) return k + 1;
  }
  return 0;
}

/** How many rows the column marks; undefined where it holds other than 0 and 1, or marks a row again. */
function markInto(seen: Uint8Array, table: Table, column: number): number | undefined {
  if (table.words.has(column)) return undefined;
  let marks = 0;
  for (const [row, value] of table.numbers.column(column).entries()) {
    if (value === 0) continue;
    if (value !== 1 || seen[row]) return undefined;
    seen[row] = 1;
    marks++;
  }
  return marks;
}

const isZero = (table: Table, column: number) => table.numbers.column(column).every((value) => value === 0);
