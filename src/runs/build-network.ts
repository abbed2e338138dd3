import { activationFromText } from '../activations/formula/told.ts';
import type { Activation } from '../activations/index.ts';
import { joinNames } from '../activations/names.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { dense, type LayerSpec, layoutOf } from '../nn/layers/index.ts';
import { MOST_PARAMETERS } from '../nn/layout.ts';
import { Network } from '../nn/network.ts';
import { hiddenUnits } from '../settings/hidden-layers.ts';
import type { Settings } from '../settings/table.ts';
import { message, setting } from '../util/message.ts';
import type { RandomSource } from '../util/random.ts';
import { UserError } from '../util/user-error.ts';

/** The settings that say of what layers a network is. */
export type NetworkSettings = Pick<Settings, 'hidden' | 'norm' | 'residual' | 'dropout' | 'initBias'>;
/** Sizes of its data. */
type DataShape = Pick<Dataset, 'features' | 'classes'>;

/**
 * The layers that these settings describe, the output layer last.
 * @param activation of the hidden layers that name none
 * @throws UserError where residual connections are wanted, and no hidden layer has as many units as inputs
 */
export function layersOf(
  settings: NetworkSettings,
  activation: Activation,
  { features, classes }: DataShape,
): LayerSpec[] {
  const { hidden, norm, dropout, initBias } = settings;
  const around = residualLayers(settings, features);
  const layers = hidden.flatMap((layer, k) => {
    const { units, activation: own } = hiddenUnits(layer);
    const residual = around.includes(k + 1);
    return dense(units, own === null ? activation : activationFromText(own), {
      ...{ norm, dropout, residual },
      ...(initBias !== null && { bias: initBias }),
    });
  });
  return [...layers, ...dense(classes)];
}

/**
 * The hidden layers, counted from 1, that a residual connection goes around: those with as many units as inputs.
 * @throws UserError where they are wanted, and there are none
 */
export function residualLayers(
  { hidden, residual }: Pick<Settings, 'hidden' | 'residual'>,
  features: number,
): number[] {
  if (!residual) return [];
  const sizes = [features, ...hidden.map((layer) => hiddenUnits(layer).units)];
  const around = hidden.flatMap((_, k) => (sizes[k] === sizes[k + 1] ? [k + 1] : []));
  if (around.length > 0) return around;
  throw new UserError({
    rule: message`${setting('residual')} goes around hidden layers with as many units as inputs, and there is none`,
    received: sizes.join('-'),
    fix: message`for example ${setting('hidden', '3x64')}`,
  });
}

/** The network that these settings describe, for data of that shape. @throws UserError where it cannot be */
export function buildNetwork(
  settings: NetworkSettings & Pick<Settings, 'head' | 'init'>,
  activation: Activation,
  data: DataShape,
  random: RandomSource,
  kernels: Kernels,
): Network {
  const { head, init } = settings;
  const layers = layersOf(settings, activation, data);
  const { length } = layoutOf(data.features, layers).layout;
  if (length > MOST_PARAMETERS) {
    throw new UserError({
      rule: `a network must have at most ${MOST_PARAMETERS} weights and biases, to fit into memory`,
      received: length,
      fix: message`make layers smaller: ${setting('hidden')}`,
    });
  }
  return new Network({ inputs: data.features, layers, head, init, kernels, random });
}

/** What the activations of a network are called, all together: `relu`, or `tanh+relu` where layers differ. */
export function activationLabel({ hiddenLayers }: Network, activation: Activation): string {
  const names = new Set(hiddenLayers.map((layer) => layer.activation.name));
  return names.size === 0 ? activation.name : joinNames([...names]);
}
