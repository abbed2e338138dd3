// Numbers as short texts. What differs between languages, such as units of time, stands with their phrases.

/** What stands where there is no number, e.g. for a target that was never reached. */
export const NONE = '-';

/** A figure that may be missing. */
export type Maybe = number | null | undefined;

/** The text of a figure, `-` where there is none; an infinity or NaN by its name. */
export function orNone(x: Maybe, text: (x: number) => string): string {
  if (x === null || x === undefined) return NONE;
  return Number.isFinite(x) ? text(x) : String(x);
}

/** Four significant digits, as for a loss: 0.0693412 -> '0.06934', 2.3 -> '2.300', 0.0000123456 -> '1.235e-5'. */
export function significant(value: Maybe): string {
  return orNone(value, (x) => {
    const size = Math.abs(x);
    if (size === 0) return '0';
    return size < 1e-3 || size >= 99_995 ? x.toExponential(3) : Number(x.toPrecision(4)).toFixed(decimals(size));
  });
}

/** Decimals that leave four significant digits. The exponent is read after rounding: 9.9996 is 10.00. */
function decimals(size: number): number {
  return Math.max(0, 3 - Number(size.toExponential(3).split('e')[1]));
}

/** A whole number in groups of three: 12345 -> '12,345'. */
export function count(value: Maybe): string {
  return orNone(value, (x) => Math.round(x).toLocaleString('en-US'));
}

/** Two significant digits: 0.2345 -> '0.23', 1234 -> '1200', 0.00001234 -> '1.2e-5' */
export function digits(value: number): string {
  const rounded = Number(value.toPrecision(2));
  return rounded !== 0 && Math.abs(rounded) < 1e-3 ? rounded.toExponential() : String(rounded);
}

/** A share 0..1 in whole percent, small ones in two digits: 0.923 -> '92', 0.00294 -> '0.29' */
export function percents(share: number): string {
  return share < 0.01 ? digits(100 * share) : String(Math.round(100 * share));
}

/** A small share as a fraction: 0.00294 -> '1/340' */
export function oneIn(share: number): string {
  return `1/${Number((1 / share).toPrecision(2)).toLocaleString('en-US', { maximumFractionDigits: 0 })}`;
}

/** Rounded, without zeros at the end: 2.04 -> '2' at one place. */
export function rounded(value: number, places: number): string {
  return String(Number(value.toFixed(places)));
}

/** 5 -> '05' */
export const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** Whole numbers in rising order, neighbours as one range: [0, 10, 11, 12] -> '0, 10-12' */
export function ranges(numbers: readonly number[], to = '-'): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  const texts = runs.map(([first, last]) => (first === last ? String(first) : `${first}${to}${last}`));
  return texts.length > MOST_RANGES ? `${texts.slice(0, MOST_RANGES).join(', ')}, ...` : texts.join(', ');
}

/** More are not listed. */
const MOST_RANGES = 8;
