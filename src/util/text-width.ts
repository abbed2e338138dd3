import { eastAsianWidth } from 'get-east-asian-width';

/** Marks on the letter before, and characters that are not seen at all. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;

/** Columns that a character takes in a terminal: two for Hangul and other East Asian letters, none for marks. */
export const characterWidth = (character: string): number =>
  NO_WIDTH.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) ?? 0);

/** Columns that a text without control characters takes in a terminal; also how wide it is drawn, in Latin letters. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}
