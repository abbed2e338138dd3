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

/** More than cameras of phones give; a picture of this size takes a few hundred megabytes while it is decoded. */
const MOST_PIXELS = 2 ** 25;

/**
 * Refuses a size that a header claims, before memory is taken for it.
 * @throws UserError
 */
export function requireSize(file: string, width: number, height: number): void {
  if (width >= 1 && height >= 1 && width * height <= MOST_PIXELS) return;
  throw new UserError({
    rule: `${file} must have between 1 and ${MOST_PIXELS.toLocaleString('en-US')} pixels`,
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
