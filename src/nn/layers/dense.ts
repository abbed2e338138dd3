import type { Activation } from '../../activations/index.ts';
import { activation as activationLayer } from './activation.ts';
import { batchNorm } from './batch-norm.ts';
import { dropout as dropoutLayer } from './dropout.ts';
import type { LayerSpec } from './layer.ts';
import { layerNorm } from './layer-norm.ts';
import { linear } from './linear.ts';
import { residual as residualConnection } from './residual.ts';

/** What may go with a dense layer. */
export interface DenseOptions {
  /** Between the weighted sums and the activation; default `none`. */
  norm?: NormName;
  /** Share of outputs set to 0 at each training step, 0 <= dropout < 1; default 0. */
  dropout?: number;
  /** Whether the layer's inputs are added to its outputs, which must be as many; default false. */
  residual?: boolean;
  /** What all biases start at, instead of what the initializer gives them. */
  bias?: number;
}

/** The norms of a dense layer, each as the layers that it takes. */
const norms = {
  none: () => [],
  batch: () => [batchNorm()],
  layer: () => [layerNorm()],
} satisfies Record<string, () => readonly LayerSpec[]>;

/** Name of a norm. */
export type NormName = keyof typeof norms;
/** Names of the norms. */
export const normNames = Object.keys(norms) as NormName[];

/**
 * A dense layer for `new Network({ layers: [...] })`, as the list of what it is made of: linear, norm, activation,
 * dropout; a residual connection goes around all of them.
 * @param units O, the outputs of the layer, at least 1
 * @param activation a built-in's name, a formula, or an object from `defineActivation`; identity takes no layer of its own
 * @throws UserError for an unknown name or a number out of range
 */
export function dense(
  units: number,
  activation: string | Activation = 'identity',
  { norm = 'none', dropout = 0, residual = false, bias }: DenseOptions = {},
): readonly LayerSpec[] {
  const applied = activationLayer(activation);
  const layers = [
    linear(units, { ...(bias !== undefined && { bias }) }),
    ...norms[norm](),
    ...(applied.activation.name === 'identity' ? [] : [applied]),
    ...(dropout === 0 ? [] : [dropoutLayer(dropout)]),
  ];
  return Object.freeze(residual ? [residualConnection(layers)] : layers);
}
