/** How many line numbers are listed before the rest is only counted. */
const LISTED = 3;

/** What of some files could not be read, gathered while reading goes on: one sentence per file and kind. */
export class Omissions {
  readonly #lines = new Map<string, number[]>();

  /**
   * @param file short name, for the sentence
   * @param what `a line that is no JSON`
   * @param line counted from 1, where there is one
   */
  add(file: string, what: string, line?: number): void {
    const key = `${file}: ${what}`;
    const lines = this.#lines.get(key);
    if (!lines) this.#lines.set(key, line === undefined ? [] : [line]);
    else if (line !== undefined) lines.push(line);
  }

  /** One sentence each, in the order in which they first occurred. */
  sentences(): string[] {
    return [...this.#lines].map(([text, lines]) => `${text}${places(lines)}`);
  }
}

/** ` (line 7)`, ` (lines 7, 8, 9 and 40 more)` */
function places(lines: readonly number[]): string {
  if (lines.length === 0) return '';
  const more = lines.length > LISTED ? ` and ${lines.length - LISTED} more` : '';
  return ` (line${lines.length > 1 ? 's' : ''} ${lines.slice(0, LISTED).join(', ')}${more})`;
}
