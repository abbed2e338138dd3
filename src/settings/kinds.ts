import { message } from '../util/message.ts';
import { shown } from '../util/shown.ts';
import { fitsSingle } from '../util/single.ts';
import { UserError, unknownName } from '../util/user-error.ts';
import { boundsRule, toNumber, within } from './bounds.ts';
import type { Bounds, Draft, SettingControl, SettingFacts } from './setting.ts';

/** A setting that accepts what `read` makes a value of; undefined from `read` means refused. */
export function custom<T>(
  facts: SettingFacts<T> & { readonly control: SettingControl; readonly write?: (value: T) => string },
  rule: string | ((received: unknown) => string),
  read: (received: unknown) => T | undefined,
): Draft<T> {
  const write = facts.write ?? String;
  return {
    nullable: false,
    ...facts,
    write,
    parse(received, mention) {
      const value = read(received);
      if (value !== undefined) return value;
      const example = { ...mention, value: facts.example ?? write(facts.default) };
      throw new UserError({
        rule: message`${mention} must be ${typeof rule === 'string' ? rule : rule(received)}`,
        received,
        fix: message`for example ${example}`,
      });
    },
  };
}

/** How a slider runs over numbers. */
type Slider = Partial<Pick<Extract<SettingControl, { kind: 'number' }>, 'steps' | 'usual'>>;

/**
 * A number within bounds.
 * @param rule where there is more to say than the bounds, with what must hold beside them
 */
export function number(
  { steps = 'equal', usual, ...facts }: SettingFacts<number> & Slider,
  bounds: Bounds,
  rule = boundsRule(bounds),
  holds: (value: number) => boolean = () => true,
): Draft<number> {
  const control = { kind: 'number', bounds, steps, words: [], ...(usual && { usual }) } as const;
  const told = bounds.whole ? rule : `${rule}; other than 0, of a size from 1.2e-38 to 3.4e38, as float32 holds`;
  const ruleFor = (received: unknown) => (fitsSingle(toNumber(received) ?? 0) ? rule : told);
  return custom({ ...facts, control }, ruleFor, (received) => {
    const value = toNumber(received);
    return value !== undefined && within(bounds, value) && fitsSingle(value) && holds(value) ? value : undefined;
  });
}

/** A whole number of at least `least`. */
export function whole(facts: SettingFacts<number> & Slider, least: number): Draft<number> {
  return number(facts, { whole: true, least });
}

/** A whole number from 1 to `most`, or the word auto. */
export function wholeOrAuto(facts: SettingFacts<number | 'auto'>, most: number): Draft<number | 'auto'> {
  const bounds = { whole: true, least: 1, most } as const;
  const control = { kind: 'number', bounds, steps: 'equal', words: ['auto'] } as const;
  return custom<number | 'auto'>({ ...facts, control }, `${boundsRule(bounds)}, or auto`, (received) => {
    if (received === 'auto') return received;
    const value = toNumber(received);
    return value !== undefined && within(bounds, value) ? value : undefined;
  });
}

/** The same setting, where null (or `none`) stands for "not given". */
export function optional<T>(given: Draft<T>): Draft<T | null> {
  const { parse, parseText = parse } = given;
  return {
    ...given,
    default: null,
    example: given.example ?? given.write(given.default),
    nullable: true,
    parse: (received, mention) => (received === null || received === 'none' ? null : parse(received, mention)),
    parseText: (text, mention) => (text === 'none' ? null : parseText(text, mention)),
    write: (value) => (value === null ? 'none' : given.write(value)),
  };
}

/** true or false. */
export function flag(facts: SettingFacts<boolean>): Draft<boolean> {
  const draft = custom({ ...facts, control: { kind: 'switch' } }, 'true or false', (received) =>
    typeof received === 'boolean' ? received : undefined,
  );
  const words: Readonly<Record<string, boolean>> = { true: true, false: false };
  return {
    ...draft,
    parseText: (text, mention) => draft.parse(Object.hasOwn(words, text) ? words[text] : text, mention),
  };
}

/** One of a list of names. */
export function oneOf<const T extends string>(facts: SettingFacts<T>, names: readonly T[]): Draft<T> {
  return {
    ...facts,
    control: { kind: 'choice', names },
    nullable: false,
    write: String,
    parse(received, mention) {
      // As text, since a config file may hold the name 255 as a number.
      const text = typeof received === 'string' ? received : shown(received);
      const found = names.find((name) => name === text);
      if (found !== undefined) return found;
      throw unknownName(mention, text, names);
    },
  };
}

/** Text that `check` lets pass; what it throws is the message. */
export function checked(
  { control = { kind: 'text' }, ...facts }: SettingFacts<string> & { readonly control?: SettingControl },
  check: (text: string) => unknown,
): Draft<string> {
  return {
    ...facts,
    control,
    nullable: false,
    write: String,
    parse(received, mention) {
      // A config file may hold the name 255 as a number.
      const text = typeof received === 'number' ? String(received) : received;
      if (typeof text !== 'string' || text === '')
        throw new UserError({ rule: message`${mention} must be text`, received });
      check(text);
      return text;
    },
  };
}
