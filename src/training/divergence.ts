import type { Values } from '../kernels/kernels.ts';
import type { Network } from '../nn/network.ts';

/** A post-mortem: where a training lost its numbers, and a way to keep them. */
export interface Divergence {
  readonly epoch: number;
  readonly step: number;
  /** The loss that was not finite. */
  readonly loss: number;
  /** The first layer, counted from 1, with a value that is not finite, and what of it. */
  readonly layer: number;
  readonly what: 'weights' | 'net inputs' | 'outputs' | 'loss';
  readonly lastFiniteLoss: number | null;
  readonly lr: number;
  readonly suggestedLearningRate: number;
}

/** What a training goes back from: a divergence, or a network that only guesses any more, with all its numbers finite. */
export interface Setback extends Omit<Divergence, 'what'> {
  /** Of a collapse, `layer` is the one whose units are out of their range, and `loss` that on the probe batch. */
  readonly what: Divergence['what'] | 'collapse';
}

/** A halving of the learning rate after a divergence. */
export interface Halving {
  /** The epoch and the step that lost its numbers. */
  readonly epoch: number;
  readonly step: number;
  /** The step that the training went back to. */
  readonly backTo: number;
  /** The base rate from then on. */
  readonly learningRate: number;
}

/**
 * Finds where numbers were lost: the first layer, from the input on, whose weights, net inputs or outputs of the last
 * batch of B rows are not all finite.
 */
export function whereLost(network: Network, B: number): Pick<Divergence, 'layer' | 'what'> {
  for (const [k, layer] of network.denseLayers.entries()) {
    const { W, b, p } = layer.parameters;
    const layerNumber = k + 1;
    if (![W, b, p].every((values) => allFinite(values, values.length))) return { layer: layerNumber, what: 'weights' };
    if (!allFinite(layer.z, B * layer.O)) return { layer: layerNumber, what: 'net inputs' };
    if (!allFinite(layer.out, B * layer.O)) return { layer: layerNumber, what: 'outputs' };
  }
  return { layer: network.denseLayers.length, what: 'loss' };
}

function allFinite(values: Values, n: number): boolean {
  for (let k = 0; k < n; k++) if (!Number.isFinite(values[k])) return false;
  return true;
}
