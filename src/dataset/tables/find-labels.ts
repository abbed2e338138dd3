import { largest } from '../../util/any-length.ts';
import { message, setting } from '../../util/message.ts';
import { nearest, UserError } from '../../util/user-error.ts';
import { type LabelColumn, labelColumns } from '../label-column.ts';
import { isLabel, isSigned, MOST_CLASSES } from '../samples/labels.ts';
import type { ColumnReference, DataNote } from '../samples/notes.ts';
import { squareOf } from '../samples/shades.ts';
import { rankOfName } from './label-names.ts';
import { type OneHot, oneHotByContent, oneHotByName } from './one-hot.ts';
import { columnName, type Table } from './table.ts';

/** A column whose commonest value has a larger share is rather the edge of an image than labels. */
const LARGEST_SHARE = 0.98;

/** Names of pixels: pixel0, px_1, 1x1, p12, or mere numbers. */
const PIXEL = /^((pixel|pix|px|p|x|f|v|col|column|feature|feat)?[ _.-]?\d+|\d+x\d+)$/i;

/** Whether a column is named as pixels are. */
export function isPixelName(name: string): boolean {
  return PIXEL.test(name);
}

interface Found {
  readonly labels: number | OneHot | null;
  readonly note?: DataNote;
}

/**
 * The column of labels among those that are kept, or the columns of one-hot labels.
 * @param needed whether there must be one
 * @throws UserError where it is not there, or cannot be told
 */
export function findLabels(table: Table, kept: readonly number[], wanted: LabelColumn, needed: boolean): Found {
  if (wanted !== 'auto') return { labels: namedColumn(table, kept, wanted) };
  const oneHot = oneHotByName(table, kept);
  if (oneHot) return { labels: oneHot, note: oneHotNote(table, oneHot) };
  const named = columnByName(table, kept);
  if (named !== undefined) return { labels: named };
  return labelsByContent(table, kept, needed);
}

function namedColumn(table: Table, kept: readonly number[], wanted: string): number {
  if (wanted === 'first') return kept[0];
  if (wanted === 'last') return kept[kept.length - 1];
  const names = table.header ?? [];
  const exact = names.indexOf(wanted);
  const found = exact >= 0 ? exact : names.findIndex((name) => name.toLowerCase() === wanted.toLowerCase());
  if (found >= 0) return found;
  const place = /^\d+$/.test(wanted) ? Number(wanted) : 0;
  if (place >= 1 && place <= table.columns) return place - 1;
  const near = nearest(wanted, [...labelColumns, ...names.slice(0, MOST_CLASSES)]);
  throw new UserError({
    rule: message`${setting('labelColumn')} must be auto, first, last, the name of a column of ${table.path}, or its number in 1..${table.columns}`,
    received: wanted,
    ...(near && { fix: `did you mean ${near}?` }),
  });
}

/** The column with the surest of the names that labels have; one that can hold labels before those that cannot. */
function columnByName(table: Table, kept: readonly number[]): number | undefined {
  const named = kept
    .map((column) => ({ column, rank: rankOfName(table.header?.[column] ?? '') }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ column }) => column);
  return named.find((column) => table.words.has(column) || holdsLabels(table, column)) ?? named[0];
}

