import type { Spell } from '../util/message.ts';
import type { Setting } from './setting.ts';

/** How the command line spells a setting: `batchSize` -> `--batch-size`. */
export const flagName = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The flag that gives a setting this value, as words of a command line. */
export function flagWords(name: string, value: string | number | boolean): string[] {
  if (value === true) return [flagName(name)];
  if (value === false) return [flagName(name).replace('--', '--no-')];
  return [flagName(name), String(value)];
}

/** `--batch-size`, or `--batch-size 64`, in messages of the command line. */
export const flagSpelling: Spell = ({ setting, value }) =>
  value === undefined ? flagName(setting) : flagWords(setting, value).join(' ');

/** A setting in usage lines: `--lr <rate>`; a switch by what it changes: `--no-shuffle`. */
export function flagUsage({ name, control, default: initial, placeholder = 'value' }: Setting<unknown>): string {
  return control.kind === 'switch' ? flagWords(name, !initial).join(' ') : `${flagName(name)} <${placeholder}>`;
}
