import { inflateSync } from 'node:zlib';
import type { DecodedPng } from 'fast-png';
import { reasonOf } from '../file.ts';
import { orientationOf, upright } from './exif.ts';
import { brokenPicture, type Picture } from './picture.ts';
import { flatten } from './png-colours.ts';
import { type PngHeader, pngParts } from './png-parts.ts';

/**
 * The picture in a PNG file of any colour type and depth; what is transparent becomes white (or black, where only the
 * transparency tells the drawing from its ground).
 * @throws UserError for a file that is broken, too large, or inflates to more than its header promises
 */
export async function decodePng(bytes: Uint8Array, file: string): Promise<Picture> {
  const { header, essential, compressed, exif } = pngParts(bytes, file);
  requireHonest(compressed, header, file);
  const { decode } = await import('fast-png');
  let decoded: DecodedPng;
  try {
    decoded = decode(essential, { checkCrc: true });
  } catch (error) {
    throw brokenPicture(file, 'PNG', reasonOf(error));
  }
  return upright(flatten(decoded, header, file), exif ? orientationOf(exif) : 1);
}

/** The decoder itself inflates without bounds: a few bytes could fill the memory. */
function requireHonest(compressed: Uint8Array, { bytes: promised }: PngHeader, file: string): void {
  let held: number;
  try {
    held = inflateSync(compressed, { maxOutputLength: promised }).length;
  } catch (error) {
    const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw brokenPicture(file, 'PNG', tooMuch ? 'more data than its header promises' : reasonOf(error));
  }
  if (held < promised) throw brokenPicture(file, 'PNG', `${held} of ${promised} bytes of shades`);
}
