import type { Picture } from './picture.ts';

/** TIFF tag of the orientation, and the type of its value: one 16-bit number. */
const [ORIENTATION, SHORT] = [0x0112, 3];

/**
 * How a camera was held, 1..8, from a TIFF block as JPEG (APP1, after `Exif\0\0`) and PNG (eXIf) carry it; 1, upright,
 * where it does not say. Source: Exif 2.32, 4.6.4; TIFF 6.0, section 2.
 */
export function orientationOf(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const little = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, little);
    const entries = view.getUint16(directory, little);
    for (let k = 0; k < entries; k++) {
      const entry = directory + 2 + 12 * k;
      if (view.getUint16(entry, little) !== ORIENTATION || view.getUint16(entry + 2, little) !== SHORT) continue;
      const value = view.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch (error) {
    // A damaged block says nothing; the picture itself may be whole.
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

/** The picture upright, as viewers show it. */
export function upright(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { width, height, grey, notes } = picture;
  const swaps = orientation >= 5;
  const [columns, rows] = swaps ? [height, width] : [width, height];
  const turned = new Float32Array(grey.length);
  // From which end of the stored picture its upright rows and columns are read.
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = swaps ? [row, column] : [column, row];
      turned[row * columns + column] =
        grey[(fromBottom ? height - 1 - y : y) * width + (fromRight ? width - 1 - x : x)];
    }
  }
  return { width: columns, height: rows, grey: turned, notes: [...notes, { kind: 'turned', orientation }] };
}
