import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import type { Picture } from '../../../src/dataset/drawings/picture.ts';
import { idxBytes } from '../idx-bytes.ts';

const SIDE = 28;

/** How a digit of MNIST is laid out on a larger sheet. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** Pixels of the sheet for one of the digit's. */
  readonly factor: number;
  /** Shades of the ground and of full ink. */
  readonly ground: number;
  readonly ink: number;
}

/** A digit [28][28] enlarged (bilinear, which is not how src makes it smaller again) and put on a sheet. */
export function drawnDigit(pixels: Uint8Array, sheet: Sheet): Picture & { grey: Uint8Array } {
  const { width, height, left, top, factor, ground, ink } = sheet;
  const grey = new Uint8Array(width * height);
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : pixels[y * SIDE + x] / 255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [(x - left + 0.5) / factor - 0.5, (y - top + 0.5) / factor - 0.5];
      const [i, j] = [Math.floor(u), Math.floor(v)];
      const [a, b] = [u - i, v - j];
      const share =
        (1 - b) * ((1 - a) * at(i, j) + a * at(i + 1, j)) + b * ((1 - a) * at(i, j + 1) + a * at(i + 1, j + 1));
      grey[y * width + x] = Math.round(ground + share * (ink - ground));
    }
  }
  return { width, height, grey, notes: [] };
}

type Grey = Picture & { grey: Uint8Array };

/** The picture in each format that is read. */
export const written: Readonly<Record<string, (picture: Grey) => Uint8Array>> = {
  PNG: ({ width, height, grey }) => encodePng({ width, height, data: grey, channels: 1 }),
  // Black ink whose opacity is the drawing: on white it looks as the picture does.
  'PNG with alpha': ({ width, height, grey }) => {
    const data = Uint8Array.from({ length: 2 * grey.length }, (_, k) => (k % 2 === 0 ? 0 : 255 - grey[k >> 1]));
    return encodePng({ width, height, data, channels: 2 });
  },
  JPEG: ({ width, height, grey }) => {
    const data = Uint8Array.from({ length: 4 * grey.length }, (_, k) => (k % 4 === 3 ? 255 : grey[k >> 2]));
    return Uint8Array.from(jpeg.encode({ width, height, data }, 75).data);
  },
  PGM: ({ width, height, grey }) => Buffer.concat([Buffer.from(`P5\n# drawn\n${width} ${height}\n255\n`), grey]),
  'PGM as text': ({ width, height, grey }) => Buffer.from(`P2 ${width} ${height} 255\n${grey.join(' ')}\n`),
  IDX: ({ width, height, grey }) => idxBytes([1, height, width], grey),
};
