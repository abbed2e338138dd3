import type { ChartSpec } from './chart-spec.ts';
import { FONT_FAMILY, fontFiles } from './font.ts';
import { type RenderOptions, toSvg } from './render.ts';

/** How a chart is drawn in pixels. */
export interface PngOptions extends RenderOptions {
  /** Pixels of the picture for one of the chart. Default: 2. */
  readonly scale?: number;
}

/** A chart as the bytes of a PNG file, its text in a font that comes along. */
export async function toPng(spec: ChartSpec, { scale = 2, ...options }: PngOptions = {}): Promise<Uint8Array> {
  const [svg, { renderAsync }] = await Promise.all([toSvg(spec, options), import('@resvg/resvg-js')]);
  const font = {
    loadSystemFonts: false,
    fontFiles: fontFiles(),
    defaultFontFamily: FONT_FAMILY,
    sansSerifFamily: FONT_FAMILY,
  };
  return (await renderAsync(svg, { fitTo: { mode: 'zoom', value: scale }, font })).asPng();
}
