/** What stands where there is no number, e.g. for a target that was never reached. */
const NONE = '-';

type Maybe = number | null | undefined;

function orNone(x: Maybe, text: (x: number) => string): string {
  if (x === null || x === undefined) return NONE;
  return Number.isFinite(x) ? text(x) : String(x);
}

/** A fraction as a percentage with two decimals: 0.9753 -> '97.53 %'. */
export function percent(fraction: Maybe): string {
  return orNone(fraction, (x) => `${(100 * x).toFixed(2)} %`);
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

/** Things per second: 12345.6 -> '12,346/s'; below 10 with one decimal. */
export function rate(perSecond: Maybe): string {
  return orNone(perSecond, (x) => `${x < 9.95 ? x.toFixed(1) : count(x)}/s`);
}

/** A time in seconds, by size: '350 ms', '12.3 s', '2 m 05 s', '1 h 02 m'. */
export function duration(seconds: Maybe): string {
  return orNone(seconds, (s) => {
    if (s < 0.9995) return `${Math.round(s * 1000)} ms`;
    if (s < 59.95) return `${s.toFixed(1)} s`;
    const whole = Math.round(s);
    if (whole < 3600) return `${Math.floor(whole / 60)} m ${twoDigits(whole % 60)} s`;
    const minutes = Math.round(s / 60);
    return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} m`;
  });
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
