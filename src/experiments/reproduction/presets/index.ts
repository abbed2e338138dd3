import { unknownName } from '../../../util/user-error.ts';
import type { Preset } from '../preset.ts';
import { argmaxAndSoftmax } from './argmax-and-softmax.ts';
import { cs231nSignal } from './cs231n-signal.ts';
import { glorotGradientFlow } from './glorot-gradient-flow.ts';
import { heResidual } from './he-residual.ts';
import { ioffeBatchNorm } from './ioffe-batch-norm.ts';
import { kerasMlp } from './keras-mlp.ts';
import { linearCollapse } from './linear-collapse.ts';
import { logisticSaturation } from './logistic-saturation.ts';
import { nielsenCh3Init } from './nielsen-ch3-init.ts';
import { nielsenCh5Depth } from './nielsen-ch5-depth.ts';
import { nielsenCh5Gradients } from './nielsen-ch5-gradients.ts';
import { nielsenCh5Plateau } from './nielsen-ch5-plateau.ts';
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
  nielsenCh5Plateau,
  nielsenCh5Depth,
  nielsenCh3Init,
  snnSeluVsRelu,
  sklearnRelu50,
  glorotGradientFlow,
  cs231nSignal,
  raschkaCh12,
  kerasMlp,
  ioffeBatchNorm,
  heResidual,
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
