import type { DecodedPng } from 'fast-png';
import { brokenPicture, luma, type Picture, reduced } from './picture.ts';
import type { PngHeader } from './png-parts.ts';

/** What the samples of the pixel at a place mean: brightness and opacity, both 0..1. */
interface Shades {
  grey(place: number): number;
  /** undefined where all is opaque. */
  readonly alpha: ((place: number) => number) | undefined;
}

/** Shades of grey, what is transparent laid on white, or on black where nothing would be seen on white. */
export function flatten(decoded: DecodedPng, header: PngHeader, file: string): Picture {
  const { width, height } = header;
  const { grey, alpha } = shadesOf(decoded, header, file);
  if (!alpha) return { ...reduced(width, height, (place) => 255 * grey(place)), notes: [] };
  const onBlack = reduced(width, height, (place) => 255 * grey(place) * alpha(place));
  const onWhite = reduced(width, height, (place) => 255 * (grey(place) * alpha(place) + 1 - alpha(place)));
  const hidden = spread(onWhite.grey) < 1 && spread(onBlack.grey) >= 1;
  return { ...(hidden ? onBlack : onWhite), notes: hidden ? [{ kind: 'on-black' }] : [] };
}

/** [height][width][channels] samples, one in each element: below 8 bits, the decoder leaves several in a byte. */
function unpacked({ data }: DecodedPng, { width, height, depth, channels }: PngHeader): ArrayLike<number> {
  if (depth >= 8) return data;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const samples = new Uint8Array(width * height);
  for (let k = 0; k < samples.length; k++) {
    const bit = (k % width) * depth;
    const byte = data[Math.floor(k / width) * rowBytes + (bit >> 3)];
    samples[k] = (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  }
  return samples;
}

function shadesOf(decoded: DecodedPng, header: PngHeader, file: string): Shades {
  const { depth, channels, indexed } = header;
  const samples = unpacked(decoded, header);
  const white = 2 ** depth - 1;
  if (indexed) return paletteShades(decoded.palette ?? [], samples, file);
  const grey: Shades['grey'] =
    channels < 3
      ? (place) => samples[place * channels] / white
      : (place) =>
          luma(samples[place * channels], samples[place * channels + 1], samples[place * channels + 2]) / white;
  if (channels % 2 === 0) return { grey, alpha: (place) => samples[place * channels + channels - 1] / white };
  // One colour may be declared transparent.
  const clear = decoded.transparency?.length === channels ? decoded.transparency : undefined;
  if (!clear) return { grey, alpha: undefined };
  const isClear = (place: number) => {
    for (let c = 0; c < channels; c++) if (samples[place * channels + c] !== clear[c]) return false;
    return true;
  };
  return { grey, alpha: (place) => (isClear(place) ? 0 : 1) };
}

function paletteShades(palette: readonly (readonly number[])[], samples: ArrayLike<number>, file: string): Shades {
  const greys = palette.map(([r, g, b]) => luma(r, g, b) / 255);
  const alphas = palette.map(([, , , a = 255]) => a / 255);
  const of = (table: readonly number[]) => (place: number) => {
    const colour = samples[place];
    if (colour < table.length) return table[colour];
    throw brokenPicture(file, 'PNG', `colour ${colour} of a palette of ${table.length}`);
  };
  return { grey: of(greys), alpha: alphas.every((alpha) => alpha === 1) ? undefined : of(alphas) };
}

/** The difference of the largest and the smallest. */
function spread(values: ArrayLike<number>): number {
  let [low, high] = [values[0], values[0]];
  for (let k = 1; k < values.length; k++) {
    if (values[k] < low) low = values[k];
    if (values[k] > high) high = values[k];
  }
  return high - low;
}
