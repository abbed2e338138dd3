import { asLookedUp } from './names.ts';
import type { Token } from './tokens.ts';

/** Signs and words with a space on either side where they stand between two values. */
const BETWEEN = ['+', '-', '*', '/', '?', ':', '>', '>=', '<', '<=', '==', '===', '!=', '!==', '&&', '∨', '='];
const WORDS = ['if', 'else', 'where', 'with'];

/**
 * A formula as it was typed, with the spaces, signs and letters that all formulas are shown in: `Z**2−ReLU( z )` as
 * `z^2 - relu(z)`. It is read as what was typed is, and its own spelling is itself.
 * @param tokens of a formula that was read
 * @param hyphens how many tokens the name has that begins at a token, where there are hyphens in it
 */
export function spelling(tokens: readonly Token[], hyphens: ReadonlyMap<number, number>): string {
  const writer = new Writer(tokens, hyphens);
  for (let k = 0; tokens[k].kind !== 'end'; ) k += writer.write(k);
  return writer.text;
}

class Writer {
  text = '';
  /** Whether a value has ended here, so that a sign stands between it and the next. */
  private afterValue = false;
  /** Bars that are open, within each bracket that is, the innermost first. */
  private readonly bars = [0];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly hyphens: ReadonlyMap<number, number>,
  ) {}

  /** Writes what begins at the k-th token. @returns how many tokens that was */
  write(k: number): number {
    const { kind, text: word } = this.tokens[k];
    if (kind === 'number') return this.put(String(Number(word)), true);
    if (kind === 'name') return WORDS.includes(word) ? this.put(` ${word} `, false) : this.name(k);
    if (word === '(') return this.opening(k);
    if (word === ')') {
      this.bars.shift();
      return this.put(word, true);
    }
    if (word === '|' && (!this.afterValue || this.bars[0] > 0)) {
      this.bars[0] += this.afterValue ? -1 : 1;
      return this.put(word, this.afterValue);
    }
    if (word === '|') return this.put(' or ', false, 2);
    return this.put(this.sign(word), false);
  }

  private put(text: string, afterValue: boolean, tokens = 1): number {
    this.text += text;
    this.afterValue = afterValue;
    return tokens;
  }

  /** With _ in it, which cannot be taken for a difference. */
  private name(k: number): number {
    const length = this.hyphens.get(k) ?? 1;
    const parts = this.tokens.slice(k, k + length).map((token) => token.text);
    return this.put(asLookedUp(parts.join('')).replaceAll('-', '_'), true, length);
  }

  /** A bracket, but for those around the number of z², which is read as z^(2). */
  private opening(k: number): number {
    const [, next, other, last] = this.tokens.slice(k, k + 4);
    const negative = next.text === '-';
    const [number, closing] = negative ? [other, last] : [next, other];
    if (this.text.endsWith('^') && number?.kind === 'number' && closing?.text === ')') {
      return this.put(`${negative ? '-' : ''}${Number(number.text)}`, true, negative ? 4 : 3);
    }
    this.bars.unshift(0);
    return this.put('(', false);
  }

  private sign(word: string): string {
    if (word === ',' || word === ';') return `${word} `;
    const sign = word === '∨' ? 'or' : word;
    return this.afterValue && BETWEEN.includes(word) ? ` ${sign} ` : sign;
  }
}
