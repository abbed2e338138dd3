import { UserError } from '../../util/user-error.ts';
import { areaAverage, type Grid } from './area-average.ts';
import { inkOf } from './ink.ts';
import { type Box, inkBox } from './ink-box.ts';
import type { PictureNote } from './note.ts';
import type { Picture } from './picture.ts';

/** A picture in MNIST's form. */
export interface MnistForm {
  /** [28][28] 0 ground .. 255 ink */
  readonly pixels: Uint8Array;
  /** Whether it was dark on light. */
  readonly inverted: boolean;
  readonly notes: readonly PictureNote[];
}

/** Side of the image, and of the box within it that the digit fills. */
export const SIDE = 28;
const BOX = 20;

/**
 * Brings a picture of a digit, of any size, dark on light or light on dark, to MNIST's form the way MNIST was made:
 * the box around its ink scaled to fit 20 x 20 pixels, keeping its aspect ratio, anti-aliased by area averaging, and
 * moved by whole pixels so that its centre of mass comes to the centre of 28 x 28. Not deskewed.
 * Source: LeCun, Cortes and Burges, The MNIST database of handwritten digits (1998).
 * @param file for messages
 * @throws UserError where no ink stands out from the ground
 */
export function mnistForm(picture: Picture, file: string): MnistForm {
  const found = inkOf(picture);
  if (!found) {
    throw new UserError({
      rule: `${file} must show a digit that stands out from an even ground`,
      received: `${picture.width} x ${picture.height} pixels without ink`,
    });
  }
  const { ink, dark } = found;
  const box = inkBox(ink, picture.width);
  const factor = BOX / Math.max(box.right - box.left, box.bottom - box.top);
  const digit = areaAverage(ink, picture.width, box, factor);
  const strengthened = strengthen(digit);
  const treated: PictureNote[] = strengthened ? [{ kind: 'strengthened' }] : [];
  return { pixels: centred(digit), inverted: dark, notes: [...picture.notes, ...treated, ...doubtsOf(digit, box)] };
}

/** Strokes thinner than a pixel of the result would come out as a shadow of what MNIST's pens left. */
const FULL_SHARE = 0.8;
const LEAST_FULL = 0.6;

/** Where a fifth of the inked pixels does not reach 60 % (in MNIST it is 72 % in the faintest of 10,000), makes it 100 %. */
function strengthen({ values }: Grid): boolean {
  const inked = values.filter((value) => value > 0.02).sort();
  const full = inked[Math.floor(FULL_SHARE * inked.length)];
  if (full === undefined || full >= LEAST_FULL) return false;
  for (let k = 0; k < values.length; k++) values[k] = Math.min(1, values[k] / full);
  return true;
}

/** Width over height, and mean ink within the box: of 10,000 digits of MNIST, 99.9 % are below. */
const [WIDEST, DENSEST] = [1.67, 0.73];

/** What makes it unlikely that this is one digit. The network would name one all the same. */
function doubtsOf({ values, width, height }: Grid, box: Box): PictureNote[] {
  const ratio = (box.right - box.left) / (box.bottom - box.top);
  const density = values.reduce((sum, value) => sum + value, 0) / (width * height);
  const doubts: PictureNote[] = [];
  if (ratio > WIDEST) doubts.push({ kind: 'wide' });
  if (density > DENSEST && ratio > 0.5) doubts.push({ kind: 'dense' });
  return doubts;
}

function centred({ values, width, height }: Grid): Uint8Array {
  const left = offset(values, width, (k) => k % width);
  const top = offset(values, height, (k) => Math.floor(k / width));
  const pixels = new Uint8Array(SIDE * SIDE);
  values.forEach((value, k) => {
    pixels[(top + Math.floor(k / width)) * SIDE + left + (k % width)] = Math.round(255 * value);
  });
  return pixels;
}

/** Sums of shades are not exact: what is half a pixel off but for rounding goes the same way, up and left. */
const TIE = 1e-6;

/**
 * Where a side of that length begins, so that its centre of mass comes nearest to pixel 14: in all of MNIST it lies
 * within half a pixel of it. Very uneven shapes stop at the edge.
 */
function offset(values: Float64Array, length: number, place: (k: number) => number): number {
  let [mass, moment] = [0, 0];
  values.forEach((value, k) => {
    mass += value;
    moment += value * place(k);
  });
  const begin = Math.ceil(SIDE / 2 - moment / mass - 0.5 - TIE);
  return Math.min(SIDE - length, Math.max(0, begin));
}
