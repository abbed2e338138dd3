import { distance } from 'fastest-levenshtein';
import { withoutControls } from './control-characters.ts';
import { markedExcerpt } from './excerpt.ts';
import { type Message, message, messageText, ownName, type Spell } from './message.ts';
import { shown } from './shown.ts';

/**
 * What a mistake consists of, told so that the reader can mend it without opening the manual. Plain data: it goes from
 * thread to thread, and is spelt by whoever shows it.
 */
export interface Mistake {
  /** What must hold: the learning rate must be a positive number. */
  readonly rule: Message;
  /** What came instead, as received. */
  readonly received?: unknown;
  /** How to mend it: try a learning rate of 0.1. */
  readonly fix?: Message;
  /** Where in a received text the mistake is: the place of the character, from 0. */
  readonly place?: number;
}

/**
 * A mistake of the user's, not of the program's: the command line prints its message without a stack and exits 2.
 * The message states the rule, what was received and how to fix it.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(readonly mistake: Mistake) {
    super(describe(mistake, ownName));
  }

  /** The message with settings as a surface spells them. */
  told(spell: Spell): string {
    return describe(this.mistake, spell);
  }

  /** The received text and a mark under the character that is wrong, where the mistake has a place. */
  get excerpt(): string | undefined {
    const { received, place } = this.mistake;
    return typeof received === 'string' && place !== undefined ? markedExcerpt(received, place) : undefined;
  }
}

/** Rules and fixes longer than this hold a name out of a file that nobody wants to read whole. */
const LONGEST = 4000;
const LONGEST_RECEIVED = 120;

/** One line, whatever a file may have put into it. */
function describe({ rule, received, fix, place }: Mistake, spell: Spell): string {
  const told = shortened(messageText(rule, spell), LONGEST);
  const where = place === undefined ? '' : ` (character ${place + 1})`;
  const problem = received === undefined ? `${told}.` : `${told}; received ${show(received)}${where}.`;
  return withoutControls(
    fix === undefined ? problem : `${problem} ${sentence(shortened(messageText(fix, spell), LONGEST))}`,
  );
}

/** Upper case at the beginning, a full stop at the end unless there is a mark. */
function sentence(text: string): string {
  // An option or a file name keeps its own case.
  const start = /^[a-z]+[ ,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.?!]$/.test(start) ? start : `${start}.`;
}

function show(value: unknown): string {
  return shortened(typeof value === 'string' ? `'${value}'` : shown(value), LONGEST_RECEIVED);
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}

/** The name in `names` nearest to `wanted` by edit distance, or undefined where none is near enough to be a slip. */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
  const key = wanted.toLowerCase();
  let best: string | undefined;
  let least = Math.max(2, Math.ceil(key.length / 2)) + 1;
  for (const name of names) {
    // Lengths that differ by more are further apart, and a name out of a file may be a whole book.
    if (key.length - name.length >= least) continue;
    const d = name.toLowerCase().startsWith(key) && key.length > 1 ? 1 : distance(key, name.toLowerCase());
    if (d < least) [best, least] = [name, d];
  }
  return best;
}

/** The error for a misspelt name: offers the nearest, then lists all. */
export function unknownName(what: Message, received: string, names: readonly string[]): UserError {
  const near = nearest(received, names);
  return new UserError({
    rule: message`${what} must be one of ${names.join(', ')}`,
    received,
    ...(near && { fix: `did you mean ${near}?` }),
  });
}
