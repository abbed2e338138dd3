import type { Box } from './ink-box.ts';

/** An image of real values, row-major. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/** Rounding must not open a row of its own. */
const TINY = 1e-9;

/**
 * The part of an image inside of `box`, scaled by one factor in both directions: each new pixel is the mean over the
 * area that it covers, with the share of every old pixel in it, and 0 beyond the box.
 * @param values [..][width]
 */
export function areaAverage(values: ArrayLike<number>, width: number, box: Box, factor: number): Grid {
  const columns = coverage(box.left, box.right, factor);
  const rows = coverage(box.top, box.bottom, factor);
  const result = new Float64Array(rows.length * columns.length);
  rows.forEach((ofRow, y) => {
    columns.forEach((ofColumn, x) => {
      let sum = 0;
      for (const [row, height] of ofRow) {
        for (const [column, breadth] of ofColumn) sum += height * breadth * values[row * width + column];
      }
      result[y * columns.length + x] = sum;
    });
  });
  return { width: columns.length, height: rows.length, values: result };
}

/** For each new pixel along one direction, the old ones that it covers, each with its share of the new one. */
function coverage(from: number, to: number, factor: number): [old: number, share: number][][] {
  const count = Math.max(1, Math.ceil((to - from) * factor - TINY));
  return Array.from({ length: count }, (_, k) => {
    const [start, end] = [from + k / factor, Math.min(to, from + (k + 1) / factor)];
    const shares: [number, number][] = [];
    for (let old = Math.floor(start + TINY); old < end - TINY; old++) {
      shares.push([old, (Math.min(end, old + 1) - Math.max(start, old)) * factor]);
    }
    return shares;
  });
}
