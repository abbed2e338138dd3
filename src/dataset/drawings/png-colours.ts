import type { DecodedPng } from 'fast-png';
import { brokenPicture, luma, type Picture } from './picture.ts';
import type { PngHeader } from './png-parts.ts';

/** One pixel: brightness and opacity, both 0..1. */
type Shade = (samples: ArrayLike<number>, at: number) => readonly [grey: number, alpha: number];

/** Shades of grey, what is transparent laid on white, or on black where nothing would be seen on white. */
export function flatten(decoded: DecodedPng, header: PngHeader, file: string): Picture {
  const { width, height, channels } = header;
  const samples = unpacked(decoded, header);
  const shade = shadeOf(decoded, header, file);
  const count = width * height;
  const onWhite = new Float32Array(count);
  const onBlack = new Float32Array(count);
  for (let k = 0; k < count; k++) {
    const [grey, alpha] = shade(samples, k * channels);
    onBlack[k] = 255 * grey * alpha;
    onWhite[k] = onBlack[k] + 255 * (1 - alpha);
  }
  const hidden = spread(onWhite) < 1 && spread(onBlack) >= 1;
  return { width, height, grey: hidden ? onBlack : onWhite, notes: hidden ? [{ kind: 'on-black' }] : [] };
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

function shadeOf({ palette, transparency }: DecodedPng, header: PngHeader, file: string): Shade {
  const { depth, channels, indexed } = header;
  const white = 2 ** depth - 1;
  if (indexed) {
    const shades = (palette ?? []).map(([r, g, b, a = 255]) => [luma(r, g, b) / 255, a / 255] as const);
    return (samples, at) => {
      if (samples[at] < shades.length) return shades[samples[at]];
      throw brokenPicture(file, 'PNG', `colour ${samples[at]} of a palette of ${shades.length}`);
    };
  }
  // One colour may be declared transparent.
  const clear = transparency?.length === channels ? transparency : undefined;
  const isClear = (samples: ArrayLike<number>, at: number) => clear?.every((value, c) => value === samples[at + c]);
  const opacity: (samples: ArrayLike<number>, at: number) => number =
    channels % 2 === 0
      ? (samples, at) => samples[at + channels - 1] / white
      : (samples, at) => (isClear(samples, at) ? 0 : 1);
  return channels < 3
    ? (samples, at) => [samples[at] / white, opacity(samples, at)]
    : (samples, at) => [luma(samples[at], samples[at + 1], samples[at + 2]) / white, opacity(samples, at)];
}

/** The difference of the largest and the smallest. */
function spread(values: Float32Array): number {
  let [low, high] = [values[0], values[0]];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}
