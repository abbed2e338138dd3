import { basename } from 'node:path';
import { message, setting } from '../util/message.ts';
import { UserError, unknownName } from '../util/user-error.ts';
import { classBalancedOrder } from './class-order.ts';
import { type CsvTable, readCsv } from './csv-rows.ts';
import { type Dataset, slice } from './dataset.ts';
import { type LabelColumn, labelColumns } from './label-column.ts';
import type { NumberTable } from './number-table.ts';

/** Names that mark the column of labels, the surest first. */
const LABEL_NAMES = ['label', 'class', 'target', 'digit', 'y'];
/** Labels are 0..999 at most: more classes are a sign that the column holds something else. */
const MOST_CLASSES = 1000;
/** This share of a table, from the end, is its test set. */
const TEST_SHARE = 1 / 5;
/** A square number of columns, this many or more, all bytes: an image. */
const LEAST_PIXELS = 64;

/**
 * A table of numbers, one sample per row, labels in one column. Rows are put into a fixed order in which classes
 * alternate; the last fifth is the test set. `auto` finds the labels in the column named label, class, target, digit
 * or y; else in the first, as MNIST's tables have it; else, where the first cannot be labels and the last can, there.
 * @throws UserError for broken rows (with line and column), labels that are not whole numbers in 0..999, a single row
 */
export async function loadCsv(
  path: string,
  { labelColumn = 'auto' }: { readonly labelColumn?: LabelColumn } = {},
): Promise<{ train: Dataset; test: Dataset }> {
  if (!labelColumns.includes(labelColumn)) throw unknownName(setting('labelColumn'), labelColumn, labelColumns);
  const csv = await readCsv(path);
  const { table } = csv;
  if (table.count < 2) {
    throw new UserError({ rule: `${path} must hold at least 2 rows, to train and to test`, received: table.count });
  }
  const column = findLabels(csv, labelColumn);
  const labels = readLabels(path, csv, column);
  const classes = labels.reduce((max, label) => Math.max(max, label), 0) + 1;
  const order = classBalancedOrder(labels, classes);
  const values = table.without(column, order);
  const name = basename(path);
  const all: Dataset = {
    name,
    count: table.count,
    features: table.columns - 1,
    classes,
    ...imageShape(values, table.columns - 1),
    values,
    labels: Uint16Array.from(order, (from) => labels[from]),
  };
  const testCount = Math.max(1, Math.floor(all.count * TEST_SHARE));
  const trainCount = all.count - testCount;
  return { train: slice(all, 0, trainCount, `${name}/train`), test: slice(all, trainCount, testCount, `${name}/test`) };
}

function findLabels({ header, table }: CsvTable, wanted: LabelColumn): number {
  const [first, last] = [0, table.columns - 1];
  if (wanted !== 'auto') return wanted === 'first' ? first : last;
  const names = header?.map((name) => name.toLowerCase()) ?? [];
  const named = LABEL_NAMES.map((name) => names.indexOf(name)).find((column) => column >= 0);
  if (named !== undefined) return named;
  return !holdsLabels(table, first) && holdsLabels(table, last) ? last : first;
}

/** Whole numbers, and not all the same: the first pixel of an image is often always 0. */
function holdsLabels(table: NumberTable, column: number): boolean {
  const values = table.column(column);
  return values.every(isLabel) && values.some((value) => value !== values[0]);
}

function isLabel(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < MOST_CLASSES;
}

function readLabels(path: string, { header, table }: CsvTable, column: number): Uint16Array {
  const values = table.column(column);
  const wrong = values.findIndex((value) => !isLabel(value));
  if (wrong < 0) return Uint16Array.from(values);
  const name = header?.[column] ? ` (${header[column]})` : '';
  throw new UserError({
    rule: `${path}, line ${table.line(wrong)}, column ${column + 1}${name}: labels must be whole numbers in 0..${MOST_CLASSES - 1}`,
    received: values[wrong],
    fix: message`is this the column of labels? ${setting('labelColumn', 'first')} or last says which is, and so does a header named label`,
  });
}

function imageShape(values: Uint8Array | Float64Array, features: number): Pick<Dataset, 'shape'> {
  const side = Math.sqrt(features);
  const image = Number.isInteger(side) && features >= LEAST_PIXELS && isShades(values);
  return image ? { shape: [side, side] } : {};
}

/** Whether values are shades of grey: bytes, and not only 0 and 1, as switches are. */
function isShades(values: Uint8Array | Float64Array): boolean {
  return values instanceof Uint8Array && values.some((value) => value > 1);
}
