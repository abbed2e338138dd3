/** Points of a whole chart, and of one line: more than it has pixels for would only make it large and slow. */
const MOST_OF_ALL = 2000;
const MOST_OF_ONE = 300;

/** Points that each of so many lines is drawn with, at most. */
export function pointsOf(lines: number): number {
  return Math.max(60, Math.min(MOST_OF_ONE, Math.floor(MOST_OF_ALL / Math.max(1, lines))));
}

/**
 * At most about `most` of a line's points: of each stretch the lowest and the highest, so that spikes stay, and the first
 * and the last of all. A gap (null) in a stretch stays too.
 */
export function thin<T>(points: readonly T[], value: (point: T) => number | null, most: number): T[] {
  if (points.length <= most) return [...points];
  const stretch = (points.length - 2) / (most / 2 - 1);
  const kept = new Set([0, points.length - 1]);
  for (let from = 1; from < points.length - 1; from += stretch) {
    const places = Array.from(
      { length: Math.min(Math.floor(from + stretch), points.length - 1) - Math.floor(from) },
      (_, k) => Math.floor(from) + k,
    );
    for (const place of [lowest(places, points, value), highest(places, points, value)])
      if (place !== undefined) kept.add(place);
    const gap = places.find((place) => value(points[place]) === null);
    if (gap !== undefined) kept.add(gap);
  }
  return [...kept].sort((a, b) => a - b).map((place) => points[place]);
}

type Pick = <T>(
  places: readonly number[],
  points: readonly T[],
  value: (point: T) => number | null,
) => number | undefined;

const lowest: Pick = (places, points, value) => extreme(places, (place) => value(points[place]));
const highest: Pick = (places, points, value) =>
  extreme(places, (place) => {
    const y = value(points[place]);
    return y === null ? null : -y;
  });

function extreme(places: readonly number[], size: (place: number) => number | null): number | undefined {
  let [best, least]: [number | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const place of places) {
    const one = size(place);
    if (one !== null && one < least) [best, least] = [place, one];
  }
  return best;
}
