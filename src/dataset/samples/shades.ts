import type { Values } from '../values.ts';

/** What black and white are among the values of images: 0 and 255 where they are bytes. */
export type Shades = readonly [black: number, white: number];

/** Fewer columns than this are no image. */
const LEAST_PIXELS = 64;
/** Switches, which are all 0 or 1, are no image unless there are so many: 16 x 16. */
const LEAST_BLACK_AND_WHITE = 256;
/** Scans of so few shades, as in scikit-learn's digits, are not taken for very dark bytes. */
const FEW_SHADES = 16;

/** Rows and columns of a square image of so many pixels; undefined where there is none. */
export function squareOf(features: number): readonly [rows: number, columns: number] | undefined {
  const side = Math.sqrt(features);
  return Number.isInteger(side) && features >= LEAST_PIXELS ? [side, side] : undefined;
}

/** Smallest and largest of the values, and whether all are whole. */
export function rangeOf(values: Values): { least: number; most: number; whole: boolean } {
  let [least, most, whole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  if (values instanceof Uint8Array) {
    for (let k = 0; k < values.length; k++) {
      if (values[k] < least) least = values[k];
      if (values[k] > most) most = values[k];
    }
    return { least, most, whole };
  }
  for (let k = 0; k < values.length; k++) {
    const value = values[k];
    if (value < least) least = value;
    if (value > most) most = value;
    if (whole && value !== Math.floor(value)) whole = false;
  }
  return { least, most, whole };
}

/**
 * What black and white are among values that are known to be pixels: 0 and 255 of bytes, 0 and 1 of shares, -1 and 1,
 * 0 and 16; undefined for all others, such as pixels that were standardized.
 * @param areBytes whether the file's format has bytes, however dark its images
 */
export function shadesOf(values: Values, areBytes = false): Shades | undefined {
  const { least, most, whole } = rangeOf(values);
  if (least < 0) return least === -1 && most <= 1 ? [-1, 1] : undefined;
  if (most <= 1) return [0, 1];
  if (most > 255) return undefined;
  if (most > FEW_SHADES || areBytes) return [0, 255];
  return whole ? [0, FEW_SHADES] : undefined;
}

/**
 * The image that the rows of a table are, if they look like one: a square number of columns, all of them bytes, or
 * shares of 1 that are not mere switches.
 * @param named whether the columns have the names of pixels
 */
export function imageIn(
  values: Values,
  features: number,
  named: boolean,
): { shape: readonly [rows: number, columns: number]; shades?: Shades } | undefined {
  const shape = squareOf(features);
  const shades = shape && shadesOf(values);
  if (!shape || (!shades && !named)) return undefined;
  if (shades && !named) {
    const { most, whole } = rangeOf(values);
    if (most > 1 ? !whole : whole && features < LEAST_BLACK_AND_WHITE) return undefined;
  }
  return { shape, ...(shades && { shades }) };
}
