import { stripVTControlCharacters } from 'node:util';
import { largest } from '../util/any-length.ts';
import { characterWidth, textWidth as plainWidth } from '../util/text-width.ts';
import { type Terminal, wordsOf } from './terminal.ts';

const ESCAPE = String.fromCharCode(27);
/** One colour code, or one visible character. */
const PIECES = new RegExp(`${ESCAPE}\\[[0-9;]*m|[^]`, 'gu');

/** Columns that a line takes in the terminal: two for a syllable of Hangul, none for colour codes. */
export function textWidth(text: string): number {
  return plainWidth(stripVTControlCharacters(text));
}

/** Width of the longest line. */
export function blockWidth(text: string): number {
  return largest(text.split('\n').map(textWidth), 0);
}

/** `text` with spaces after it up to `width`. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** `text` with spaces before it up to `width`. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

/** `text` in the middle of `width`. */
export function centre(text: string, width: number): string {
  return ' '.repeat(Math.max(0, (width - textWidth(text)) >> 1)) + text;
}

/** One line cut to `width`, with `ellipsis` for what is missing; colours are closed again. */
export function clip(line: string, width: number, ellipsis = ''): string {
  if (textWidth(line) <= width) return line;
  const room = Math.max(0, width - textWidth(ellipsis));
  let shown = 0;
  let cut = '';
  let coloured = false;
  for (const [piece] of line.matchAll(PIECES)) {
    if (piece.startsWith(ESCAPE)) coloured = true;
    else {
      shown += characterWidth(piece);
      if (shown > room) break;
    }
    cut += piece;
  }
  return cut + ellipsis.slice(0, width) + (coloured ? `${ESCAPE}[0m` : '');
}

/** What stands for a cut end. One character in either case, so that widths agree. */
export function ellipsis(terminal: Terminal): string {
  return terminal.unicode ? '…' : '~';
}

/** `text` broken between words into lines of at most `width`; a longer word is cut into pieces. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => pieces(word, width))) {
    if (line && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line += line ? ` ${word}` : word;
  }
  return line ? [...lines, line] : lines;
}

/** A word in pieces of at most `width` columns; a letter that is wider stands alone. */
function pieces(word: string, width: number): string[] {
  const parts: string[] = [];
  let room = 0;
  for (const character of word) {
    const wide = characterWidth(character);
    if (parts.length === 0 || wide > room) {
      parts.push(character);
      room = width - wide;
    } else {
      parts[parts.length - 1] += character;
      room -= wide;
    }
  }
  return parts;
}

const ASCII_TWINS: Readonly<Record<string, string>> = {
  '…': '~',
  '·': '.',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '→': '>',
  '←': '<',
  '’': "'",
  '∞': 'i',
};

/** Syllables and letters of Hangul. */
const HANGUL = /\p{Script=Hangul}/u;

/**
 * Names and titles as this terminal can show them: where it is ASCII only, accents are dropped and other characters
 * become a likeness or `?`; Hangul stays for who reads Korean. Tabs and control characters become spaces (line breaks and
 * colour codes stay).
 */
export function showable(text: string, terminal: Terminal): string {
  const tidy = text.replaceAll(/[\t\r\v\f]/g, ' ').normalize('NFC');
  if (terminal.unicode) return tidy;
  const korean = wordsOf(terminal).language === 'ko';
  return [...tidy].map((character) => (korean && HANGUL.test(character) ? character : likeness(character))).join('');
}

function likeness(character: string): string {
  const [letter] = character.normalize('NFD');
  return letter.charCodeAt(0) < 128 ? letter : (ASCII_TWINS[letter] ?? (/\p{Mn}/u.test(letter) ? '' : '?'));
}
