/** Decimal notation only: Number() would also take '0x10' and, as 0, a blank. No digit can match in two places. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** What stands where a value is missing. */
const MISSING = /^(nan|n\/?a|null|none|\?|)$/i;
/** A number with a slip in it. */
const BROKEN = /^[-+.]?\d/;

/** The number in a cell without blanks around it; NaN for text, for nothing, and for what is not finite. */
export function toNumber(cell: string): number {
  const value = DECIMAL.test(cell) ? Number(cell) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Whether a cell says that its value is not there. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell);
}

/** Whether a cell that is no number was meant as one, or as nothing: `1O`, `nan`, an empty cell. */
export function isBroken(cell: string): boolean {
  return MISSING.test(cell) || BROKEN.test(cell);
}
