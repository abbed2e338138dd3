import { activationFromText } from '../../../activations/formula/told.ts';
import type { ListedRun } from '../../../runs/folder/list-runs.ts';
import { hiddenText } from '../../../settings/hidden-layers.ts';
import { type SettingName, settingNames, settingsTable } from '../../../settings/table.ts';
import { message, setting } from '../../../util/message.ts';
import { plain } from '../../../util/plain.ts';
import { UserError, unknownName } from '../../../util/user-error.ts';
import { words } from '../../output/words.ts';

/** `activation=relu` */
interface Condition {
  readonly key: string;
  readonly value: string;
}

/** What a condition may be on beside the settings: what the run itself tells. */
const own: Readonly<Record<string, (run: ListedRun) => string>> = {
  status: ({ status }) => status.replace('?', ''),
  activation: ({ activation }) => activation,
  hidden: ({ settings }) => hiddenText(settings.hidden),
};

/**
 * Conditions from `activation=relu,hidden=128,64`: what has no = belongs to the value before it.
 * @throws UserError for an unknown key, or a value that the setting would refuse
 */
export function parseFilter(text: string): Condition[] {
  const conditions: Condition[] = [];
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    const last = conditions.pop();
    if (at > 0) {
      if (last) conditions.push(last);
      conditions.push({ key: part.slice(0, at).trim(), value: part.slice(at + 1) });
    } else if (last) conditions.push({ ...last, value: `${last.value},${part}` });
    else {
      throw new UserError({
        rule: '--filter must be conditions KEY=VALUE, separated by commas',
        received: text,
        fix: 'for example --filter activation=relu,status=finished',
      });
    }
  }
  return conditions.map(normalised);
}

function normalised({ key, value }: Condition): Condition {
  const keys = [...new Set([...Object.keys(own), ...settingNames])];
  const wanted = value.trim();
  if (!keys.includes(key)) throw unknownName('the key of a --filter', key, keys);
  if (key === 'status') return { key, value: wanted.replace('?', '') };
  // A run may have an activation of its own, of which no list knows.
  if (key === 'activation') return { key, value: knownName(wanted) };
  return {
    key,
    value: textOf(settingsTable[key as SettingName].parseText(wanted, message`${key} in ${setting('filter')}`)),
  };
}

function knownName(name: string): string {
  try {
    return activationFromText(name).name;
  } catch {
    return name;
  }
}

const textOf = (value: unknown): string => (Array.isArray(value) ? hiddenText(value) : String(value));

/** The runs of which all conditions hold; a condition that holds for none is told, with what there is. */
export function matching(runs: readonly ListedRun[], conditions: readonly Condition[]) {
  const holds = (run: ListedRun, { key, value }: Condition) => figureOf(run, key) === value;
  const notes = conditions
    .filter((condition) => runs.length > 0 && !runs.some((run) => holds(run, condition)))
    .map(({ key, value }) => {
      const there = [...new Set(runs.map((run) => figureOf(run, key)))].sort();
      return words().runList.noneHas(
        `${key}=${value}`,
        there.slice(0, 10).map((one) => plain(one)),
      );
    });
  const found = runs.filter((run) => conditions.every((condition) => holds(run, condition)));
  if (found.length === 0 && notes.length === 0 && runs.length > 0) notes.push(words().runList.noneFulfilsAll);
  return { runs: found, notes };
}

function figureOf(run: ListedRun, key: string): string {
  return own[key]?.(run) ?? textOf(run.settings[key as SettingName]);
}
