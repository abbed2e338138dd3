/** The smallest normal number of float32, 2^-126: below it, digits are lost. */
const LEAST = 2 ** -126;

/** Whether float32, which the fast engine computes in, holds a number to its usual seven digits; 0 is held. */
export function fitsSingle(value: number): boolean {
  const held = Math.abs(Math.fround(value));
  return value === 0 || (held >= LEAST && held < Number.POSITIVE_INFINITY);
}
