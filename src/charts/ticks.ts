import { largest, smallest } from '../util/any-length.ts';

/** A stretch of an axis and the values to be written beside it, all inside the stretch. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  readonly ticks: readonly number[];
}

/** Values beyond this are not drawn: the distance of two of them must not overflow. */
export const LARGEST_DRAWN = 1e300;
/** Distances below this, and values on a log axis, are not drawn: a fraction of them must not underflow. */
export const SMALLEST_DRAWN = 1e-290;

/**
 * A linear axis that holds low..high.
 * @param most ticks to aim at
 * @param options.whole no ticks between whole numbers, as for epochs
 * @param options.round extend the axis to the next tick at both ends
 */
export function linearAxis(
  low: number,
  high: number,
  most: number,
  options: { whole?: boolean; round?: boolean } = {},
): Axis {
  // Values that differ by less than rounding would ask for steps that floating point cannot make.
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= Math.max(1e-9 * size, SMALLEST_DRAWN)) {
    const around = (options.whole && size < 1e9) || size <= 2 * SMALLEST_DRAWN ? 1 : size / 2;
    [low, high] = [low - around, high + around];
  }
  const step = roundStep((high - low) / Math.max(1, most), options.whole ?? false);
  if (options.round) [low, high] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const ticks: number[] = [];
  const first = Math.ceil(low / step - 1e-6);
  for (let k = first; k <= Math.floor(high / step + 1e-6); k++) ticks.push(k * step);
  return { low, high, log: false, ticks };
}

/** The smallest 1, 2 or 5 times a power of ten that is at least `least`. */
function roundStep(least: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * (STEPS.find((s) => s * power >= least * (1 - 1e-9)) ?? 10);
  return whole ? Math.max(1, step) : step;
}

const STEPS = [1, 2, 5, 10];

/** A logarithmic axis that holds low..high, both above 0: ticks at powers of ten, or at 1, 2, 5 where few fit. */
export function logAxis(low: number, high: number, most: number): Axis {
  if (high / low < 1 + 1e-9) [low, high] = [low / 2, high * 2];
  const between = (values: number[]) => values.filter((v) => v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9));
  const from = Math.floor(Math.log10(low));
  const decades = Array.from({ length: Math.ceil(Math.log10(high)) - from + 1 }, (_, k) => from + k);
  const fine = between(decades.flatMap((d) => [1, 2, 5].map((m) => Number(`${m}e${d}`))));
  // Less than a factor of two or so: round values of the linear kind stand closer.
  if (fine.length < 3) return { ...linearAxis(low, high, most), log: true };
  if (fine.length <= most) return { low, high, log: true, ticks: fine };
  const powers = between(decades.map((d) => Number(`1e${d}`)));
  const every = Math.ceil(powers.length / Math.max(1, most));
  return { low, high, log: true, ticks: powers.filter((_, k) => k % every === 0) };
}

/** Where a value lies on the axis: 0 at its low end, 1 at its high end. */
export function share(axis: Axis, value: number): number {
  const at = (v: number) => (axis.log ? Math.log(v) : v);
  return Math.min(1, Math.max(0, (at(value) - at(axis.low)) / (at(axis.high) - at(axis.low))));
}

/** What is written beside the ticks: as many decimals as tell neighbours apart, `k` for thousands, 1e-5 beyond. */
export function tickTexts(axis: Axis): string[] {
  const { ticks } = axis;
  const top = largest(ticks.map(Math.abs));
  const step = ticks.length > 1 ? smallest(ticks.slice(1).map((t, k) => t - ticks[k])) : top || 1;
  // The linear steps hold one digit, so a tick needs no more decimals than its step. On a log axis each has its own.
  if (axis.log && (top >= 1e5 || ticks[0] < 1e-3)) return ticks.map((t) => Number(t.toPrecision(6)).toExponential());
  if (top >= 1e6 || step < 1e-5) return ticks.map((t) => exponential(t, step));
  if (step >= 1000) return ticks.map((t) => (t === 0 ? '0' : `${Number((t / 1000).toPrecision(6))}k`));
  if (axis.log) return ticks.map((t) => String(Number(t.toPrecision(6))));
  const decimals = Math.max(0, -Math.floor(Math.log10(step * (1 + 1e-9))));
  return ticks.map((t) => (Math.abs(t) < step / 2 ? 0 : t).toFixed(decimals));
}

function exponential(value: number, step: number): string {
  if (Math.abs(value) < step / 2) return '0';
  const digits = Math.floor(Math.log10(Math.abs(value) * (1 + 1e-9))) - Math.floor(Math.log10(step * (1 + 1e-9)));
  return value.toExponential(Math.min(9, Math.max(0, digits)));
}
