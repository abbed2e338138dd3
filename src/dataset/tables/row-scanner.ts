import { toNumber } from './number-text.ts';

const [TAB, LF, CR, SPACE, QUOTE, MINUS, POINT, ZERO, NINE] = [...'\t\n\r "-.09'].map((sign) => sign.charCodeAt(0));
/** Up to so many digits are exact in float64, and so is their quotient by a power of ten up to 1e22 (Clinger, 1990). */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, k) => 10 ** k);

/**
 * Reads rows of cells out of bytes of UTF-8, numbers without making text of them: a table of MNIST's has 47 million.
 * Cells may stand in quotation marks, doubled ones inside them (RFC 4180); rows end in LF, CR LF or CR.
 */
export class RowScanner {
  /** Cells of the row that was read. */
  width = 0;
  /** [width] what the cells hold; NaN for text. */
  numbers = new Float64Array(1024);
  /** The text of those, by place. */
  readonly texts = new Map<number, string>();
  /** Lines that the row took: more than one where quotation marks hold line breaks. */
  lines = 1;
  readonly #separator: number;
  readonly #spaces: boolean;
  /** Whether every cell is to be kept as text, too. */
  #asText = false;
  #next = 0;

  /** @param separator one character; a space stands for any number of spaces and tabs */
  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0);
    this.#spaces = separator === ' ';
  }

  /**
   * Reads the row that begins at `at`, all of its cells as text.
   * @returns where the next row begins, or -1 where the bytes end before this row does
   */
  readTexts(bytes: Uint8Array, at: number, isLast: boolean): number {
    this.#asText = true;
    const next = this.read(bytes, at, isLast);
    this.#asText = false;
    return next;
  }

  /**
   * Reads the row that begins at `at`, numbers as numbers.
   * @param isLast whether nothing comes after these bytes
   * @returns where the next row begins, or -1 where the bytes end before this row does
   */
  read(bytes: Uint8Array, at: number, isLast: boolean): number {
    this.texts.clear();
    this.lines = 1;
    let k = 0;
    let place = this.#spaces ? blanksEnd(bytes, at) : at;
    for (;;) {
      if (k === this.numbers.length) this.#grow();
      let value = this.#asText ? Number.NaN : this.#plainNumber(bytes, place);
      if (Number.isNaN(value)) {
        const text = this.#cell(bytes, place, isLast);
        if (text === undefined) return -1;
        value = this.#take(k, text);
      }
      this.numbers[k++] = value;
      place = this.#spaces ? blanksEnd(bytes, this.#next) : this.#next;
      const end = bytes[place];
      if (end === LF || end === CR || end === undefined) break;
      if (!this.#spaces) place++;
    }
    this.width = k;
    return rowEnd(bytes, place, isLast);
  }

  /** The number in a text, which is kept where it is none. */
  #take(place: number, text: string): number {
    const value = toNumber(text);
    if (Number.isNaN(value) || this.#asText) this.texts.set(place, text);
    return value;
  }

  /**
   * The number of a cell of digits with at most a sign and a point, as nearly all are; NaN for all others, and where the
   * bytes end before the cell does.
   */
  #plainNumber(bytes: Uint8Array, start: number): number {
    let place = start;
    let code = bytes[place];
    const isNegative = code === MINUS;
    if (isNegative) code = bytes[++place];
    let whole = 0;
    const from = place;
    while (code >= ZERO && code <= NINE) {
      whole = whole * 10 + (code - ZERO);
      code = bytes[++place];
    }
    let digits = place - from;
    if (code === POINT) {
      const point = place;
      code = bytes[++place];
      while (code >= ZERO && code <= NINE) {
        whole = whole * 10 + (code - ZERO);
        code = bytes[++place];
      }
      const decimals = place - point - 1;
      digits += decimals;
      if (decimals > 0 && decimals <= EXACT_DIGITS) whole /= POWERS_OF_TEN[decimals];
    }
    const ends = code === this.#separator || code === LF || code === CR;
    if (!ends || digits === 0 || digits > EXACT_DIGITS) return Number.NaN;
    this.#next = place;
    return isNegative ? -whole : whole;
  }

  /** The cell that begins at `start`, without blanks around it; undefined where the bytes end before it does. */
  #cell(bytes: Uint8Array, start: number, isLast: boolean): string | undefined {
    let place = start;
    if (!this.#spaces) while (bytes[place] === SPACE) place++;
    let quoted = '';
    if (bytes[place] === QUOTE) {
      const text = this.#quoted(bytes, place, isLast);
      if (text === undefined) return isLast ? this.#bare(bytes, start, isLast) : undefined;
      quoted = text;
      place = this.#next;
    }
    const rest = this.#bare(bytes, place, isLast);
    return rest === undefined ? undefined : (quoted + rest).trim();
  }

  /** What stands up to the end of the cell. */
  #bare(bytes: Uint8Array, start: number, isLast: boolean): string | undefined {
    let place = start;
    while (place < bytes.length && !this.#isEnd(bytes[place])) place++;
    if (place >= bytes.length && !isLast) return undefined;
    this.#next = place;
    return textOf(bytes.subarray(start, place)).trim();
  }

  #isEnd(code: number): boolean {
    return code === LF || code === CR || code === this.#separator || (this.#spaces && code === TAB);
  }

  /** What stands between quotation marks; undefined where the closing one is not among the bytes. */
  #quoted(bytes: Uint8Array, start: number, isLast: boolean): string | undefined {
    let text = '';
    let breaks = 0;
    for (let from = start + 1; ; ) {
      const close = bytes.indexOf(QUOTE, from);
      // Whether a second one follows is not known yet.
      if (close < 0 || (close + 1 >= bytes.length && !isLast)) return undefined;
      for (let at = bytes.indexOf(LF, from); at >= 0 && at < close; at = bytes.indexOf(LF, at + 1)) breaks++;
      text += textOf(bytes.subarray(from, close));
      if (bytes[close + 1] !== QUOTE) {
        this.lines += breaks;
        this.#next = close + 1;
        return text;
      }
      text += '"';
      from = close + 2;
    }
  }

  #grow(): void {
    const numbers = new Float64Array(this.numbers.length * 2);
    numbers.set(this.numbers);
    this.numbers = numbers;
  }
}

/** Where the next row begins, after the end of this one at `place`; -1 where the bytes do not show it. */
function rowEnd(bytes: Uint8Array, place: number, isLast: boolean): number {
  const end = bytes.length;
  if (place >= end) return isLast ? end : -1;
  if (bytes[place] === LF) return place + 1;
  // Whether a line feed follows is not known yet.
  if (place + 1 >= end) return isLast ? end : -1;
  return bytes[place + 1] === LF ? place + 2 : place + 1;
}

function blanksEnd(bytes: Uint8Array, at: number): number {
  let place = at;
  while (bytes[place] === SPACE || bytes[place] === TAB) place++;
  return place;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin = new TextDecoder('windows-1252');

/** Text in UTF-8; else in Windows' western alphabet, in which every byte is a sign. */
function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin.decode(bytes);
  }
}
