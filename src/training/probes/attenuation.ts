import type { Attenuation, LayerProbe } from './figures.ts';

/** The hidden layers among all layers of a probe. */
export const hiddenOf = <T extends Pick<LayerProbe, 'hidden'>>(layers: readonly T[]): readonly T[] =>
  layers.filter(({ hidden }) => hidden);

/** How much of the gradient arrives at the bottom; null with fewer than two hidden layers. */
export function attenuationOf(layers: readonly Pick<LayerProbe, 'deltaRms' | 'hidden'>[]): Attenuation | null {
  const hidden = hiddenOf(layers);
  if (hidden.length < 2) return null;
  const total = hidden[0].deltaRms / hidden[hidden.length - 1].deltaRms;
  return { total, perLayer: total ** (1 / (hidden.length - 1)) };
}
