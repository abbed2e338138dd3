import { characterWidth } from '../../util/text-width.ts';

/** Letters by their width beside the size of the font, as sans-serif fonts have them, the broader ones of these. */
const WIDTHS: readonly (readonly [letters: RegExp, em: number])[] = [
  [/[ijlItf.,:;'|!()[\]/ -]/, 0.36],
  [/[mwMW%@]/, 0.95],
  [/[A-Z0-9]/, 0.66],
];
const USUAL = 0.6;

/** What Vega measures text with. */
interface TextItem {
  readonly text?: unknown;
  readonly fontSize?: number;
  readonly limit?: number;
}

/**
 * Width of a text in pixels where there is no canvas to measure it with. Vega's own estimate, 0.8 of the font's size for
 * every letter, makes titles longer than they are, and leaves room for them where none is needed.
 */
export function estimatedWidth({ text: own, fontSize = 11, limit = 0 }: TextItem, text: unknown): number {
  let em = 0;
  for (const letter of String(text ?? own ?? '')) {
    const [, width = USUAL] = WIDTHS.find(([letters]) => letters.test(letter)) ?? [];
    em += characterWidth(letter) === 2 ? 1 : width * characterWidth(letter);
  }
  const width = em * fontSize;
  return limit > 0 ? Math.min(limit, width) : width;
}
