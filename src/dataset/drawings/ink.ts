import type { Picture } from './picture.ts';

/** What was drawn, apart from what it was drawn on. */
export interface Ink {
  /** [height][width] 0, the ground, to 1, where the ink is strongest */
  readonly ink: Float32Array;
  /** Whether it is darker than its ground, so that it has to be inverted for MNIST, which is light on dark. */
  readonly dark: boolean;
}

/** Shades, of 255, by which ink must differ from its ground. */
const LEAST_CONTRAST = 25;
/** How often the deviation of the ground ink must exceed, and what is below which counts as ground. */
const [STANDS_OUT, GROUND] = [10, 8];
/** Share of the shorter side that is looked at as the border, on each side. */
const BORDER = 0.02;

/**
 * Tells ink from ground: the ground is the median of the border; ink lies on the side of it that reaches farther. What
 * the ground itself deviates (its median deviation on the border) is taken away. Undefined where nothing stands out.
 */
export function inkOf({ width, height, grey }: Picture): Ink | undefined {
  const border = borderOf(grey, width, height).sort();
  const ground = median(border);
  const deviation = median(border.map((shade) => Math.abs(shade - ground)).sort());
  let [low, high] = [ground, ground];
  for (const shade of grey) {
    if (shade < low) low = shade;
    if (shade > high) high = shade;
  }
  const dark = ground - low > high - ground;
  const contrast = dark ? ground - low : high - ground;
  if (contrast < LEAST_CONTRAST || contrast < STANDS_OUT * deviation) return undefined;
  const floor = Math.min(GROUND * deviation, contrast / 2);
  const ink = new Float32Array(grey.length);
  for (let k = 0; k < ink.length; k++) {
    const distance = dark ? ground - grey[k] : grey[k] - ground;
    ink[k] = Math.max(0, (distance - floor) / (contrast - floor));
  }
  return { ink, dark };
}

/** The shades along the edges, in no order. */
function borderOf(grey: Picture['grey'], width: number, height: number): Float32Array {
  const depth = Math.max(1, Math.round(BORDER * Math.min(width, height)));
  const shades: number[] = [];
  for (let y = 0; y < height; y++) {
    const whole = y < depth || y >= height - depth;
    for (let x = 0; x < width; x++) {
      if (!whole && x === depth && width > 2 * depth) x = width - depth;
      shades.push(grey[y * width + x]);
    }
  }
  return Float32Array.from(shades);
}

function median(sorted: Float32Array): number {
  return sorted[sorted.length >> 1];
}
