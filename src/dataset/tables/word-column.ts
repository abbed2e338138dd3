import { isBroken, isMissing, toNumber } from './number-text.ts';

/** More different words than this are no classes: they are counted no further. */
const MOST_WORDS = 1000;

/** A column that holds words: names of classes, or what a network has no use for. */
export class WordColumn {
  /** The words, in the order in which they came. */
  readonly words: string[] = [];
  /** How often each came. */
  readonly times: number[] = [];
  /** Where each came first: its row. */
  readonly firstRow: number[] = [];
  /** Whether there are more words than are kept. */
  overflown = false;
  /** Rows held. */
  count = 0;
  #codes = new Uint16Array(1024);
  readonly #places = new Map<string, number>();

  add(word: string): void {
    if (this.count === this.#codes.length) {
      const codes = new Uint16Array(this.count * 2);
      codes.set(this.#codes);
      this.#codes = codes;
    }
    let code = this.#places.get(word);
    if (code === undefined) {
      code = this.words.length;
      if (code > MOST_WORDS) this.overflown = true;
      else {
        this.words.push(word);
        this.times.push(0);
        this.firstRow.push(this.count);
        this.#places.set(word, code);
      }
    }
    if (code <= MOST_WORDS) this.times[code]++;
    this.#codes[this.count++] = Math.min(code, MOST_WORDS);
  }

  /** [count] places in `words`. */
  get codes(): Uint16Array {
    return this.#codes.subarray(0, this.count);
  }

  /** Whether no cell of the column holds anything. */
  get isEmpty(): boolean {
    return this.words.length === 1 && this.words[0] === '';
  }

  /** Whether all cells are true or false, as programs write them. */
  get isBoolean(): boolean {
    return this.words.every((word) => /^(true|false)$/i.test(word));
  }

  /**
   * The first row whose cell is a slip: a missing value, or a word where the others are numbers. One word among
   * numbers is a slip; two or more are names of classes beside those that are numerals.
   */
  get slip(): number | undefined {
    const numerals = this.words.filter((word) => !Number.isNaN(toNumber(word)));
    const words = this.words.filter((word) => Number.isNaN(toNumber(word)));
    const isSlip = (word: string) =>
      /^(\?|)$/.test(word) ||
      (numerals.length > 0 ? isBroken(word) || words.length === 1 : isMissing(word) && !/^(none|null)$/i.test(word));
    const slip = words.find(isSlip);
    return slip === undefined ? undefined : this.firstRow[this.words.indexOf(slip)];
  }
}
