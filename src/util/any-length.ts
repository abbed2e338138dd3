// Lists may be longer than the arguments of a call: f(...list) ends in a stack overflow from some 125,000 on.

/** Adds all of `more` at the end of a list. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one);
}

/** The largest of the numbers, `least` where none is larger; NaN where one of them is NaN. */
export function largest(values: Iterable<number>, least = Number.NEGATIVE_INFINITY): number {
  let found = least;
  for (const value of values) found = Math.max(found, value);
  return found;
}

/** The smallest of the numbers, `most` where none is smaller; NaN where one of them is NaN. */
export function smallest(values: Iterable<number>, most = Number.POSITIVE_INFINITY): number {
  let found = most;
  for (const value of values) found = Math.min(found, value);
  return found;
}
