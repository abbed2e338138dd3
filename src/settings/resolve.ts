import { optimizerByName } from '../nn/optimizers/index.ts';
import { type Message, message, setting } from '../util/message.ts';
import { nearest, UserError } from '../util/user-error.ts';
import { type SettingName, type Settings, settingNames, settingsTable } from './table.ts';

/** A source of settings: the command line, a config file, a page. */
export interface SettingsSource {
  values: Record<string, unknown>;
  /** `lr` as its author would find it: `lr in my.json`. Without it a setting goes by its name. */
  label?: ((name: string) => Message) | undefined;
}

/**
 * Complete settings: defaults, overruled by each source in turn.
 * @throws UserError for an unknown key or a value that is refused
 */
export function resolveSettings(...sources: readonly SettingsSource[]): Settings {
  const settings: Record<string, unknown> = {};
  for (const name of settingNames) settings[name] = settingsTable[name].default;
  for (const { values, label } of sources) {
    for (const [key, received] of Object.entries(values)) {
      if (received === undefined) continue;
      if (!Object.hasOwn(settingsTable, key)) throw unknownSetting(label?.(key) ?? setting(key), key);
      settings[key] = settingsTable[key as SettingName].parse(received, label?.(key));
    }
  }
  settings.lr ??= optimizerByName(String(settings.optimizer)).defaultLearningRate;
  return settings as Settings;
}

/** The settings that these sources give; all others are at their defaults. */
export function chosenIn(...sources: readonly SettingsSource[]): ReadonlySet<SettingName> {
  return new Set(settingNames.filter((name) => sources.some(({ values }) => values[name] !== undefined)));
}

function unknownSetting(label: Message, key: string): UserError {
  const near = nearest(key, settingNames);
  return new UserError({
    rule: message`${label} is no setting`,
    fix: near ? `did you mean ${near}?` : `the settings are ${settingNames.join(', ')}`,
  });
}
