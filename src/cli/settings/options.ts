import { type Command, Option } from 'commander';
import type { Setting } from '../../runs/setting.ts';
import { type SettingName, type Settings, settingsTable } from '../../runs/settings.ts';

/**
 * A commander option for each setting of a training, with its default in the help text.
 * @param defaults where a command has others than a training
 */
export function addSettings(
  command: Command,
  names: readonly SettingName[],
  defaults: Partial<Settings> = {},
): Command {
  for (const name of names) {
    const { flag, help, default: initial } = settingsTable[name];
    addSetting(command, { flag, help, default: defaults[name] ?? initial });
  }
  return command;
}

/** The commander option of one setting. */
export function addSetting(
  command: Command,
  { flag, help, default: initial }: Pick<Setting<unknown>, 'flag' | 'help' | 'default'>,
): void {
  // No commander default: a flag that was not given must not overrule a config file.
  const options = [new Option(flag, describe(help, initial))];
  // A switch needs its opposite, to overrule a config file.
  if (typeof initial === 'boolean') options.push(new Option(opposite(flag)).hideHelp());
  // Commander sets a default for a `--no-` form whose positive form it does not know yet.
  for (const option of options.sort((a, b) => Number(a.negate) - Number(b.negate))) command.addOption(option);
}

function describe(help: string, initial: unknown): string {
  if (initial === null || typeof initial === 'boolean' || initial === 0) return help;
  return `${help} (default: ${Array.isArray(initial) ? initial.join(',') : initial})`;
}

/** `--no-shuffle` <-> `--shuffle` */
function opposite(flag: string): string {
  return flag.startsWith('--no-') ? flag.replace('--no-', '--') : flag.replace('--', '--no-');
}

/** `learningRate` -> `--learning-rate`. */
export function flagOf(name: string): string {
  const flag = Object.hasOwn(settingsTable, name) ? settingsTable[name as SettingName].flag : undefined;
  return flag?.split(' ')[0] ?? `--${name}`;
}
