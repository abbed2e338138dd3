import { withoutControls } from './control-characters.ts';

/** Characters shown on either side of the place. */
const AROUND = 34;

/** Characters that a terminal shows two columns wide: those of Chinese, Japanese and Korean, and their wide letters. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

/** Two lines: the text near the place, and a mark under the character there. */
export function markedExcerpt(text: string, place: number): string {
  const from = Math.max(0, place - AROUND);
  const to = Math.min(text.length, place + AROUND);
  const before = (from > 0 ? '...' : '') + withoutControls(text.slice(from, place));
  const after = withoutControls(text.slice(place, to)) + (to < text.length ? '...' : '');
  return `${before}${after}\n${' '.repeat(columns(before))}^`;
}

const columns = (text: string): number => [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
