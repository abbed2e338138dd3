import { UserError } from '../../util/user-error.ts';
import type { LabelColumn } from '../label-column.ts';
import type { Labels, Samples } from '../samples/samples.ts';
import { imageIn } from '../samples/shades.ts';
import type { Values } from '../values.ts';
import { type ColumnRoles, rolesOf } from './column-roles.ts';
import { isPixelName } from './find-labels.ts';
import type { OneHot } from './one-hot.ts';
import { columnName, readTable, type Table } from './table.ts';
import type { Progress } from './table-bytes.ts';
import type { WordColumn } from './word-column.ts';

/** How a table is read. */
export interface TableOptions {
  /** Default: auto. */
  readonly labelColumn?: LabelColumn;
  /** Whether there must be labels. Default: true. */
  readonly labelled?: boolean;
  /** Where labels need not be: how many inputs are wanted; a table with as many columns has no labels. */
  readonly inputs?: number;
  readonly onProgress?: Progress;
}

/**
 * The samples in a table, one per row. Labels are numbers or words in one column, or one-hot in several; columns that
 * count rows, and empty ones, are left out, which is noted.
 * @throws UserError, with line and column, for whatever cannot be read or told
 */
export async function readTableSamples(
  path: string,
  { labelColumn = 'auto', labelled = true, inputs, onProgress }: TableOptions = {},
): Promise<Samples> {
  const table = await readTable(path, onProgress);
  const { labels, features, notes } = rolesOf(table, labelColumn, labelled ? 'needed' : (inputs ?? 'optional'));
  const values = valuesOf(table, features);
  const names = table.header && features.map((column) => table.header?.[column] ?? '');
  // The table itself is given up with this.
  const lines = table.numbers.lines();
  const areNamed = names !== null && !table.numbered && !names.every(isPixelName);
  return {
    path,
    count: table.count,
    features: features.length,
    ...imageIn(values, features.length, names !== null && !areNamed),
    values,
    labels: labelsOf(table, labels),
    ...(areNamed && { columns: names }),
    notes,
    place: (sample) => ({ unit: 'line', number: lines[sample] }),
  };
}

/** [count][columns.length] numbers; true and false are 1 and 0. */
function valuesOf(table: Table, columns: readonly number[]): Values {
  const values = table.numbers.select(columns);
  for (const [place, column] of columns.entries()) {
    const words = table.words.get(column);
    if (!words) continue;
    const isTrue = words.words.map((word) => /^true$/i.test(word));
    words.codes.forEach((code, row) => {
      values[row * columns.length + place] = Number(isTrue[code]);
    });
  }
  return values;
}

function labelsOf(table: Table, labels: ColumnRoles['labels']): Labels | null {
  if (labels === null) return null;
  if (typeof labels !== 'number') return oneHotLabels(table, labels);
  const where = columnName(table.header, labels);
  const words = table.words.get(labels);
  return words ? wordLabels(table, words, where) : { values: table.numbers.column(labels), where };
}

function wordLabels({ path, numbers }: Table, column: WordColumn, where: string): Labels {
  const { slip, words, codes, overflown } = column;
  if (slip !== undefined && !overflown) {
    throw new UserError({
      rule: `${path}, line ${numbers.line(slip)}, ${where}: a label must be a whole number in every row, or a word in every row`,
      received: words[codes[slip]],
      fix: 'mend or remove the row',
    });
  }
  return { values: codes, words, where };
}

/** The class that each row marks. Numerals after a common stem are the numbers of classes, other names are words. */
function oneHotLabels({ numbers, header, count }: Table, { columns, names }: OneHot): Labels {
  const places = new Float64Array(count);
  for (const [place, column] of columns.entries()) {
    numbers.column(column).forEach((value, row) => {
      if (value === 1) places[row] = place;
    });
  }
  const where = `${columnName(header, columns[0])} to ${columnName(header, columns[columns.length - 1])}`;
  if (!names) return { values: places, where };
  if (names.every((name) => /^\d{1,3}$/.test(name)))
    return { values: places.map((place) => Number(names[place])), where };
  return { values: places, words: names, where };
}
