import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** Name of the font that PNG files are drawn with: one made to be read easily, by the Braille Institute. */
export const FONT_FAMILY = 'Atkinson Hyperlegible';

const WEIGHTS = ['400Regular/AtkinsonHyperlegible_400Regular', '700Bold/AtkinsonHyperlegible_700Bold'];

/** Its files: a machine without fonts draws text as well as any other, and all draw the same. */
export function fontFiles(): string[] {
  return WEIGHTS.map((weight) => resolve(`@expo-google-fonts/atkinson-hyperlegible/${weight}.ttf`));
}
