import type { Attenuation, LayerProbe } from './figures.ts';

/** The hidden layers among all layers of a probe: all but the last. */
export const hiddenOf = <T>(layers: readonly T[]): readonly T[] => layers.slice(0, -1);

/** How much of the gradient arrives at the bottom; null with fewer than two hidden layers. */
export function attenuationOf(layers: readonly Pick<LayerProbe, 'deltaRms'>[]): Attenuation | null {
  const hidden = hiddenOf(layers);
  if (hidden.length < 2) return null;
  const total = hidden[0].deltaRms / hidden[hidden.length - 1].deltaRms;
  return { total, perLayer: total ** (1 / (hidden.length - 1)) };
}
