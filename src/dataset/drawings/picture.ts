import { UserError } from '../../util/user-error.ts';
import type { PictureNote } from './note.ts';

/** A decoded picture in shades of grey. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** [height][width], row-major, 0 black .. 255 white */
  readonly grey: Uint8Array | Float32Array;
  /** What was done to it on the way that its owner might not expect. */
  readonly notes: readonly PictureNote[];
}

/** More than the 12 million of a phone; a picture of this size takes some 200 MB while it is decoded. */
const MOST_PIXELS = 2 ** 24;
/** Pixels a side: a longer one has nothing but an edge. */
const MOST_SIDE = 2 ** 14;

/**
 * Refuses a size that a header claims, before memory is taken for it.
 * @throws UserError
 */
export function requireSize(file: string, width: number, height: number): void {
  if (width >= 1 && height >= 1 && width * height <= MOST_PIXELS && Math.max(width, height) <= MOST_SIDE) return;
  throw new UserError({
    rule: `${file} must have between 1 and ${MOST_PIXELS.toLocaleString('en-US')} pixels, ${MOST_SIDE.toLocaleString('en-US')} a side`,
    received: `${width} x ${height}`,
    fix: width * height > 0 ? 'make it smaller: a digit needs only a few hundred pixels a side' : 'save it again',
  });
}

/** The mistake of a file that begins as one of its format and is broken further on. */
export function brokenPicture(file: string, format: string, reason: string): UserError {
  return new UserError({ rule: `${file} must be a whole ${format} file`, received: reason, fix: 'save it again' });
}

/** Brightness of a colour, on the scale of its parts. Source: ITU-R BT.601. */
export function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** Pixels that are kept of a large picture: a digit is shrunk to 20 x 20 of them anyway. */
const MOST_KEPT = 2 ** 21;

/**
 * The shades of a decoded picture, whose largest are made smaller at once: each pixel is then the mean of a square of them.
 * @param shade of the pixel at that place, row-major
 */
export function reduced(width: number, height: number, shade: (place: number) => number): Omit<Picture, 'notes'> {
  const side = Math.ceil(Math.sqrt((width * height) / MOST_KEPT));
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const grey = new Float32Array(columns * rows);
  for (let y = 0, place = 0; y < height; y++) {
    const row = Math.floor(y / side) * columns;
    for (let x = 0; x < width; x++, place++) grey[row + Math.floor(x / side)] += shade(place);
  }
  if (side > 1) {
    // Squares at the edges may be cut.
    for (let k = 0; k < grey.length; k++) {
      const [x, y] = [(k % columns) * side, Math.floor(k / columns) * side];
      grey[k] /= Math.min(side, width - x) * Math.min(side, height - y);
    }
  }
  return { width: columns, height: rows, grey };
}
