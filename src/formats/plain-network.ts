import type { Activation } from '../activations/index.ts';
import type { SavedScale } from '../dataset/scale.ts';
import type { Kernels, Values } from '../kernels/kernels.ts';
import type { HeadName } from '../nn/heads/index.ts';
import { type DenseLayer, dense } from '../nn/layers/index.ts';
import { MOST_PARAMETERS } from '../nn/layout.ts';
import { Network } from '../nn/network.ts';
import { UserError } from '../util/user-error.ts';

/** A dense layer as a file has it: z = x W + b, a = f(z). */
export interface PlainLayer {
  /** For messages: the tensor or node that it comes from. */
  readonly name: string;
  readonly I: number;
  readonly O: number;
  /** [I][O] */
  readonly W: Values;
  /** [O] */
  readonly b: Values;
  readonly activation: Activation;
  /** The learned number of the activation, where it has one. */
  readonly slope?: number;
}

/** A multilayer perceptron as a file has it; the outputs of its last layer are the logits. */
export interface PlainNetwork {
  readonly layers: readonly PlainLayer[];
  readonly head: HeadName;
  /** How raw values become inputs; undefined where the file does not say. */
  readonly scale?: SavedScale;
}

const MOST_LAYERS = 1001;

/** The hidden layers of a file's network: its last layer's outputs are the logits. */
export const hiddenLayersOf = ({ layers }: Pick<PlainNetwork, 'layers'>): readonly PlainLayer[] =>
  layers.filter((_, k) => k < layers.length - 1);

/** Checks that so many layers are some, and fit into memory. @throws UserError */
export function checkSize(layers: readonly Pick<PlainLayer, 'I' | 'O'>[], file: string): void {
  if (layers.length === 0 || layers.length > MOST_LAYERS) {
    throw new UserError({ rule: `${file} must hold 1 to ${MOST_LAYERS} dense layers`, received: layers.length });
  }
  const empty = layers.find(({ I, O }) => I < 1 || O < 1);
  if (empty) {
    throw new UserError({
      rule: `layers of ${file} must have at least one input and one output`,
      received: `${empty.I} and ${empty.O}`,
    });
  }
  const parameters = layers.reduce((sum, { I, O }) => sum + I * O + O, 0);
  if (parameters > MOST_PARAMETERS) {
    throw new UserError({
      rule: `${file} must hold at most ${MOST_PARAMETERS} weights and biases`,
      received: parameters,
    });
  }
}

/**
 * Checks what no file is trusted with: that layers fit each other and memory, and that all numbers are finite.
 * @param file for messages
 * @throws UserError
 */
export function checkLayers(layers: readonly PlainLayer[], file: string): void {
  checkSize(layers, file);
  layers.forEach(({ name, I, W, b, slope = 0 }, k) => {
    const given = layers[k - 1]?.O ?? I;
    if (I !== given) {
      throw new UserError({
        rule: `layers of ${file} must fit each other`,
        received: `${name} with ${I} inputs after ${layers[k - 1].name} with ${given} outputs`,
      });
    }
    for (const [what, values] of Object.entries({ weights: W, biases: b, slope: Float64Array.of(slope) })) {
      const bad = values.findIndex((value) => !Number.isFinite(value));
      if (bad < 0) continue;
      throw new UserError({
        rule: `numbers in ${file} must be finite`,
        received: `${values[bad]} in the ${what} of ${name}`,
      });
    }
  });
}

/**
 * The dense layers of a network that is a chain of them, each with an activation at most.
 * @param what the files that it is for: `onnx`
 * @throws UserError where there is more to it: norms, residual connections, layers in another order
 */
export function plainLayersOf({ layers, denseLayers }: Network, what: string): readonly DenseLayer[] {
  const parts = denseLayers.flatMap((layer) => (layer.norm ? [] : layer.parts));
  const other = layers.find((layer, k) => layer !== parts[k]);
  if (!other) return denseLayers;
  throw new UserError({
    rule: `${what} takes networks of dense layers alone so far`,
    received: `a layer of the kind ${other.kind}`,
    fix: 'the run folder holds all weights, in model.safetensors',
  });
}

/** The network that a file describes. */
export function networkOf({ layers, head }: PlainNetwork, kernels: Kernels): Network {
  const network = new Network({
    inputs: layers[0].I,
    layers: layers.map(({ O, activation }) => dense(O, activation)),
    head,
    init: 'zeros',
    kernels,
  });
  fill(network, layers);
  return network;
}

/** Copies weights, biases and slopes into a network of the same sizes. */
export function fill(network: Network, layers: readonly PlainLayer[]): void {
  layers.forEach(({ W, b, slope }, k) => {
    const { parameters } = network.denseLayers[k];
    parameters.W.set(W);
    parameters.b.set(b);
    if (slope !== undefined) parameters.p.fill(slope);
  });
}
