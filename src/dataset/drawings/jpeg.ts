import { UserError } from '../../util/user-error.ts';
import { reasonOf } from '../file.ts';
import { asciiOf } from './ascii.ts';
import { orientationOf, upright } from './exif.ts';
import { brokenPicture, luma, type Picture, requireSize } from './picture.ts';

/** Megabytes that the decoder may take: what a picture of the largest size needs. */
const MEMORY = 1024;

/**
 * The picture in a JPEG file, baseline or progressive, turned upright by its EXIF orientation.
 * @throws UserError for a file that is broken or cut off, too large, or of a rare kind
 */
export async function decodeJpeg(bytes: Uint8Array, file: string): Promise<Picture> {
  const { orientation } = readHeader(bytes, file);
  const { decode } = await import('jpeg-js');
  let rgb: { width: number; height: number; data: Uint8Array };
  try {
    rgb = decode(bytes, { useTArray: true, formatAsRGBA: false, maxMemoryUsageInMB: MEMORY });
  } catch (error) {
    throw brokenPicture(file, 'JPEG', reasonOf(error));
  }
  const { width, height, data } = rgb;
  const grey = new Float32Array(width * height);
  for (let k = 0; k < grey.length; k++) grey[k] = luma(data[3 * k], data[3 * k + 1], data[3 * k + 2]);
  return upright({ width, height, grey, notes: [] }, orientation);
}

/** Progressive files have about ten; a scan costs the decoder a pass over the whole picture, however short it is. */
const MOST_SCANS = 64;
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
  let [orientation, frames] = [1, 0];
  for (const { marker, content, end } of segments(bytes, file)) {
    if (isFrame(marker)) {
      frames++;
      requireFrame(marker, content, file);
    } else if (marker === APP1 && asciiOf(content.subarray(0, EXIF.length)) === EXIF) {
      orientation = orientationOf(content.subarray(EXIF.length));
    } else if (marker === SOS) requireScans(bytes.subarray(end), file);
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

function requireFrame(marker: number, content: Uint8Array, file: string): void {
  if (content.length < 6) throw brokenPicture(file, 'JPEG', 'a short frame header');
  const [precision, heightHigh, heightLow, widthHigh, widthLow] = content;
  if (!KNOWN_FRAMES.includes(marker) || precision !== 8) {
    throw new UserError({
      rule: `${file} must be a baseline or progressive JPEG of 8 bits`,
      received: `frame type SOF${marker - 0xc0}, ${precision} bits`,
      fix: 'save it again, as PNG for example',
    });
  }
  requireSize(file, widthHigh * 256 + widthLow, heightHigh * 256 + heightLow);
}

/** The decoder would work through what is missing, and through any number of scans. Inside of scans, ff is followed by 00. */
function requireScans(scans: Uint8Array, file: string): void {
  let count = 1;
  for (let at = scans.indexOf(0xff); at >= 0; at = scans.indexOf(0xff, at + 1)) {
    if (scans[at + 1] === EOI) return;
    if (scans[at + 1] === SOS && ++count > MOST_SCANS)
      throw brokenPicture(file, 'JPEG', `more than ${MOST_SCANS} scans`);
  }
  throw brokenPicture(file, 'JPEG', 'no end of image: it is cut off');
}
