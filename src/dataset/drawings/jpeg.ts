import { UserError } from '../../util/user-error.ts';
import { asciiOf } from './ascii.ts';
import { orientationOf, upright } from './exif.ts';
import { decoded } from './mozjpeg.ts';
import { brokenPicture, luma, type Picture, reduced, requireSize } from './picture.ts';

/**
 * The picture in a JPEG file, baseline or progressive, turned upright by its EXIF orientation.
 * @throws UserError for a file that is broken or cut off, too large, or of a rare kind
 */
export async function decodeJpeg(bytes: Uint8Array, file: string): Promise<Picture> {
  const { orientation } = readHeader(bytes, file);
  const { width, height, data } = await decoded(bytes, file);
  const shade = (k: number) => luma(data[4 * k], data[4 * k + 1], data[4 * k + 2]);
  return upright({ ...reduced(width, height, shade), notes: [] }, orientation);
}

/** Progressive files have about ten. */
const MOST_SCANS = 64;
/** A scan costs the decoder a pass over the whole picture, however short it is. */
const MOST_SCANNED = 12 * 2 ** 24;
const [SOI, EOI, SOS, APP1] = [0xd8, 0xd9, 0xda, 0xe1];
/** Start of frame: SOF0..SOF15, among which C4, C8 and CC mean other things. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Markers that stand alone, without a length. */
const isBare = (marker: number) => marker === SOI || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Baseline, extended and progressive, with Huffman's codes. */
const KNOWN_FRAMES = [0xc0, 0xc1, 0xc2];
const EXIF = 'Exif\0\0';

/** Looks at everything before the first scan, and at where the scans end. */
function readHeader(bytes: Uint8Array, file: string): { orientation: number } {
  let [orientation, frames, pixels] = [1, 0, 0];
  for (const { marker, content, end } of segments(bytes, file)) {
    if (isFrame(marker)) {
      frames++;
      pixels = requireFrame(marker, content, file);
    } else if (marker === APP1 && asciiOf(content.subarray(0, EXIF.length)) === EXIF) {
      orientation = orientationOf(content.subarray(EXIF.length));
    } else if (marker === SOS) requireScans(bytes.subarray(end), pixels, file);
  }
  if (frames !== 1) throw brokenPicture(file, 'JPEG', `${frames} frame headers`);
  return { orientation };
}

interface Segment {
  readonly marker: number;
  readonly content: Uint8Array;
  /** Where the next one begins, in bytes of the file. */
  readonly end: number;
}

/** The segments up to the header of the first scan. Source: ITU-T T.81, annex B. */
function* segments(bytes: Uint8Array, file: string): Generator<Segment> {
  const broken = (reason: string) => brokenPicture(file, 'JPEG', reason);
  let marker = 0;
  for (let at = 0; marker !== SOS; ) {
    if (at + 4 > bytes.length) throw broken(`an end at byte ${bytes.length}, before the picture`);
    if (bytes[at] !== 0xff) throw broken(`no marker at byte ${at}`);
    marker = bytes[at + 1];
    if (marker === EOI) throw broken('no picture');
    // A marker may be filled up with ff in front.
    if (marker === 0xff) at++;
    else if (isBare(marker)) at += 2;
    else {
      const end = at + 2 + bytes[at + 2] * 256 + bytes[at + 3];
      if (end > bytes.length || end < at + 4) throw broken(`a segment at byte ${at} that goes beyond the end`);
      yield { marker, content: bytes.subarray(at + 4, end), end };
      at = end;
    }
  }
}

/** @returns pixels of the picture */
function requireFrame(marker: number, content: Uint8Array, file: string): number {
  if (content.length < 6) throw brokenPicture(file, 'JPEG', 'a short frame header');
  const [precision, heightHigh, heightLow, widthHigh, widthLow] = content;
  if (!KNOWN_FRAMES.includes(marker) || precision !== 8) {
    throw new UserError({
      rule: `${file} must be a baseline or progressive JPEG of 8 bits`,
      received: `frame type SOF${marker - 0xc0}, ${precision} bits`,
      fix: 'save it again, as PNG for example',
    });
  }
  const [width, height] = [widthHigh * 256 + widthLow, heightHigh * 256 + heightLow];
  requireSize(file, width, height);
  return width * height;
}

/** The decoder would work through what is missing, and through any number of scans. Inside of scans, ff is followed by 00. */
function requireScans(scans: Uint8Array, pixels: number, file: string): void {
  let count = 1;
  for (let at = scans.indexOf(0xff); at >= 0; at = scans.indexOf(0xff, at + 1)) {
    if (scans[at + 1] === EOI) return;
    if (scans[at + 1] !== SOS) continue;
    count++;
    if (count > MOST_SCANS || count * pixels > MOST_SCANNED)
      throw brokenPicture(file, 'JPEG', `more than ${count - 1} scans of ${pixels.toLocaleString('en-US')} pixels`);
  }
  throw brokenPicture(file, 'JPEG', 'no end of image: it is cut off');
}
