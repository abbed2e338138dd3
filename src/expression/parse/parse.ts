import { apply, type Expression, number, treeSize } from '../expression.ts';
import { asNumber, COMPARISONS, type Condition, compared, decide, isCondition } from './conditions.ts';
import { formulaMistake } from './mistake.ts';
import {
  asLookedUp,
  type FormulaFunction,
  ownFunctions,
  unknownInFormula,
  userSymbols,
  type Vocabulary,
} from './names.ts';
import { FormulaReader } from './reader.ts';
import { spelling } from './spelling.ts';
import type { Token } from './tokens.ts';

/** Numbers, names and operations that a formula may have, those of the functions that it calls by name included. */
export const MOST_NODES = 500;

/** A formula as it was read. */
export interface ParsedFormula {
  readonly tree: Expression;
  /** As it was typed, with the spaces and signs that all formulas are shown in. */
  readonly spelling: string;
  /** What stands after `; p =`: the learned number at the start. */
  readonly start?: number;
  /** The place of that `;`. */
  readonly startAt?: number;
}

/**
 * Reads a formula, such as `z * sigmoid(1.702 * z)` or `z > 0 ? z : p * z; p = 0.25`.
 *
 * `^` and `**` are powers, and bind more tightly than a minus before them: -z^2 is -(z^2). Conditions are comparisons, with
 * `&&`, `||`, `!` between them; `a if c else b` is `c ? a : b`. Signs of books are understood: − × · ÷ ≤ ≥ ² √ π |z|.
 * @throws UserError with the place of what is wrong, and how to mend it
 */
export function parseFormula(text: string, vocabulary: Vocabulary = {}): ParsedFormula {
  return new Parser(text, vocabulary).formula();
}

class Parser extends FormulaReader {
  /** How many tokens a name with hyphens has, by its first. */
  private readonly hyphens = new Map<number, number>();

  constructor(
    text: string,
    private readonly vocabulary: Vocabulary,
  ) {
    super(text);
  }

  formula(): ParsedFormula {
    const tree = this.value();
    const ends = this.take(';', 'where', 'with');
    const start = ends && { start: this.start(), startAt: ends.at };
    if (this.next.kind !== 'end') throw this.leftOver();
    if (treeSize(tree) > MOST_NODES) {
      const rule = `a formula may have at most ${MOST_NODES} numbers, names and operations`;
      throw formulaMistake(this.text, 0, `${rule}, and this one comes to ${treeSize(tree)}`);
    }
    return { tree, spelling: spelling(this.tokens, this.hyphens), ...start };
  }

  /** After `;` stands p = a number. */
  private start(): number {
    const { next } = this;
    const named = next.kind === 'name' && asLookedUp(next.text) === 'p';
    if (named) this.place++;
    if (!named || !this.take('=')) {
      throw this.mistake(
        'after ; there may be the start of the learned number',
        'write it as in z^2 + p * z; p = 0.25',
      );
    }
    const negative = Boolean(this.take('-'));
    const { text, kind } = this.next;
    if (kind !== 'number') throw this.mistake('the start of p must be a number');
    this.place++;
    return negative ? -Number(text) : Number(text);
  }

  /** A whole expression, which must be a number. */
  private value(): Expression {
    return asNumber(this.nested(() => this.conditional()));
  }

  private conditional(): Expression | Condition {
    const { at } = this.next;
    const before = this.either();
    if (this.take('?')) {
      const condition = this.asCondition(before, at);
      const yes = this.value();
      if (!this.take(':')) throw this.mistake('after ? there must be two values with : between them', CHOICE);
      return decide(condition, yes, this.value());
    }
    if (!this.take('if')) return before;
    const ofCondition = this.next.at;
    const condition = this.asCondition(this.either(), ofCondition);
    if (!this.take('else'))
      throw this.mistake('after if and its condition there must be else', 'as in z if z > 0 else 0');
    return decide(condition, asNumber(before), this.value());
  }

  private asCondition(read: Expression | Condition, at: number): Condition {
    if (isCondition(read)) return read;
    throw this.mistake('a condition must compare two numbers', CHOICE, at);
  }

  private either(): Expression | Condition {
    const both = () =>
      this.joined(
        'and',
        () => Boolean(this.take('&&')),
        () => this.comparison(),
      );
    return this.joined('or', () => this.takesOr(), both);
  }

  private joined(
    kind: 'and' | 'or',
    takesSign: () => boolean,
    part: () => Expression | Condition,
  ): Expression | Condition {
    let { at } = this.next;
    let before = part();
    while (takesSign()) {
      const one = this.asCondition(before, at);
      ({ at } = this.next);
      before = { kind, one, other: this.asCondition(part(), at) };
    }
    return before;
  }

  /** `or`, or two bars side by side where none is open that they could close. */
  private takesOr(): boolean {
    if (this.take('∨')) return true;
    const isOr = this.isDoubleBar();
    if (isOr) this.place += 2;
    return isOr;
  }

