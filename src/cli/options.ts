import { type Command, Option } from 'commander';
import { type SettingName, settingsTable } from '../runs/settings.ts';

/** A commander option for each setting of a training, with its default in the help text. */
export function addSettings(command: Command, names: readonly SettingName[]): Command {
  for (const name of names) {
    const { flag, help, default: initial } = settingsTable[name];
    // No commander default: a flag that was not given must not overrule a config file.
    const option = new Option(flag, describe(help, initial));
    command.addOption(option);
  }
  return command;
}

function describe(help: string, initial: unknown): string {
  if (initial === null || typeof initial === 'boolean' || initial === 0) return help;
  return `${help} (default: ${Array.isArray(initial) ? initial.join(',') : initial})`;
}

/** `learningRate` -> `--learning-rate`. */
export function flagOf(name: string): string {
  const flag = Object.hasOwn(settingsTable, name) ? settingsTable[name as SettingName].flag : undefined;
  return flag?.split(' ')[0] ?? `--${name}`;
}
