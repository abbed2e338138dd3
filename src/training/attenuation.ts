import type { Attenuation, LayerProbe } from './events.ts';

/**
 * How much of the gradient arrives at the first hidden layer; null with fewer than two of them.
 * @param layers all of a network, the output layer last
 */
export function attenuationOf(layers: readonly Pick<LayerProbe, 'deltaRms'>[]): Attenuation | null {
  const hidden = layers.slice(0, -1);
  if (hidden.length < 2) return null;
  const total = hidden[0].deltaRms / hidden[hidden.length - 1].deltaRms;
  return { total, perLayer: total ** (1 / (hidden.length - 1)) };
}