function labelsByContent(table: Table, kept: readonly number[], needed: boolean): Found {
  const words = kept.filter((column) => {
    const held = table.words.get(column);
    return held && !held.isBoolean && held.slip === undefined;
  });
  if (needed && table.count < 2) {
    throw new UserError({
      rule: `${table.path} must hold at least 2 rows, or a column named label`,
      received: `${table.count} row`,
    });
  }
  const isImage = (columns: number) => squareOf(columns) !== undefined;
  const [first, last] = [kept[0], kept[kept.length - 1]];
  const likely = [first, last].filter((column) => looksLikeLabels(table, column));
  const byPlace = (column: number): Found => ({
    labels: column,
    note: { kind: 'labels-by-place', file: table.path, column: referenceTo(table, column) },
  });
  if (words.length > 1) throw ambiguous(table, words, 'hold words');
  if (words.length === 1) {
    if (likely.length > 0) throw ambiguous(table, [...words, ...likely], 'can be labels');
    return byPlace(words[0]);
  }
  const oneHot = oneHotByContent(table, kept, isImage);
  if (oneHot) {
    const other = likely.find((column) => !oneHot.columns.includes(column));
    if (other === undefined) return { labels: oneHot, note: oneHotNote(table, oneHot) };
    throw ambiguous(table, [other, ...oneHot.columns], 'can be labels, the latter as one-hot columns');
  }
  if (isImage(kept.length) && likely.length === 0)
    return none(table, needed, `its ${kept.length} columns are an image`);
  if (!needed && kept.every((column) => isPixelName(table.header?.[column] ?? ''))) return { labels: null };
  if (likely.length === 2 && first !== last) throw ambiguous(table, likely, 'can be labels');
  const can = [...likely, first, last].find((column) => holdsLabels(table, column));
  if (can === undefined) {
    return none(table, needed, [...new Set([first, last])].map((column) => whyNoLabels(table, column)).join('; '));
  }
  return byPlace(can);
}

function none(table: Table, needed: boolean, reason: string): Found {
  if (!needed) return { labels: null };
  throw new UserError({
    rule: `${table.path} must hold a column of labels`,
    received: reason,
    fix: message`name the column of labels "label" in a header, or say which it is: ${setting('labelColumn', 'last')}, a name or a number`,
  });
}

function ambiguous(table: Table, columns: readonly number[], why: string): UserError {
  return new UserError({
    rule: `which column of ${table.path} holds the labels must be told: ${columns
      .slice(0, 12)
      .map((column) => columnName(table.header, column))
      .join(', ')} ${why}`,
    fix: message`say which it is: ${setting('labelColumn', 'last')}, first, a name or a number`,
  });
}

const oneHotNote = (table: Table, { columns }: OneHot): DataNote => ({
  kind: 'one-hot',
  file: table.path,
  first: referenceTo(table, columns[0]),
  last: referenceTo(table, columns[columns.length - 1]),
});

/** A column as notes name it. */
export function referenceTo({ header }: Pick<Table, 'header'>, column: number): ColumnReference {
  return { place: column + 1, name: header?.[column] || null };
}

/** Whole numbers, and not all the same: the first pixel of an image is often always 0. */
function holdsLabels(table: Table, column: number): boolean {
  if (table.words.has(column)) return false;
  const values = table.numbers.column(column);
  return (values.every(isLabel) || isSigned(values)) && values.some((value) => value !== values[0]);
}

/** What is wrong with a column for labels. */
function whyNoLabels(table: Table, column: number): string {
  const name = columnName(table.header, column);
  const values = table.numbers.column(column);
  const wrong = values.findIndex((value) => !isLabel(value));
  if (table.words.has(column)) return `${name} holds words and numbers`;
  return wrong < 0
    ? `${name} is ${values[0]} in every row`
    : `${name} is ${values[wrong]} in line ${table.numbers.line(wrong)}`;
}

/** Whole numbers from 0 or 1 on without a gap, each class with two samples or more on average, none with nearly all. */
function looksLikeLabels(table: Table, column: number): boolean {
  if (!holdsLabels(table, column)) return false;
  const values = table.numbers.column(column);
  if (isSigned(values)) return true;
  const times: number[] = [];
  for (const value of values) times[value] = (times[value] ?? 0) + 1;
  const counts = times.filter((n) => n > 0);
  const first = times[0] === undefined ? 1 : 0;
  return (
    counts.length === times.length - first &&
    values.length >= 2 * counts.length &&
    largest(counts) <= LARGEST_SHARE * values.length
  );
}
