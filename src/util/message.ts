/** A setting that a message names, with a value that it may be given. */
export interface SettingMention {
  /** Its own name: `batchSize`. */
  readonly setting: string;
  readonly value?: string | number | boolean;
}

/** Text in which settings are named, not spelt: each surface that shows it spells them in its own way. */
export type Message = string | SettingMention | readonly (string | SettingMention)[];

/** How a surface writes a setting: `batchSize: 64` in the library, a flag in a terminal. */
export type Spell = (mention: SettingMention) => string;

/** A setting to be named in a message. */
export function setting(name: string, value?: SettingMention['value']): SettingMention {
  return value === undefined ? { setting: name } : { setting: name, value };
}

/**
 * A message out of words and settings.
 *
 * @example message`${setting('batchSize')} must be at most ${count}`
 */
export function message(words: TemplateStringsArray, ...parts: readonly (Message | number | boolean)[]): Message {
  const all = words.flatMap((word, k) => (k < parts.length ? [word, ...flat(parts[k])] : [word]));
  return all.filter((part) => part !== '');
}

/** The message as one text. */
export function messageText(told: Message, spell: Spell = ownName): string {
  return flat(told)
    .map((part) => (typeof part === 'string' ? part : spell(part)))
    .join('');
}

/** The message with something else in the place of one setting. */
export function replaced(told: Message, name: string, by: (mention: SettingMention) => Message): Message {
  return flat(told).flatMap((part) => (typeof part === 'string' || part.setting !== name ? [part] : flat(by(part))));
}

/** `validation: 0.1`, as a config file or a call of the library has it. */
export const ownName: Spell = ({ setting, value }) => (value === undefined ? setting : `${setting}: ${value}`);

function flat(told: Message | number | boolean): readonly (string | SettingMention)[] {
  if (typeof told !== 'object') return [String(told)];
  return 'setting' in told ? [told] : told;
}
