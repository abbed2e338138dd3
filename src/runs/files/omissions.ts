import { counted } from '../../util/counted.ts';
import { plain } from '../../util/plain.ts';

/** How many line numbers are listed before the rest is only counted. */
const LISTED = 3;
/** How many sentences are made; a file of noise has as many kinds of faults as lines. */
const MOST = 50;
/** Characters of one: a name out of a file may be a whole book. */
const LONGEST = 200;

/** What of some files could not be read, gathered while reading goes on: one sentence per file and kind. */
export class Omissions {
  readonly #places = new Map<string, { first: number[]; more: number }>();
  #others = 0;

  /**
   * @param file short name, for the sentence
   * @param what `a line that is no JSON`
   * @param line counted from 1, where there is one
   */
  add(file: string, what: string, line?: number): void {
    const key = plain(`${file}: ${what}`, LONGEST);
    const places = this.#places.get(key) ?? { first: [], more: 0 };
    if (!this.#places.has(key)) {
      if (this.#places.size === MOST) {
        this.#others++;
        return;
      }
      this.#places.set(key, places);
    }
    if (line === undefined) return;
    if (places.first.length < LISTED) places.first.push(line);
    else places.more++;
  }

  /** One sentence each, in the order in which they first occurred. */
  sentences(): string[] {
    const told = [...this.#places].map(([text, places]) => `${text}${placesText(places)}`);
    return this.#others > 0 ? [...told, `and ${counted(this.#others, 'other fault')}`] : told;
  }
}

/** ` (line 7)`, ` (lines 7, 8, 9 and 40 more)` */
function placesText({ first, more }: { first: readonly number[]; more: number }): string {
  if (first.length === 0) return '';
  return ` (line${first.length > 1 ? 's' : ''} ${first.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}
