import { shown } from '../util/shown.ts';
import { UserError, unknownName } from '../util/user-error.ts';

/** One knob of a training: how it is spelt, what it means, and what it accepts, from a flag or from a config file. */
export interface Setting<T> {
  /** As commander takes it: `--lr <rate>`. */
  readonly flag: string;
  readonly help: string;
  readonly default: T;
  /** An example that works, for messages. */
  readonly example?: string;
  /**
   * The value from what was received, text or JSON.
   * @param label what the user wrote: `--lr`, or `lr in my.json`
   * @throws UserError
   */
  parse(received: unknown, label: string): T;
}

type Facts<T> = Pick<Setting<T>, 'flag' | 'help' | 'default' | 'example'>;

/** A setting that accepts what `read` makes a value of; undefined from `read` means refused. */
export function setting<T>(facts: Facts<T>, rule: string, read: (received: unknown) => T | undefined): Setting<T> {
  return {
    ...facts,
    parse(received, label) {
      const value = read(received);
      if (value !== undefined) return value;
      const example = facts.example ?? (facts.default === null ? undefined : String(facts.default));
      throw new UserError({
        rule: `${label} must be ${rule}`,
        received,
        ...(example && { fix: `for example ${label.startsWith('--') ? `${label} ${example}` : example}` }),
      });
    },
  };
}

/** A finite number of which `holds` is true. */
export function number(facts: Facts<number>, rule: string, holds: (value: number) => boolean): Setting<number> {
  return setting(facts, rule, (received) => {
    const value = toNumber(received);
    return value !== undefined && holds(value) ? value : undefined;
  });
}

/** A whole number of at least `least`. */
export function whole(facts: Facts<number>, least: number): Setting<number> {
  return number(facts, `a whole number of at least ${least}`, (value) => Number.isSafeInteger(value) && value >= least);
}

/** The same setting, where null (or `none`) stands for "not given". */
export function optional<T>(given: Setting<T>): Setting<T | null> {
  return {
    ...given,
    default: null,
    example: given.example ?? String(given.default),
    parse: (received, label) => (received === null || received === 'none' ? null : given.parse(received, label)),
  };
}

/** true or false; on the command line its flag alone, or its `--no-` form. */
export function flag(facts: Facts<boolean>): Setting<boolean> {
  return setting(facts, 'true or false', (received) => (typeof received === 'boolean' ? received : undefined));
}

/** One of a list of names. */
export function oneOf<const T extends string>(facts: Facts<T>, names: readonly T[]): Setting<T> {
  return {
    ...facts,
    parse(received, label) {
      // As text, since a config file may hold the name 255 as a number.
      const text = typeof received === 'string' ? received : shown(received);
      const found = names.find((name) => name === text);
      if (found !== undefined) return found;
      throw unknownName(label, text, names);
    },
  };
}

/** Text that `check` lets pass; what it throws is the message. */
export function checked(facts: Facts<string>, check: (text: string) => unknown): Setting<string> {
  return {
    ...facts,
    parse(received, label) {
      // A config file may hold the name 255 as a number.
      const text = typeof received === 'number' ? String(received) : received;
      if (typeof text !== 'string' || text === '') throw new UserError({ rule: `${label} must be text`, received });
      check(text);
      return text;
    },
  };
}

/** The finite number in a JSON number or a text such as `0.1` or `1e-3`. */
export function toNumber(received: unknown): number | undefined {
  const value = typeof received === 'string' && received.trim() !== '' ? Number(received) : received;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
