/** 0.923 -> '92 %' */
export const percent = (share: number): string => `${share < 0.01 ? digits(100 * share) : Math.round(100 * share)} %`;

/** 0.00294 -> '1/340', 0 -> 'nothing' */
export function fraction(share: number): string {
  return share === 0
    ? 'nothing'
    : `1/${Number((1 / share).toPrecision(2)).toLocaleString('en-US', { maximumFractionDigits: 0 })}`;
}

/** Two significant digits: 0.2345 -> '0.23', 1234 -> '1200', 0.00001234 -> '1.2e-5' */
export function digits(value: number): string {
  const rounded = Number(value.toPrecision(2));
  return rounded !== 0 && Math.abs(rounded) < 1e-3 ? rounded.toExponential() : String(rounded);
}

/** ['a', 'b', 'c'] -> 'a, b, or c' */
export function either(choices: readonly string[]): string {
  if (choices.length < 3) return choices.join(' or ');
  return `${choices.slice(0, -1).join(', ')}, or ${choices[choices.length - 1]}`;
}
