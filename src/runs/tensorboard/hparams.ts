import type { Hparam, HparamColumn } from '../../formats/tensorboard/hparams.ts';
import { type HiddenLayer, hiddenText } from '../../settings/hidden-layers.ts';
import { type SettingName, settingNames, settingsTable } from '../../settings/table.ts';
import type { RunConfig } from '../folder/schema.ts';
import { epochScalars } from './tags.ts';

/** Settings that say how a training is computed and logged, not what it learns. */
const NOT_SHOWN: readonly SettingName[] = ['engine', 'threads', 'probeEvery', 'logEvery'];

const shown = settingNames.filter((name) => !NOT_SHOWN.includes(name));

/** Columns of the HPARAMS tab, the same for every run: TensorBoard takes those of the first that it meets. */
export const hparamColumns: readonly HparamColumn[] = shown.map((name) => {
  const { default: initial, example = '', meaning, parseText } = settingsTable[name];
  const type = typeof asHparam(initial ?? parseText(example));
  return { name, type: type as HparamColumn['type'], description: meaning };
});

/** Scalars beside them: losses and accuracies. */
export const hparamMetrics: readonly string[] = epochScalars
  .map(({ tag }) => tag)
  .filter((tag) => /^(loss|accuracy)\//.test(tag));

/** The settings of a run; those that are not given are left out. */
export function hparamsOf({ settings, network }: RunConfig): Record<string, Hparam> {
  const given = shown.flatMap((name): [string, Hparam][] => {
    // The setting may be the path of a module.
    const value = name === 'activation' ? network.activation : settings[name];
    return value === null ? [] : [[name, asHparam(value)]];
  });
  return Object.fromEntries(given);
}

function asHparam(value: Hparam | readonly HiddenLayer[] | null): Hparam {
  return typeof value === 'object' ? hiddenText(value ?? []) : value;
}
