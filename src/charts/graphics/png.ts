import type { ChartSpec } from './chart-spec.ts';
import { FONT_FAMILY, fontFiles } from './font.ts';
import { type RenderOptions, toSvg } from './render.ts';

/** How a chart is drawn in pixels. */
export interface PngOptions extends RenderOptions {
  /** Pixels of the picture for one of the chart. Default: 2. */
  readonly scale?: number;
}

/**
 * A chart as the bytes of a PNG file, its text in a font that comes along. Letters which that font lacks, such as Hangul,
 * are taken from the fonts of the system; where that has none either, empty boxes stand for them: {@link drawsHangul}.
 */
export async function toPng(spec: ChartSpec, { scale = 2, ...options }: PngOptions = {}): Promise<Uint8Array> {
  const [svg, { renderAsync }] = await Promise.all([toSvg(spec, options), import('@resvg/resvg-js')]);
  const font = { ...fontsFor(svg), defaultFontFamily: FONT_FAMILY, sansSerifFamily: FONT_FAMILY };
  return (await renderAsync(inKorean(svg), { fitTo: { mode: 'zoom', value: scale }, font })).asPng();
}

/** Letters of other scripts than the font's. */
const OTHER_LETTERS = /[^\P{L}\p{Script=Latin}\p{Script=Greek}]/u;

/** The fonts of the system take half a second to look through, and differ: only what cannot do without them loads them. */
const fontsFor = (svg: string) => ({ fontFiles: fontFiles(), loadSystemFonts: OTHER_LETTERS.test(svg) });

/** Sans-serif fonts with Hangul, as Linux, Windows and macOS have them. */
const KOREAN = 'Pretendard, Noto Sans CJK KR, Noto Sans KR, NanumGothic, Malgun Gothic, Apple SD Gothic Neo';

/** A picture with Hangul asks for these before its own font, in place of which any other may be taken, with serifs or not. */
const inKorean = (svg: string): string =>
  /\p{Script=Hangul}/u.test(svg) ? svg.replaceAll(`"${FONT_FAMILY}`, `"${KOREAN}, ${FONT_FAMILY}`) : svg;

/**
 * Whether a font of this machine has Hangul, so that PNG files can be in Korean. Tried by drawing two syllables: what no
 * font has becomes the same empty box.
 */
export async function drawsHangul(): Promise<boolean> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const drawn = async (syllable: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="4" y="30">${syllable}</text></svg>`;
    return (await renderAsync(svg, { font: fontsFor(svg) })).pixels;
  };
  const [one, other] = await Promise.all(['한', '글'].map(drawn));
  return !one.equals(other);
}
