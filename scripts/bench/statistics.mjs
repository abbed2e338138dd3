/**
 * A median with the range it comes from.
 * @typedef {{ median: number, min: number, max: number }} Spread
 */

/** The middle value; of an even count the mean of the two in the middle. */
export function median(/** @type {readonly number[]} */ values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @returns {Spread} */
export function spread(/** @type {readonly number[]} */ values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/**
 * How many times as long `a` took as `b`, round by round: what slows the whole machine for a while slows both.
 * @returns {Spread}
 */
export function pairedRatio(/** @type {readonly number[]} */ a, /** @type {readonly number[]} */ b) {
  const rounds = Math.min(a.length, b.length);
  return spread(Array.from({ length: rounds }, (_, round) => a[round] / b[round]));
}
