import { type Axis, LARGEST_DRAWN, SMALLEST_DRAWN, share } from './ticks.ts';

export interface Series {
  readonly label: string;
  /** In the order in which they are joined. A y that cannot be drawn (NaN, infinite) leaves a gap. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A stretch of a series without gaps: a dot column and the mean y of the points that fall on it, in order. */
export type Stretch = { readonly x: number; readonly y: number }[];

/** Whether a point has a place on the axes. */
export function drawable([x, y]: readonly [x: number, y: number], log: boolean): boolean {
  return Math.abs(x) <= LARGEST_DRAWN && Math.abs(y) <= LARGEST_DRAWN && !(log && y < SMALLEST_DRAWN);
}

/** The smallest and the largest of many numbers; NaN where there is none. */
export function extent(values: Iterable<number>): [low: number, high: number] {
  let [low, high] = [Number.NaN, Number.NaN];
  for (const value of values) {
    if (!(value >= low)) low = value;
    if (!(value <= high)) high = value;
  }
  return [low, high];
}

/**
 * A series as it can be drawn on `dots` columns: neighbouring points of one column become their mean. A mean keeps a
 * noisy loss readable where a minimum and maximum would fill the plot.
 */
export function stretches(series: Series, xAxis: Axis, dots: number, log: boolean): Stretch[] {
  const all: Stretch[] = [];
  let current: { x: number; y: number }[] | undefined;
  let inColumn = 0;
  for (const point of series.points) {
    if (!drawable(point, log)) {
      current = undefined;
      continue;
    }
    const x = Math.round(share(xAxis, point[0]) * (dots - 1));
    const last = current?.at(-1);
    if (current && last?.x === x) last.y += (point[1] - last.y) / ++inColumn;
    else {
      inColumn = 1;
      if (current) current.push({ x, y: point[1] });
      else {
        current = [{ x, y: point[1] }];
        all.push(current);
      }
    }
  }
  return all;
}
