import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaAverage } from '../../../src/dataset/drawings/area-average.ts';
import { mnistForm } from '../../../src/dataset/drawings/mnist-form.ts';
import type { Picture } from '../../../src/dataset/drawings/picture.ts';
import { randomSource } from '../../../src/util/random.ts';
import { firstThousand } from '../first-thousand.ts';
import { mistakeOf } from '../user-mistake.ts';

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A filled rectangle on a sheet. */
function filled(width: number, height: number, shape: Rectangle, ground = 255, ink = 0): Picture {
  const inside = (x: number, y: number) =>
    x >= shape.left && x < shape.left + shape.width && y >= shape.top && y < shape.top + shape.height;
  const grey = Uint8Array.from({ length: width * height }, (_, k) =>
    inside(k % width, Math.floor(k / width)) ? ink : ground,
  );
  return { width, height, grey, notes: [] };
}

const form = (picture: Picture) => mnistForm(picture, 'drawn.png');

/** Bounding box and centre of mass, in pixels. */
function measured(pixels: Uint8Array) {
  let [mass, x, y, left, top, right, bottom] = [0, 0, 0, 28, 28, 0, 0];
  pixels.forEach((value, k) => {
    if (value === 0) return;
    const [column, row] = [k % 28, Math.floor(k / 28)];
    mass += value;
    x += value * column;
    y += value * row;
    [left, top] = [Math.min(left, column), Math.min(top, row)];
    [right, bottom] = [Math.max(right, column + 1), Math.max(bottom, row + 1)];
  });
  return { mass, x: x / mass, y: y / mass, width: right - left, height: bottom - top };
}

