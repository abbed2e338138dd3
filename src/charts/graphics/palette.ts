/**
 * Colours of series, after Okabe and Ito's palette for all kinds of colour vision (2008), darkened or lightened until
 * each stands out from its background by 3:1, as WCAG asks of graphics. The k-th of each list is the same hue.
 */
export const seriesColours = {
  light: ['#3093ff', '#903d0b', '#127955', '#ea5ba6', '#b38b09', '#00386c', '#1a1a1a'],
  dark: ['#8fd3ff', '#f2762e', '#1fb287', '#e59ad0', '#f4dc55', '#3d8be8', '#f2f2f2'],
} as const;

/** Marks of series: paths in the square from -1 to 1. As many as have no common factor with the colours. */
export const shapes = [
  'M-1,0A1,1,0,1,0,1,0A1,1,0,1,0,-1,0Z',
  'M-0.9,-0.9H0.9V0.9H-0.9Z',
  'M0,-1.1L1.1,0.85H-1.1Z',
  'M0,-1.25L1.25,0L0,1.25L-1.25,0Z',
  'M0,1.1L1.1,-0.85H-1.1Z',
  'M-0.4,-1.1H0.4V-0.4H1.1V0.4H0.4V1.1H-0.4V0.4H-1.1V-0.4H-0.4Z',
  'M-1.2,0L-0.6,-1.04H0.6L1.2,0L0.6,1.04H-0.6Z',
  'M-1.1,-1L1.1,1V-1L-1.1,1Z',
] as const;

/** Dashes of lines, in pixels. */
export const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [7, 3],
  [2, 3],
  [9, 3, 2, 3],
  [5, 2, 2, 2, 2, 2],
];

/** A mark for what went wrong: a diagonal cross. */
export const CROSS = 'M-1,-0.7L-0.7,-1L0,-0.3L0.7,-1L1,-0.7L0.3,0L1,0.7L0.7,1L0,0.3L-0.7,1L-1,0.7L-0.3,0Z';

/** Anchors of the colours of layers, first to last: blue through violet to orange, readable on white and on black. */
const LAYER_ANCHORS = ['#2f74d0', '#9a62b4', '#cf6a1c'];

/** One colour for each of `count` layers, from the input side to the output; the same for all themes. */
export function layerColours(count: number): string[] {
  return Array.from({ length: count }, (_, k) => {
    const at = count === 1 ? 0 : (k / (count - 1)) * (LAYER_ANCHORS.length - 1);
    const from = Math.min(Math.floor(at), LAYER_ANCHORS.length - 2);
    return mix(LAYER_ANCHORS[from], LAYER_ANCHORS[from + 1], at - from);
  });
}

function mix(a: string, b: string, share: number): string {
  const [from, to] = [channels(a), channels(b)];
  const hex = from.map((value, k) =>
    Math.round(value + share * (to[k] - value))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${hex.join('')}`;
}

/** `#rrggbb` -> red, green and blue, 0..255. */
export function channels(colour: string): number[] {
  return [1, 3, 5].map((k) => Number.parseInt(colour.slice(k, k + 2), 16));
}
