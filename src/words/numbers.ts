// Numbers as short texts that are the same in every language.

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
