import type { RandomSource } from '../util/random.ts';
import { type Initializer, initializerByName } from './initializers.ts';
import { BatchNorm, type DenseLayer, type Layer, LayerNorm, Residual } from './layers/index.ts';

/**
 * Draws weights and biases of all linear layers, each from the stream of its tensor: 'init/layers.0.weight' and so on.
 *
 * `auto` takes each activation's own initializer. In a network with N residual branches that have no norm in them, it
 * also divides the weights that end such a branch by N. Else each branch would add as much as it is given, and the signal
 * would grow exponentially with the number of blocks; so it stays of one size, however many there are.
 * Source: Hanin & Rolnick, How to Start Training: The Effect of Initialization and Architecture (2018): a residual
 * network of relu branches with scales s_1, s_2, ... starts well where the sum of the scales is bounded.
 */
export function initialize(
  layers: readonly Layer[],
  denseLayers: readonly DenseLayer[],
  init: string | Initializer,
  random: RandomSource,
): void {
  const given = init === 'auto' ? undefined : typeof init === 'string' ? initializerByName(init) : init;
  const branches = new Set(given ? [] : branchesWithoutNorm(layers));
  denseLayers.forEach(({ I, O, linear, activation, residual }, k) => {
    const { weights, biases } = given ?? initializerByName(activation.init);
    const [W, b] = [linear.weight.values, linear.bias.values];
    weights(I, O, random.stream(`init/layers.${k}.weight`), W, activation.gain);
    biases?.(I, O, random.stream(`init/layers.${k}.bias`), b);
    if (linear.firstBias !== undefined) b.fill(linear.firstBias);
    if (residual && branches.has(residual)) for (let j = 0; j < W.length; j++) W[j] /= branches.size;
  });
}

/** The residual connections with branches that nothing normalises, also those inside others. */
function branchesWithoutNorm(layers: readonly Layer[]): Residual[] {
  return layers.flatMap((layer) => {
    const inside = branchesWithoutNorm(layer.inner ?? []);
    return layer instanceof Residual && !hasNorm(layer) ? [layer, ...inside] : inside;
  });
}

function hasNorm(layer: Layer): boolean {
  return layer instanceof BatchNorm || layer instanceof LayerNorm || (layer.inner ?? []).some(hasNorm);
}
