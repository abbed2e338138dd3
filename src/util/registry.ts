import { type Message, message } from './message.ts';
import { UserError, unknownName } from './user-error.ts';

/** What a registry holds: objects with a name and, for some, other spellings of it. */
export interface Named {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/**
 * The entry of that name or alias. `leaky_relu`, `Leaky-ReLU` and `leaky-relu` are the same name.
 * @param what the kind of thing, for the message: `activation`
 * @throws UserError for an unknown name, offering the nearest
 */
export function byName<T extends Named>(what: Message, entries: readonly T[], name: string): T {
  const key = name.trim().toLowerCase().replaceAll('_', '-');
  const found = entries.find((entry) => entry.name === key || entry.aliases?.includes(key));
  if (found) return found;
  throw unknownName(
    what,
    name,
    entries.map((entry) => entry.name),
  );
}

/**
 * Splits `name:1,0.5` (or `name(1,0.5)`) into the name and its numbers.
 * @throws UserError where an argument is not a finite number
 */
export function parseCall(what: Message, text: string): { name: string; args: number[] } {
  const [, name = text, inBrackets, afterColon] = /^([^:(]*)(?:\(([^)]*)\)|:(.*))?$/.exec(text.trim()) ?? [];
  const written = inBrackets ?? afterColon;
  const args = written === undefined ? [] : written.split(',').map((part) => (part.trim() ? Number(part) : Number.NaN));
  if (args.some((arg) => !Number.isFinite(arg))) {
    throw new UserError({ rule: message`the numbers of ${what} must be finite, as in ${name}:0.5`, received: text });
  }
  return { name, args };
}
