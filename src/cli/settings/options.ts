import { type Command, Option } from 'commander';
import { flagName, flagUsage } from '../../settings/flags.ts';
import type { Setting } from '../../settings/setting.ts';

/**
 * A commander option for each setting, with its default in the help text.
 * @param defaults where a command has others than a training
 */
export function addSettings(
  command: Command,
  settings: readonly Setting<unknown>[],
  defaults: Readonly<Record<string, unknown>> = {},
): Command {
  for (const setting of settings) {
    const initial = Object.hasOwn(defaults, setting.name) ? defaults[setting.name] : setting.default;
    addSetting(command, setting, initial);
  }
  return command;
}

/** The commander option of one setting; `initial` is the default that its help shows, null for none. */
export function addSetting(command: Command, setting: Setting<unknown>, initial: unknown = setting.default): Command {
  const { control, meaning, meaningOff, write } = setting;
  const usage = flagUsage(setting);
  // No commander default: a flag that was not given must not overrule a config file.
  if (control.kind !== 'switch') {
    const shown = initial === null || initial === 0 ? '' : ` (default: ${write(initial)})`;
    return command.addOption(new Option(usage, meaning + shown));
  }
  // A switch needs its opposite, to overrule a config file.
  const positive = flagName(setting.name);
  const opposite = usage === positive ? positive.replace('--', '--no-') : positive;
  const options = [
    new Option(usage, setting.default === true ? (meaningOff ?? meaning) : meaning),
    new Option(opposite).hideHelp(),
  ];
  // Commander sets a default for a `--no-` form whose positive form it does not know yet.
  for (const option of options.sort((a, b) => Number(a.negate) - Number(b.negate))) command.addOption(option);
  return command;
}
