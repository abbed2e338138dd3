/** Arithmetic mean; NaN of no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The value below which a share `p` (0..1) of the values lies, linear between neighbours: type 7 of Hyndman & Fan
 * (1996), the default of numpy and R. NaN of no values, or where one is NaN.
 */
export function quantile(values: readonly number[], p: number): number {
  if (values.length === 0 || values.some(Number.isNaN)) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  // Two equal infinities have no difference.
  return below === above ? below : below + (above - below) * (at - Math.floor(at));
}

/** The middle value, or the mean of the two in the middle; NaN of no values, or where one is NaN. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Median time to an event that some never see (null): these count as later than all others, however late that is.
 * With an even number it is the mean of the two in the middle, so it exists where fewer than half never get there, and
 * is null otherwise, as for no times at all.
 */
export function censoredMedian(times: readonly (number | null)[]): number | null {
  const middle = median(times.map((time) => time ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(middle) ? middle : null;
}
