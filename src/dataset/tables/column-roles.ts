import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';
import type { LabelColumn } from '../label-column.ts';
import type { DataNote } from '../samples/notes.ts';
import { columnsLeftOut } from './columns-left-out.ts';
import { findLabels, referenceTo } from './find-labels.ts';
import type { OneHot } from './one-hot.ts';
import { cellMistake, columnName, type Table } from './table.ts';

/** What the columns of a table are for. */
export interface ColumnRoles {
  /** The column of labels, or several of which each row marks one; null where the table has none. */
  readonly labels: number | OneHot | null;
  /** Columns that are inputs, in rising order. */
  readonly features: readonly number[];
  readonly notes: readonly DataNote[];
}

/**
 * Settles what each column is for. Columns that count rows and empty ones are left out; labels stand in the column that
 * was named, or that names itself, or that alone can hold them.
 * @param wanted whether labels must be there; or how many inputs are wanted: a table with as many columns has no labels
 * @throws UserError where that cannot be told, and for words where numbers must be
 */
export function rolesOf(table: Table, labelColumn: LabelColumn, wanted: 'needed' | 'optional' | number): ColumnRoles {
  const left = columnsLeftOut(table, labelColumn);
  const kept = Array.from({ length: table.columns }, (_, k) => k).filter((k) => !left.has(k));
  const { labels, note } =
    kept.length === wanted ? { labels: null } : findLabels(table, kept, labelColumn, wanted === 'needed');
  const taken = labels === null ? [] : typeof labels === 'number' ? [labels] : labels.columns;
  const features = kept.filter((k) => !taken.includes(k));
  for (const k of features) requireNumbers(table, k);
  if (features.length === 0) {
    throw new UserError({ rule: `${table.path} must hold a column of values beside its labels`, received: 'none' });
  }
  const notes: DataNote[] = [...left].map(([k, kind]) => ({ kind, file: table.path, column: referenceTo(table, k) }));
  if (table.numbered) notes.push({ kind: 'numbered-header', file: table.path, columns: table.columns });
  if (note) notes.push(note);
  return { labels, features, notes };
}

/** True and false are numbers, other words are not. */
function requireNumbers(table: Table, column: number): void {
  const words = table.words.get(column);
  if (!words || words.isBoolean) return;
  const row = words.slip ?? words.firstRow[words.words.findIndex((word) => Number.isNaN(Number(word)) || word === '')];
  const line = table.numbers.line(row);
  const word = words.words[words.firstRow.indexOf(row)];
  if (words.slip !== undefined) throw cellMistake(table, line, column, word);
  throw new UserError({
    rule: `${table.path}, line ${line}, ${columnName(table.header, column)}: values must be numbers`,
    received: word,
    fix: message`if these are the labels, say so: ${setting('labelColumn', table.header?.[column] || column + 1)}; else leave the column out, or make it columns of 0 and 1`,
  });
}
