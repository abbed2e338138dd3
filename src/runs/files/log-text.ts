import { readWhole } from '../../dataset/file.ts';

/** A log beyond this is not read: as text it would no longer fit into one string of the engine. */
const LARGEST = 256 * 2 ** 20;

/**
 * The text of a log, without a byte order mark. Devices and pipes are refused, since reading them may never end.
 * @throws UserError
 */
export function logText(path: string): string {
  return new TextDecoder().decode(readWhole(path, LARGEST, 'log less often, or cut the file'));
}

/** Decimal notation only: Number() would also take '0x10' and, as 0, a blank. No digit can match in two places. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^[+-]?inf(inity)?$/i;

/**
 * The number in a cell, or in a JSON value that may be the text of a number that JSON lacks. NaN and infinities are
 * numbers; undefined for anything that is none.
 */
export function loggedNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (DECIMAL.test(text)) return Number(text);
  if (INFINITE.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^nan$/i.test(text) ? Number.NaN : undefined;
}
