import type { ChartSpec } from '../../charts/graphics/index.ts';
import type { Language } from '../../words/language.ts';
import { say } from './io.ts';
import { language } from './language.ts';
import { words } from './words.ts';

/** A kind of file that a chart can be drawn to. */
interface PictureFile {
  readonly help: string;
  /** @param draw makes the chart, in a language that this kind of file can hold here */
  make(draw: (language: Language) => ChartSpec): Promise<string | Uint8Array>;
}

/** Pictures by their flag. What draws them is heavy, and imported when one is asked for. */
export const pictureFiles: Readonly<Record<string, PictureFile>> = {
  svg: {
    help: 'draw it as SVG, too',
    make: async (draw) => (await import('../../charts/graphics/index.ts')).toSvg(draw(language())),
  },
  png: {
    help: 'draw it as PNG, too',
    make: async (draw) => (await import('../../charts/graphics/index.ts')).toPng(draw(await pixelLanguage())),
  },
  html: {
    help: 'draw it as a page to hover over and zoom, in one file, too',
    make: async (draw) => (await import('../../charts/report/index.ts')).chartPage(draw(language())),
  },
};

/** The language of PNG files: English where no font here has the letters of the one in force, and a line that says so. */
export async function pixelLanguage(): Promise<Language> {
  const wanted = language();
  if (wanted !== 'ko') return wanted;
  asked ??= (await import('../../charts/graphics/index.ts')).drawsHangul().then((can) => {
    if (!can) say(words().files.noFont);
    return can;
  });
  return (await asked) ? wanted : 'en';
}

/** Asked once: whether there is such a font. */
let asked: Promise<boolean> | undefined;
