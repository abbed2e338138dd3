import { formulaMistake } from './mistake.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Brackets inside brackets, and the like, are taken this deep. */
export const DEEPEST = 50;
/** The words of a formula, read one after the other, and what is said of those that stand where they should not. */
export class FormulaReader {
  protected readonly tokens: readonly Token[];
  protected place = 0;
  private depth = 0;
  protected openBars = 0;

  constructor(protected readonly text: string) {
    this.tokens = tokensOf(text);
  }

  protected get next(): Token {
    return this.tokens[this.place];
  }

  /** Passes the next token if it is one of these signs or words. */
  protected take(...texts: readonly string[]): Token | undefined {
    const { next } = this;
    if (next.kind === 'number' || next.kind === 'end' || !texts.includes(next.text)) return undefined;
    this.place++;
    return next;
  }

  protected mistake(rule: string, fix?: string, at = this.next.at) {
    return formulaMistake(this.text, at, rule, fix);
  }

  protected nested<T>(inside: () => T): T {
    if (++this.depth > DEEPEST) throw this.mistake(`a formula may be nested at most ${DEEPEST} levels deep`);
    const result = inside();
    this.depth--;
    return result;
  }

  /** What stands between brackets; bars that were opened outside do not reach into them. */
  protected bracketed<T>(opening: Token, inside: () => T): T {
    const bars = this.openBars;
    this.openBars = 0;
    const result = inside();
    if (!this.take(')')) throw this.unclosed(opening, ')');
    this.openBars = bars;
    return result;
  }

  protected isDoubleBar(): boolean {
    const [one, other] = this.tokens.slice(this.place, this.place + 2);
    return this.openBars === 0 && one.text === '|' && other?.text === '|' && other.at === one.end;
  }

  /** 2z and z(1 + z) could be meant in more than one way, next to / for example: the sign must be written. */
  protected refuseNeighbour(before: Token): void {
    const { next } = this;
    const opensBar = next.text === '|' && this.openBars === 0 && !this.isDoubleBar();
    const opens = next.kind === 'number' || next.text === '(' || next.text === '√' || opensBar;
    if (!opens && (next.kind !== 'name' || ['if', 'else', 'where', 'with'].includes(next.text))) return;
    const written = this.text.slice(before.at, next.at).trim();
    const product = `${written.length > 20 ? '...' : written} * ${'(|√'.includes(next.text) ? '...' : next.text}`;
    throw this.mistake('between two values there must be a sign', `write ${product} if you mean their product`);
  }

  protected unclosed(opening: Token, closing: string) {
    if (this.next.kind !== 'end' && this.next.text !== ')' && this.next.text !== ',') return this.leftOver();
    return this.mistake(`what is opened by ${opening.text} must be closed by ${closing}`, undefined, opening.at);
  }

  protected missing() {
    const { next } = this;
    const before = this.tokens[this.place - 1];
    const what = next.kind === 'end' ? 'the formula ends' : `there is ${next.text}`;
    const where = before ? `after ${before.text} there must be a value` : 'a formula must begin with a value';
    return this.mistake(`${where}, such as z, 0.5 or (..), and ${what}`);
  }

  protected leftOver() {
    const { next } = this;
    if (next.text === ')') return this.mistake('a closing bracket has none that it closes');
    if (next.text === ',')
      return this.mistake('a comma stands only between the arguments of a function, as in max(0, z)');
    return this.mistake(`the formula should end before ${next.text}`);
  }
}
