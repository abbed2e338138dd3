import { formulaMistake, LONGEST_FORMULA } from './mistake.ts';

/** A word of a formula, with the place of its first character in the text as typed. */
export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  /** As the parser knows it: `-` also where the typed sign was `−`. */
  readonly text: string;
  readonly at: number;
  /** The place after its last character. */
  readonly end: number;
}

/** Signs that people and other programs write, as the parser knows them. */
const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ '−': '-', '–': '-', '‐': '-', '‑': '-', '﹣': '-' },
    ...{ '×': '*', '·': '*', '⋅': '*', '∙': '*', '∗': '*', '✕': '*', '∘': '*' },
    ...{ '÷': '/', '∕': '/', '⁄': '/' },
    ...{ '≤': '<=', '⩽': '<=', '≥': '>=', '⩾': '>=', '≠': '!=', '∧': '&&', '¬': '!' },
    ...{ '∣': '|', '，': ',', '：': ':' },
  }),
);

/** Raised digits, `²` or `⁻¹`, in the order of the plain ones. */
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺';
const LOWERED = '0123456789-+';

/** Longest first. */
const SIGNS = ['===', '!==', '**', '<=', '>=', '==', '!=', '&&', ...'+-*/^()<>?:,;=!|√∨'];

/** Words that are signs. */
const words: ReadonlyMap<string, string> = new Map([
  ['and', '&&'],
  ['or', '∨'],
  ['not', '!'],
]);

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\d_]*(?:\.[\p{L}_][\p{L}\d_]*)*/uy;
const SPACE = /[\s\u200b\ufeff]+/y;

/**
 * The words of a formula; the last one is the end.
 * @throws UserError with the place of a character that no formula has, of a number out of bounds, or of the end of what
 * is too long
 */
export function tokensOf(text: string): Token[] {
  if (text.length > LONGEST_FORMULA) {
    const rule = `a formula may have at most ${LONGEST_FORMULA} characters, and this one has ${text.length}`;
    throw formulaMistake(text, LONGEST_FORMULA, rule);
  }
  const plain = usualSigns(text);
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(plain.text)?.[0];
  };
  const push = (kind: Token['kind'], written: string, length = written.length) => {
    tokens.push({ kind, text: written, at: plain.places[at], end: plain.places[at + length - 1] + 1 });
    at += length;
  };
  while (at < plain.text.length) {
    const space = match(SPACE);
    if (space) {
      at += space.length;
      continue;
    }
    const numeral = match(NUMBER);
    const name = match(NAME);
    if (numeral) push('number', checkedNumber(text, numeral, plain.places[at]));
    else if (name) push(words.has(name) ? 'sign' : 'name', words.get(name) ?? name, name.length);
    else {
      const sign = SIGNS.find((one) => plain.text.startsWith(one, at));
      if (sign === undefined) {
        const [character] = plain.text.slice(at);
        throw formulaMistake(text, plain.places[at], `a formula has no character ${JSON.stringify(character)}`, HAS);
      }
      push('sign', sign === '**' ? '^' : sign, sign.length);
    }
  }
  tokens.push({ kind: 'end', text: '', at: text.trimEnd().length, end: text.length });
  return tokens;
}

const HAS = 'it is made of numbers, z, + - * / ^, brackets ( ), comparisons with ? :, and functions such as exp(z)';

/** The text in the signs that are looked for, and from where in the original each character came. */
function usualSigns(text: string): { text: string; places: number[] } {
  let plain = '';
  let raised = false;
  const places: number[] = [];
  const put = (written: string, at: number) => {
    plain += written;
    for (let k = 0; k < written.length; k++) places.push(at);
  };
  let at = 0;
  for (const character of text) {
    const power = RAISED.indexOf(character);
    // z² is z^(2), and z⁻¹ is z^(-1).
    if (power >= 0 && !raised) put('^(', at);
    if (power < 0 && raised) put(')', at - 1);
    raised = power >= 0;
    put(raised ? LOWERED[power] : (spellings.get(character) ?? narrow(character)), at);
    at += character.length;
  }
  if (raised) put(')', at - 1);
  return { text: plain, places };
}

/** The wide letters and signs of East Asian keyboards, `ｚ` or `（`, as their narrow ones; others as they are. */
function narrow(character: string): string {
  const code = character.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
}

/** Float32's own bounds: what is beyond would be infinite, or 0, in the fast engine and in files. */
const LARGEST = 3.4028234663852886e38;
const SMALLEST = 1.1754943508222875e-38;

function checkedNumber(text: string, numeral: string, at: number): string {
  const value = Number(numeral);
  const isZero = /^[0.]+$/.test(numeral.replace(/[eE].*/, ''));
  if (isZero || (value <= LARGEST && value >= SMALLEST)) return numeral;
  const rule = 'a number in a formula must fit float32: 0, or between 1.2e-38 and 3.4e38';
  throw formulaMistake(text, at, rule);
}
