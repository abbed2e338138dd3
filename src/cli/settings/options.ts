import { type Command, Option } from 'commander';
import { flagName, flagUsage } from '../../settings/flags.ts';
import type { Setting } from '../../settings/setting.ts';

/** The option of a setting. */
export class SettingOption extends Option {
  constructor(
    flags: string,
    meaning: string,
    readonly setting: Setting<unknown>,
    /** Shown only where all is asked for. */
    readonly further: boolean,
  ) {
    super(flags, meaning);
  }
}

/** How a command shows its settings. */
export interface SettingsHelp {
  /** Defaults, by name, where a command has others than a training; null shows none. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Headings of groups; with them, only the essential settings are shown unless all are asked for. */
  readonly headings?: Readonly<Record<string, string>>;
}

/** A commander option for each setting, with its default in the help text. */
export function addSettings(
  command: Command,
  settings: readonly Setting<unknown>[],
  { defaults = {}, headings = {} }: SettingsHelp = {},
): Command {
  for (const setting of inOrder(settings, Object.keys(headings))) {
    const { name, group, default: own, essential = false } = setting;
    const initial = Object.hasOwn(defaults, name) ? defaults[name] : own;
    const heading = Object.hasOwn(headings, group) ? headings[group] : undefined;
    for (const option of optionsOf(setting, initial, heading !== undefined && !essential)) {
      if (heading !== undefined) option.helpGroup(`${heading}:`);
      command.addOption(option);
    }
  }
  return command;
}

/** Settings of one group together, groups in the order of their headings. */
function inOrder(settings: readonly Setting<unknown>[], groups: readonly string[]): readonly Setting<unknown>[] {
  return [...settings].sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
}

/** No commander defaults: a flag that was not given must not overrule a config file. */
function optionsOf(setting: Setting<unknown>, initial: unknown, further: boolean): Option[] {
  const { name, control, meaning, meaningOff, default: own, write } = setting;
  const usage = flagUsage(setting);
  if (control.kind !== 'switch') {
    // Of a share or a factor, 0 is nothing at all.
    const none = initial === null || (initial === 0 && !(control.kind === 'number' && control.bounds.whole));
    const shown = none ? '' : ` (default: ${write(initial)})`;
    return [new SettingOption(usage, meaning + shown, setting, further)];
  }
  // A switch needs its opposite, to overrule a config file.
  const positive = flagName(name);
  const opposite = usage === positive ? positive.replace('--', '--no-') : positive;
  const told = new SettingOption(usage, own === true ? (meaningOff ?? meaning) : meaning, setting, further);
  // Commander sets a default for a `--no-` form whose positive form it does not know yet.
  return [told, new Option(opposite).hideHelp()].sort((a, b) => Number(a.negate) - Number(b.negate));
}
