import { unknownName } from '../../../util/user-error.ts';
import type { Preset } from '../preset.ts';
import { argmaxAndSoftmax } from './argmax-and-softmax.ts';
import { kerasMlp } from './keras-mlp.ts';
import { linearCollapse } from './linear-collapse.ts';
import { logisticSaturation } from './logistic-saturation.ts';
import { nielsenCh5Gradients } from './nielsen-ch5-gradients.ts';
import { raschkaCh12 } from './raschka-ch12.ts';
import { reluAgainstVanishing } from './relu-against-vanishing.ts';
import { sklearnRelu50 } from './sklearn-relu-50.ts';
import { snnSeluVsRelu } from './snn-selu-vs-relu.ts';
import { softmaxOverflow } from './softmax-overflow.ts';
import { tanhBeatsLogistic } from './tanh-beats-logistic.ts';

/** The one list of presets, in the order of tables. */
export const presets: readonly Preset[] = [
  linearCollapse,
  logisticSaturation,
  softmaxOverflow,
  tanhBeatsLogistic,
  reluAgainstVanishing,
  argmaxAndSoftmax,
  nielsenCh5Gradients,
  snnSeluVsRelu,
  sklearnRelu50,
  raschkaCh12,
  kerasMlp,
];

/** What stands for every preset on the command line. */
export const ALL = 'all';

/**
 * Presets by name, in the order of the list, none of them twice; `all` stands for all but the long ones.
 * @param long whether `all` takes those, too
 * @throws UserError for an unknown name, offering the nearest
 */
export function choosePresets(names: readonly string[], long = false): Preset[] {
  const known = presets.map(({ name }) => name);
  for (const name of names) {
    if (name !== ALL && !known.includes(name)) throw unknownName('a preset', name, [...known, ALL]);
  }
  const all = names.includes(ALL);
  return presets.filter((preset) => names.includes(preset.name) || (all && (long || !preset.long)));
}
