import { readFileSync } from 'node:fs';
import { fileSize, reasonOf, unreadable } from '../dataset/file.ts';
import { UserError } from '../util/user-error.ts';

/** A log beyond this is not read: as text it would no longer fit into one string of the engine. */
const LARGEST = 256 * 2 ** 20;

/**
 * The text of a log. Devices and pipes are refused, since reading them may never end.
 * @throws UserError
 */
export function logText(path: string): string {
  const size = fileSize(path);
  if (size > LARGEST) {
    throw new UserError({
      rule: `${path} must be at most ${LARGEST / 2 ** 20} MiB`,
      received: `${Math.ceil(size / 2 ** 20)} MiB`,
      fix: 'log less often, or cut the file',
    });
  }
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw unreadable(path, new Error(reasonOf(error)));
  }
}

/** Decimal notation only: Number() would also take '0x10' and, as 0, a blank. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
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
