import type { LabelColumn } from '../label-column.ts';
import { rankOfName } from './label-names.ts';
import type { Table } from './table.ts';

/** Names that programs give to a column of row numbers when they are not asked; pandas repeats itself: Unnamed: 0.1. */
const UNNAMED = /^(|unnamed: ?\d+(\.\d+)*)$/i;
/** Names of columns that number or name rows. */
const NUMBERING = /^(index|id|idx|image_?id|sample_?id|row|row_?(id|names?|number)|no\.?|nr\.?|number|#)$/i;
/** Fewer rows may be labelled 0, 1, 2, ... */
const LEAST_ROWS = 10;

/** Columns that are no values of samples, each with the reason. */
export function columnsLeftOut(
  table: Table,
  labelColumn: LabelColumn,
): Map<number, 'index-left-out' | 'empty-column-left-out'> {
  const { header, columns, words } = table;
  const left = new Map<number, 'index-left-out' | 'empty-column-left-out'>();
  for (let k = 0; k < columns; k++) {
    if (words.get(k)?.isEmpty) left.set(k, 'empty-column-left-out');
    else if (header && UNNAMED.test(header[k]) && isAllDifferent(table, k)) left.set(k, 'index-left-out');
  }
  const first = Array.from({ length: columns }, (_, k) => k).find((k) => !left.has(k));
  if (first === undefined || isMeantForLabels(table, first, labelColumn)) return left;
  // One that is all there is beside the labels is no index.
  if (columns - left.size < 3) return left;
  const named = header !== null && NUMBERING.test(header[first]) && isAllDifferent(table, first);
  if (named || (table.count >= LEAST_ROWS && countsRows(table, first))) left.set(first, 'index-left-out');
  return left;
}

/** Whether the column was named as that of labels, or names itself so. */
function isMeantForLabels({ header }: Table, column: number, labelColumn: LabelColumn): boolean {
  if (labelColumn === 'first') return true;
  const name = header?.[column] ?? '';
  return name !== '' && (rankOfName(name) >= 0 || name.toLowerCase() === labelColumn.toLowerCase());
}

/** Whole numbers, or words, none of which comes twice. */
function isAllDifferent({ numbers, words, count }: Table, column: number): boolean {
  const text = words.get(column);
  if (text) return text.overflown || text.words.length === count;
  const values = numbers.column(column);
  return values.every(Number.isInteger) && new Set(values).size === count;
}

/** 0, 1, 2, ... or 1, 2, 3, ... in this order. */
function countsRows({ numbers, words }: Table, column: number): boolean {
  if (words.has(column)) return false;
  const values = numbers.column(column);
  return (values[0] === 0 || values[0] === 1) && values.every((value, k) => value === values[0] + k);
}
