import type { Dataset } from '../../dataset/dataset.ts';
import type { Like } from '../../dataset/parts.ts';
import type { DataNote } from '../../dataset/samples/notes.ts';
import { fitScale, parseScale, type SavedScale, type Scale, scaleFrom } from '../../dataset/scale.ts';
import { networkOf } from '../../formats/plain-network.ts';
import { selectEngine } from '../../kernels/index.ts';
import type { Network } from '../../nn/network.ts';
import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';
import { readRunConfig } from '../folder/run-reader.ts';
import type { RunConfig } from '../folder/schema.ts';
import { loadNetwork } from './load-network.ts';
import { isModelFile, readModelFile } from './model-source.ts';

/** A network to be used, with what it needs to know of data. */
export interface Model {
  readonly network: Network;
  /** What data for it must be like. */
  readonly like: Like;
  /** The config of the run that it is of; undefined for a file. */
  readonly config?: RunConfig;
  /** The fingerprint of the data of its training, where that is known. */
  readonly trainedOn?: string;
  /** How values of `data` become inputs; what has to be fitted is fitted to `train`, where that is not null. */
  scale(data: Dataset, train: Dataset | null): ModelScale;
}

/** A scale for a model, and what is to be said of it. */
export interface ModelScale {
  readonly scale: Scale;
  readonly notes: readonly DataNote[];
}

/** What the user says of a model, where it does not say it itself. */
export interface ModelFlags {
  readonly activation?: string | undefined;
  readonly scale?: string | undefined;
}

/**
 * The network in a run folder or in a model file.
 * @throws UserError where there is none, or it is not said what it needs
 */
export async function loadModel(source: string, { activation, scale }: ModelFlags): Promise<Model> {
  const asked = scale === undefined ? undefined : parseScale(scale).name;
  if (!isModelFile(source)) {
    const config = readRunConfig(source);
    const network = await loadNetwork(source, config, activation);
    return {
      network,
      config,
      trainedOn: config.data.fingerprint,
      like: likeOf(source, config),
      scale: scaleChooser(source, config.data.scale, scale),
    };
  }
  const file = await readModelFile(source, activation);
  const network = networkOf(file, selectEngine().kernels);
  const form = { whose: source, features: network.inputs };
  // These scales are of bytes, whatever the pixels of the data at hand are.
  const bytes = ['255', '256', '-1..1'].includes(file.scale?.kind ?? asked ?? '');
  return {
    network,
    ...(file.trainedOn && { trainedOn: file.trainedOn }),
    like: {
      form: bytes ? { ...form, shades: [0, 255] } : form,
      classes: {
        count: network.outputs,
        byName: false,
        ...(file.classNames && { names: file.classNames }),
      },
    },
    scale: scaleChooser(source, file.scale, scale),
  };
}

/** What data for the network of a run must be like. */
export function likeOf(run: string, { network, data }: RunConfig): Like {
  const { classNames, labelsAreNames = false, columns, shape, shades } = data;
  return {
    form: {
      whose: run,
      features: network.inputs,
      ...(columns && { columns }),
      ...(shape && { shape }),
      ...(shades && { shades }),
    },
    classes: { count: network.classes, byName: labelsAreNames, ...(classNames && { names: classNames }) },
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
  if (saved) return (data) => ({ scale: scaleFrom(saved, data), notes: [] });
  if (given === undefined) {
    throw new UserError({
      rule: `${source} does not say how pixels become inputs`,
      fix: message`say it: ${setting('scale', 255)} for 0..1 as of ToTensor(), -1..1, standardize:MEAN,DEVIATION, or none for values as they are`,
    });
  }
  return (data, train) => {
    const scale = fitScale(given, train ?? data);
    const isFitted = scale.kind === 'standardize' && parseScale(given).given.length === 0;
    const note = { kind: 'scale-fitted', file: data.name, to: train ? 'train' : 'these' } as const;
    return { scale, notes: isFitted ? [note] : [] };
  };
}
