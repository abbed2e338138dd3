import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fontFiles } from '../../../src/charts/graphics/font.ts';
import { activationFunctions, classicPair, drawsHangul, toPng, toSvg } from '../../../src/charts/graphics/index.ts';
import { inks } from '../../../src/charts/graphics/theme.ts';
import { decodePng } from './png.ts';

const spec = activationFunctions(classicPair);
const titled = (text: string) => ({ ...spec, title: { text, subtitle: [] } });

/** Pixels that differ between two pictures of one size. */
function differing(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, k) => sum + Number(value !== b[k]), 0);
}

describe('a chart as SVG', () => {
  it('stands on the background of its theme, light by default', async () => {
    expect(await toSvg(spec)).toContain(`fill="${inks.light.background}"`);
    expect(await toSvg(spec, { theme: 'dark' })).toContain(`fill="${inks.dark.background}"`);
    expect(await toSvg(spec, { theme: 'page' })).toContain('var(--series-0)');
  });

  it('has a line for each function in each panel, and nothing that waits for a pointer', async () => {
    const svg = await toSvg(spec);
    for (const colour of inks.light.series.slice(0, 2))
      expect(svg.match(new RegExp(`<path [^>]*stroke="${colour}"`, 'g'))?.length).toBeGreaterThanOrEqual(2);
    expect(svg).not.toContain('nearest');
  });

  it('is the same twice: drawing leaves the chart as it was', async () => {
    const before = JSON.stringify(spec);
    expect(await toSvg(spec)).toBe(await toSvg(spec));
    expect(JSON.stringify(spec)).toBe(before);
  });
});

describe('a chart as PNG', () => {
  it('is as large as asked', async () => {
    const [once, twice] = [decodePng(await toPng(spec, { scale: 1 })), decodePng(await toPng(spec))];
    expect(Math.abs(twice.width - 2 * once.width)).toBeLessThanOrEqual(2);
    expect([...once.rgba.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  it('has text, drawn with the font that comes along: other words are other pixels', async () => {
    const [il, mw] = await Promise.all(['Illi illi', 'MWMW MWM'].map((text) => toPng(titled(text), { scale: 1 })));
    const [thin, wide] = [decodePng(il), decodePng(mw)];
    // Measured 1,900 with the font, 0 without.
    expect(differing(thin.rgba, wide.rgba)).toBeGreaterThan(500);
  });

  it('has Hangul where a font of the system has, which is told before', async () => {
    const [one, other] = await Promise.all(['활성화', '정확도'].map((text) => toPng(titled(text), { scale: 1 })));
    // Measured 300 with Noto Sans CJK; boxes do not differ.
    expect(differing(decodePng(one).rgba, decodePng(other).rgba) > 100).toBe(await drawsHangul());
  });

  it('needs no font of the system', () => {
    expect(fontFiles().map((file) => existsSync(file))).toEqual([true, true]);
  });
});

it('Vega and resvg, slow to load, are imported only by what draws', () => {
  const folder = fileURLToPath(new URL('../../../src/charts', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(30);
  const eager = files.filter((file) => {
    return /^import (?!type).*'(vega|@resvg)/m.test(readFileSync(join(folder, file), 'utf8'));
  });
  expect(eager).toEqual([]);
});
