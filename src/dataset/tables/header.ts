import { rankOfName } from './label-names.ts';
import { isBroken, toNumber } from './number-text.ts';

/** So many columns numbered 0, 1, 2, ... are names that a program made up, not a sample. */
const LEAST_NUMBERED = 5;

const isNumber = (cell: string) => !Number.isNaN(toNumber(cell));

/**
 * Whether the first row of a table holds names of columns. Where the second row has a number under a word, it does; a
 * row of numbers with one typing error does not; nor does one with words where the second row has words as well, which
 * are names of classes.
 * @param second the row after it; undefined where there is none
 */
export function isHeader(first: readonly string[], second: readonly string[] | undefined): boolean {
  if (isNumbered(first) && second && !isNumbered(second)) return true;
  const words = Array.from(first.keys()).filter((k) => !isNumber(first[k]));
  if (words.length === 0) return false;
  if (words.every((k) => isBroken(first[k])) && words.length <= first.length / 2) return false;
  if (!second) return true;
  // R leaves out the name of the first column, which holds names of rows.
  if (second.length === first.length + 1) return true;
  const isNamed = words.some((k) => isNumber(second[k] ?? '') || rankOfName(first[k]) >= 0);
  return isNamed || words.length === first.length;
}

/** 0, 1, 2, ...: what pandas writes for columns without names. An index before them has none, or is one more word. */
export function isNumbered(row: readonly string[]): boolean {
  const from = row[0] === '' ? 1 : 0;
  return row.length - from >= LEAST_NUMBERED && row.slice(from).every((cell, k) => cell === String(k));
}