  private comparison(): Expression | Condition {
    const { at } = this.next;
    if (this.take('!'))
      return {
        kind: 'not',
        one: this.asCondition(
          this.nested(() => this.comparison()),
          at,
        ),
      };
    const left = this.sum();
    const sign = this.take(...COMPARISONS);
    if (!sign) {
      if (this.next.text === '=')
        throw this.mistake('two numbers are compared by ==, > or <', 'write == in the place of =');
      return left;
    }
    const condition = compared(sign.text, asNumber(left), asNumber(this.sum()));
    if (!COMPARISONS.includes(this.next.text)) return condition;
    throw this.mistake('comparisons cannot be chained', 'write z > 0 && z < 1 in the place of 0 < z < 1');
  }

  private sum(): Expression | Condition {
    let before = this.product();
    for (let sign = this.take('+', '-'); sign; sign = this.take('+', '-')) {
      const after = asNumber(this.product());
      before = apply(sign.text === '+' ? 'add' : 'subtract', asNumber(before), after);
    }
    return before;
  }

  private product(): Expression | Condition {
    let before = this.signed();
    for (let sign = this.take('*', '/'); sign; sign = this.take('*', '/')) {
      const after = asNumber(this.signed());
      before = apply(sign.text === '*' ? 'multiply' : 'divide', asNumber(before), after);
    }
    return before;
  }

  private signed(): Expression | Condition {
    const sign = this.take('-', '+');
    if (!sign) return this.power();
    const after = asNumber(this.nested(() => this.signed()));
    if (sign.text === '+') return after;
    return after.kind === 'number' ? number(-after.value) : apply('negate', after);
  }

  private power(): Expression | Condition {
    const base = this.primary();
    if (!this.take('^')) return base;
    return apply('power', asNumber(base), asNumber(this.nested(() => this.signed())));
  }

  private primary(): Expression | Condition {
    const { next } = this;
    if (next.kind === 'number') {
      this.place++;
      this.refuseNeighbour(next);
      return number(Number(next.text));
    }
    if (next.kind === 'name') return this.named();
    if (this.take('(')) {
      const inside = this.bracketed(next, () => this.nested(() => this.conditional()));
      this.refuseNeighbour(next);
      return inside;
    }
    if (this.take('√')) return apply('sqrt', asNumber(this.nested(() => this.primary())));
    if (this.take('|')) {
      this.openBars++;
      const inside = this.value();
      this.openBars--;
      if (!this.take('|')) throw this.unclosed(next, '|');
      this.refuseNeighbour(next);
      return apply('abs', inside);
    }
    throw this.missing();
  }

  private named(): Expression {
    const { next } = this;
    const hyphenated = this.hyphenated();
    const name = asLookedUp(hyphenated?.name ?? next.text);
    const called = this.vocabulary.functions?.get(name) ?? ownFunctions.get(name);
    if (hyphenated) {
      this.hyphens.set(this.place, hyphenated.tokens);
      this.place += hyphenated.tokens;
    } else this.place++;
    const known = (this.vocabulary.symbols ?? userSymbols).get(name);
    if (this.next.text === '(' && this.next.kind === 'sign' && !known) {
      if (!called) throw this.unknown(next, name, 'function');
      return this.call(next, called);
    }
    if (known) {
      this.refuseNeighbour(next);
      return known;
    }
    if (called) throw this.mistake(`${next.text} is a function`, `write ${next.text}(z)`, next.at);
    throw this.unknown(next, name, 'name');
  }

  /** `hard-tanh` before a bracket: words with hyphens between them, where they name a function. */
  private hyphenated(): { name: string; tokens: number } | undefined {
    const { tokens, place } = this;
    let end = place + 1;
    const touches = (k: number) => tokens[k].kind !== 'end' && tokens[k].at === tokens[k - 1].end;
    while (tokens[end].text === '-' && touches(end) && touches(end + 1)) end += 2;
    for (; end > place + 1; end -= 2) {
      if (tokens[end]?.text !== '(') continue;
      const name = tokens
        .slice(place, end)
        .map((token) => token.text)
        .join('');
      if (this.vocabulary.functions?.has(asLookedUp(name))) return { name, tokens: end - place };
    }
    return undefined;
  }

  private call(name: Token, { arity: [least, most], call }: FormulaFunction): Expression {
    const opening = this.next;
    this.place++;
    const args = this.bracketed(opening, () => {
      const listed: Expression[] = [];
      if (this.next.text === ')') return listed;
      do listed.push(this.value());
      while (this.take(','));
      return listed;
    });
    if (args.length < least || args.length > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`;
      const counted = `${wanted} argument${wanted === '1' ? '' : 's'}`;
      throw this.mistake(`${name.text} takes ${counted}, not ${args.length}`, undefined, name.at);
    }
    this.refuseNeighbour(name);
    return call(args);
  }

  private unknown({ text, at }: Token, name: string, what: 'function' | 'name') {
    const { rule, fix } = unknownInFormula(text, name, what, this.vocabulary);
    return this.mistake(rule, fix, at);
  }
}

const CHOICE = 'as in z > 0 ? z : 0.01 * z';
