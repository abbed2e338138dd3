import { type Message, message, replaced, type SettingMention, setting } from '../util/message.ts';
import { UserError } from '../util/user-error.ts';

/**
 * One knob: what it is called, what it means, what it accepts, from text and from JSON. The command line, config files,
 * pages, messages and documents all read it.
 */
export interface Setting<T> extends SettingFacts<T> {
  /** As in config files and in the library: `batchSize`. */
  readonly name: string;
  /** Which it stands among: `training`. */
  readonly group: string;
  /** What a page shows for it, with the bounds of its values. */
  readonly control: SettingControl;
  /** Whether null, or the word none, stands for "not given". */
  readonly nullable: boolean;
  /**
   * The value from what was received: text, or what JSON has.
   * @param label what a message calls it, where that is not its name: `lr in my.json`
   * @throws UserError
   */
  parse(received: unknown, label?: Message): T;
  /** The value from text alone, where a switch is written as true or false. @throws UserError */
  parseText(text: string, label?: Message): T;
  /** The text that `parseText` makes this value of. */
  write(value: T): string;
}

/** What is said about a setting. */
export interface SettingFacts<T> {
  /** As in a sentence, or beside a control: batch size. */
  readonly title: string;
  /** In half a line. */
  readonly meaning: string;
  /** Of a switch that is on by default: what it means to switch it off. */
  readonly meaningOff?: string;
  readonly default: T;
  /** What stands for its value in usage lines: rate, where the learning rate is meant. */
  readonly placeholder?: string;
  /** An example that works, for messages; where it is missing, the default is one. */
  readonly example?: string;
  /** One of the dozen that matter, which are shown first. */
  readonly essential?: boolean;
}

/** What numbers must keep to; without any of it, they are only finite. */
export interface Bounds {
  readonly whole?: true;
  readonly least?: number;
  readonly most?: number;
  /** Greater than, not equal. */
  readonly above?: number;
  /** Less than, not equal. */
  readonly below?: number;
}

/** The kind of values that a setting takes. */
export type SettingControl =
  | {
      readonly kind: 'number';
      readonly bounds: Bounds;
      /** How equal steps of a slider are meant. */
      readonly steps: 'equal' | 'logarithmic';
      /** Between what a slider runs where the bounds are too wide for one. */
      readonly usual?: readonly [number, number];
      /** Words that may stand for a number: auto. */
      readonly words: readonly string[];
    }
  | {
      readonly kind: 'choice';
      readonly names: readonly string[];
      /** What else it may be, beside a name: `numbers may follow, as in step:10,0.1`. */
      readonly more?: string;
    }
  | { readonly kind: 'switch' }
  | {
      readonly kind: 'list';
      /** What its parts may be, where they are names. */
      readonly names?: readonly string[];
      readonly more?: string;
    }
  | { readonly kind: 'text' };

/** A setting before it has its name. */
export interface Draft<T> extends Omit<Setting<T>, 'name' | 'group' | 'parse' | 'parseText'> {
  /** @param mention the setting, for messages */
  parse(received: unknown, mention: SettingMention): T;
  parseText?(text: string, mention: SettingMention): T;
}

type Named<T> = { readonly [K in keyof T]: T[K] extends Draft<infer V> ? Setting<V> : never };

/** The settings of one group, each with the name that it has in the table. */
export function grouped<T extends Readonly<Record<string, Draft<unknown>>>>(group: string, drafts: T): Named<T> {
  const named = Object.entries(drafts).map(([name, draft]) => {
    const mention = setting(name);
    const parse = (received: unknown, label?: Message) => within(name, label, () => draft.parse(received, mention));
    const { parseText: read = draft.parse } = draft;
    const parseText = (text: string, label?: Message) => within(name, label, () => read(text, mention));
    return [name, Object.freeze({ ...draft, name, group, parse, parseText })];
  });
  return Object.freeze(Object.fromEntries(named)) as Named<T>;
}

/** What `read` gives; where it finds a mistake, its message says `label` for the setting, if there is one. */
function within<T>(name: string, label: Message | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (label === undefined || !(error instanceof UserError)) throw error;
    const { rule, fix, ...rest } = error.mistake;
    const placed = replaced(rule, name, ({ value }) => (value === undefined ? label : message`${label}: ${value}`));
    // Of an example, the value is enough.
    const example = fix && replaced(fix, name, ({ value }) => String(value ?? name));
    throw new UserError({ ...rest, rule: placed, ...(example && { fix: example }) });
  }
}
