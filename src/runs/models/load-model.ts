import type { Dataset } from '../../dataset/dataset.ts';
import type { LabelColumn } from '../../dataset/label-column.ts';
import { fitScale, type SavedScale, type Scale, scaleFrom, scaleNames } from '../../dataset/scale.ts';
import { networkOf } from '../../formats/plain-network.ts';
import { selectEngine } from '../../kernels/index.ts';
import type { Network } from '../../nn/network.ts';
import { message, setting } from '../../util/message.ts';
import { UserError, unknownName } from '../../util/user-error.ts';
import { readRunConfig } from '../folder/run-reader.ts';
import { loadNetwork } from './load-network.ts';
import { isModelFile, readModelFile } from './model-source.ts';

/** A network to be used, with what it needs to know of data. */
export interface Model {
  readonly network: Network;
  /** The data set that it was trained on, and where a table has its labels; undefined where that is not known. */
  readonly data?: string;
  readonly labelColumn: LabelColumn;
  /** How values of `data` become inputs; what has to be fitted is fitted to `train`. */
  scale(train: Dataset, data: Dataset): Scale;
}

/** What the user says of a model, where it does not say it itself. */
export interface ModelFlags {
  readonly activation?: string | undefined;
  readonly scale?: string | undefined;
}

/** Scales of a file that does not say its own: those of a training, or values as they are. */
export const fileScaleNames: readonly string[] = [...scaleNames, 'none'];

/**
 * The network in a run folder or in a model file.
 * @throws UserError where there is none, or it is not said what it needs
 */
export async function loadModel(source: string, { activation, scale }: ModelFlags): Promise<Model> {
  if (scale !== undefined && !fileScaleNames.includes(scale))
    throw unknownName(setting('scale'), scale, fileScaleNames);
  if (!isModelFile(source)) {
    const config = readRunConfig(source);
    return {
      network: await loadNetwork(source, config, activation),
      data: config.settings.data,
      labelColumn: config.settings.labelColumn,
      scale: scaleChooser(source, config.data.scale, scale),
    };
  }
  const file = await readModelFile(source, activation);
  return {
    network: networkOf(file, selectEngine().kernels),
    labelColumn: 'auto',
    scale: scaleChooser(source, file.scale, scale),
  };
}

/** The saved scale, or that of the name that was given; never both, and never a guess. */
function scaleChooser(source: string, saved: SavedScale | undefined, given: string | undefined): Model['scale'] {
  if (saved && given !== undefined) {
    throw new UserError({
      rule: `${source} says its scale itself: ${saved.kind}`,
      received: given,
      fix: message`leave out ${setting('scale')}`,
    });
  }
  if (saved) return (_train, data) => scaleFrom(saved, data);
  if (given === undefined) {
    throw new UserError({
      rule: `${source} does not say how pixels become inputs`,
      fix: message`say it: ${setting('scale', 255)} for 0..1 as of ToTensor(), -1..1, standardize, or none for 0..255 as they are`,
    });
  }
  if (given === 'none') return () => ({ kind: 'standardize', mean: [0], deviation: [1] });
  return (train) => fitScale(given, train);
}