describe('a filled rectangle', () => {
  it('becomes what can be said in closed form: 20 high, its width to scale, centred', () => {
    const { pixels, inverted } = form(filled(200, 300, { left: 30, top: 40, width: 60, height: 120 }));
    expect(inverted).toBe(true);
    // Its own centre is at 4.5 and 9.5, so that it begins at 9 and 4, half a pixel before pixel 14.
    expect(pixels).toEqual(filled(28, 28, { left: 9, top: 4, width: 10, height: 20 }, 0, 255).grey);
  });

  it('has an edge as light as the share of the pixel that it covers', () => {
    // 45 of 100 wide: 9 of 20 pixels. 47 wide: 9.4, so the tenth column has 0.4 of the ink.
    const { pixels } = form(filled(100, 120, { left: 20, top: 10, width: 47, height: 100 }));
    const row = [...pixels.subarray(14 * 28, 15 * 28)].filter((value) => value > 0);
    expect(row).toEqual([...new Array(9).fill(255), Math.round(255 * 0.4)]);
  });

  it('is the same in any size, place and shade, and the other way round', () => {
    const side = fc.integer({ min: 20, max: 60 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 4 }), fc.nat(30), fc.nat(30), (width, height, k, x, y) => {
        const [sheetWidth, sheetHeight] = [width * k + 40, height * k + 40];
        const shape = { left: 1 + x, top: 1 + y, width: width * k, height: height * k };
        const paper = form(filled(sheetWidth, sheetHeight, shape, 230, 40));
        const board = form(filled(width + 10, height + 10, { left: 5, top: 5, width, height }, 20, 90));
        expect([paper.inverted, board.inverted]).toEqual([true, false]);
        // One shade: shares of pixels are sums of floating-point numbers.
        for (let at = 0; at < 784; at++) expect(Math.abs(paper.pixels[at] - board.pixels[at])).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe('areaAverage', () => {
  it('keeps the mass, times the factor squared, and scales the centre of mass', () => {
    const size = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        fc.nat(),
        (width, height, factor, seed) => {
          const draws = randomSource(seed).stream('values');
          const values = Float64Array.from({ length: width * height }, () => draws.uniform());
          const scaled = areaAverage(values, width, { left: 0, top: 0, right: width, bottom: height }, factor);
          const sum = (numbers: Float64Array) => numbers.reduce((a, b) => a + b, 0);
          // Measured: relative 2e-15 and below.
          expect(sum(scaled.values) / (sum(values) * factor ** 2)).toBeCloseTo(1, 10);
          expect(scaled.width).toBeLessThan(width * factor + 1);
          // A mean cannot leave the range of what it is taken of.
          expect(Math.max(...scaled.values)).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        },
      ),
    );
  });

  it('takes means over whole blocks where they fit', () => {
    const values = [1, 3, 5, 7, 2, 4, 6, 8];
    const { values: means } = areaAverage(values, 4, { left: 0, top: 0, right: 4, bottom: 2 }, 0.5);
    expect([...means]).toEqual([2.5, 6.5]);
  });
});

describe('real digits', () => {
  const { values, count } = firstThousand();
  const digits = Array.from({ length: count }, (_, k) => values.subarray(784 * k, 784 * (k + 1)) as Uint8Array);

  it('come out as MNIST made them: 20 pixels at the longer side, centred within half a pixel, as they were', () => {
    let same = 0;
    for (const grey of digits) {
      const { pixels, inverted } = form({ width: 28, height: 28, grey, notes: [] });
      const { x, y, width, height } = measured(pixels);
      expect(inverted).toBe(false);
      expect(Math.max(width, height)).toBe(20);
      // Half a pixel, but for rounding of shades: measured at most 0.501.
      expect(Math.max(Math.abs(x - 14), Math.abs(y - 14))).toBeLessThan(0.51);
      if (pixels.every((value, k) => Math.abs(value - grey[k]) <= 1)) same++;
    }
    // Shade by shade, 79.9 %; in the others a faint edge row lies outside of the box, so that they are scaled a little.
    expect(same / count).toBeGreaterThan(0.75);
  });

  it('are told to be inverted where they are dark on light', () => {
    for (const grey of digits.slice(0, 50)) {
      const dark = form({ width: 28, height: 28, grey: grey.map((value) => 255 - value), notes: [] });
      const light = form({ width: 28, height: 28, grey, notes: [] });
      expect(dark.inverted).toBe(true);
      expect(dark.pixels).toEqual(light.pixels);
    }
  });
});

describe('what is not clean', () => {
  const stroke = { left: 40, top: 30, width: 12, height: 60 };

  it('is cleaned: noise of the paper, and a speck of dust', () => {
    const draws = randomSource(1).stream('noise');
    const clean = filled(120, 140, stroke);
    const grey = Float32Array.from(clean.grey, (value) =>
      Math.min(255, Math.max(0, 0.8 * value + 20 + 4 * draws.normal())),
    );
    grey[5 * 120 + 110] = 0;
    const { width, height } = measured(form({ ...clean, grey }).pixels);
    expect([width, height]).toEqual([4, 20]);
  });

  it('is refused where nothing stands out', () => {
    const draws = randomSource(2).stream('noise');
    const noise = Float32Array.from({ length: 120 * 140 }, () => 128 + 5 * draws.normal());
    const blank = { width: 120, height: 140, notes: [] };
    for (const grey of [new Uint8Array(120 * 140), new Uint8Array(120 * 140).fill(255), noise]) {
      expect(mistakeOf(() => form({ ...blank, grey })).message).toMatch(
        /drawn.png must show a digit that stands out .*received '120 x 140 pixels without ink'/,
      );
    }
    expect(() => form({ width: 1, height: 1, grey: Uint8Array.of(7), notes: [] })).toThrow(/without ink/);
  });

  it('is strengthened where strokes are thin, and doubted where it is no digit', () => {
    const frame = filled(400, 400, { left: 50, top: 50, width: 200, height: 300 });
    const hollow = filled(400, 400, { left: 52, top: 52, width: 196, height: 296 }, 0, 255);
    const thin = form({ ...frame, grey: frame.grey.map((value, k) => Math.max(value, hollow.grey[k])) });
    expect(thin.notes).toEqual([{ kind: 'strengthened' }]);
    expect(Math.max(...thin.pixels)).toBe(255);
    expect(form(filled(300, 100, { left: 20, top: 40, width: 200, height: 20 })).notes).toEqual([
      { kind: 'wide' },
      { kind: 'dense' },
    ]);
    expect(form(filled(120, 140, stroke)).notes).toEqual([]);
  });
});
