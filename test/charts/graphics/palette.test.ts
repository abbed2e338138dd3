import { describe, expect, it } from 'vitest';
import { channels, layerColours } from '../../../src/charts/graphics/palette.ts';
import { inks } from '../../../src/charts/graphics/theme.ts';

type Triple = readonly number[];

/** sRGB to linear light, 0..1. */
const linear = (colour: string): Triple =>
  channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));

const dot = (row: Triple, v: Triple) => row.reduce((sum, w, k) => sum + w * v[k], 0);

/** Contrast of two colours by WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [dark, bright] = [a, b].map((c) => dot([0.2126, 0.7152, 0.0722], linear(c))).sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

/** How colours are seen, as matrices on linear light: Machado, Oliveira & Fernandes (2009), severity 1. */
const visions: Record<string, readonly Triple[]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIELAB of linear light, white D65. */
function lab(rgb: Triple): number[] {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f(dot([0.4124, 0.3576, 0.1805], rgb) / 0.9505);
  const y = f(dot([0.2126, 0.7152, 0.0722], rgb));
  const z = f(dot([0.0193, 0.1192, 0.9505], rgb) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The smallest distance of two of the colours, as that vision sees them. */
function closest(colours: readonly string[], vision: readonly Triple[]): number {
  const seen = colours.map((c) => lab(vision.map((row) => Math.max(0, dot(row, linear(c))))));
  return Math.min(...seen.flatMap((a, k) => seen.slice(k + 1).map((b) => Math.hypot(...a.map((v, j) => v - b[j])))));
}

describe.each(Object.entries(inks))('the colours of the %s theme', (_, { series, background, ink, quiet }) => {
  it('stand out from the background: 3:1 for graphics, 4.5:1 for text', () => {
    for (const colour of series) expect(contrast(colour, background)).toBeGreaterThan(3);
    for (const colour of layerColours(20)) expect(contrast(colour, background)).toBeGreaterThan(3);
    for (const text of [ink, quiet]) expect(contrast(text, background)).toBeGreaterThan(4.5);
  });

  // Smallest distances: 24.7 in the light theme, 14.6 in the dark one; 2.3 is just noticeable.
  it.each(Object.entries(visions))('are told apart by %s', (_name, vision) => {
    expect(closest(series, vision)).toBeGreaterThan(14);
  });
});

it('contrast is that of WCAG: 21 of black on white, 4.54 of #767676', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
