import type { Activation } from '../activations/index.ts';
import type { SavedScale } from '../dataset/scale.ts';
import type { Kernels, Values } from '../kernels/kernels.ts';
import type { HeadName } from '../nn/heads/index.ts';
import {
  activation,
  batchNorm,
  type DenseLayer,
  type LayerSpec,
  layerNorm,
  linear,
  residual,
} from '../nn/layers/index.ts';
import { MOST_PARAMETERS } from '../nn/layout.ts';
import { Network } from '../nn/network.ts';
import { plain } from '../util/plain.ts';
import { UserError } from '../util/user-error.ts';

/** The normalisation of net inputs, as a file has it; arrays are [O]. */
export type PlainNorm =
  | {
      readonly kind: 'batch-norm';
      readonly epsilon: number;
      readonly gain: Values;
      readonly shift: Values;
      /** Running statistics: what the network goes by when it is used. */
      readonly mean: Values;
      readonly variance: Values;
    }
  | { readonly kind: 'layer-norm'; readonly epsilon: number; readonly gain: Values; readonly shift: Values };

/** A dense layer as a file has it: z = norm(x W + b), a = f(z); with a residual connection its output is x + a. */
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
  readonly norm?: PlainNorm;
  /** Whether the layer's inputs are added to its outputs, which are as many. */
  readonly residual?: boolean;
}

/** A multilayer perceptron as a file has it; the outputs of its last layer are the logits. */
export interface PlainNetwork {
  readonly layers: readonly PlainLayer[];
  readonly head: HeadName;
  /** How raw values become inputs; undefined where the file does not say. */
  readonly scale?: SavedScale;
  /** The fingerprint of the data that it was trained on; undefined where the file does not say. */
  readonly trainedOn?: string;
  /** What its outputs are called; undefined where they have no names but numbers. */
  readonly classNames?: readonly string[];
}

/** The names in what files of ours say of their classes: a JSON list of texts, with one that is no number, or out of order. */
export function classNamesIn(told: string | undefined, outputs: number): readonly string[] | undefined {
  if (told === undefined) return undefined;
  try {
    const names: unknown = JSON.parse(told);
    if (!Array.isArray(names) || names.length !== outputs) return undefined;
    const texts = names.filter((name): name is string => typeof name === 'string');
    return texts.length === outputs && texts.some((name, k) => name !== String(k)) ? texts : undefined;
  } catch {
    return undefined;
  }
}

/** The fingerprint in what files of ours say of their data: JSON with a name and a fingerprint. */
export function fingerprintIn(told: string | undefined): string | undefined {
  return /"fingerprint":\s*"([0-9a-f]{64})"/.exec(told ?? '')?.[1];
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
 * A norm whose arrays have a number for each unit.
 * @param units outputs of the layer before; undefined where that is not known
 * @throws UserError
 */
export function checkedNorm(norm: PlainNorm, units: number | undefined, name = ''): PlainNorm {
  const { kind, epsilon, ...arrays } = norm;
  const wanted = units ?? norm.gain.length;
  const other = Object.entries(arrays).find(([, values]) => values.length !== wanted);
  if (other) {
    throw new UserError({
      rule: `the ${kind} '${plain(name)}' must have a number for each of ${wanted} units`,
      received: `${other[1].length} in its ${other[0]}`,
    });
  }
  if (!(epsilon > 0))
    throw new UserError({ rule: `the epsilon of ${kind} '${plain(name)}' must be positive`, received: epsilon });
  return norm;
}

/**
 * Checks what no file is trusted with: that layers fit each other and memory, and that all numbers are finite.
 * @param file for messages
 * @throws UserError
 */
export function checkLayers(layers: readonly PlainLayer[], file: string): void {
  checkSize(layers, file);
  layers.forEach(({ name, I, O, W, b, slope = 0, norm, residual }, k) => {
    const given = layers[k - 1]?.O ?? I;
    if (I !== given) {
      throw new UserError({
        rule: `layers of ${file} must fit each other`,
        received: `${name} with ${I} inputs after ${layers[k - 1].name} with ${given} outputs`,
      });
    }
    if (residual && I !== O) {
      throw new UserError({
        rule: `a residual connection in ${file} must have as many outputs as inputs`,
        received: `${name} with ${I} inputs and ${O} outputs`,
      });
    }
    const { kind: _, epsilon = 0, ...normed } = norm ?? {};
    const arrays = {
      weights: W,
      biases: b,
      slope: Float64Array.of(slope),
      epsilon: Float64Array.of(epsilon),
      ...normed,
    };
    if (norm?.kind === 'batch-norm' && norm.variance.some((value) => value < 0)) {
      throw new UserError({ rule: `variances in ${file} must not be negative`, received: `one in ${name}` });
    }
    for (const [what, values] of Object.entries(arrays)) {
      // As the fast engine will have them: 1e300 is infinite there.
      const bad = values.findIndex((value) => !Number.isFinite(Math.fround(value)));
      if (bad < 0) continue;
      throw new UserError({
        rule: `numbers in ${file} must be finite${Number.isFinite(values[bad]) ? ' in float32' : ''}`,
        received: `${values[bad]} in the ${what} of ${name}`,
      });
    }
  });
}

/**
 * The dense layers of a network that is a chain of them, each with norm, activation, dropout and a residual connection
 * around these at most.
 * @param what the files that it is for: `onnx`
 * @throws UserError where there is more to it: layers in another order, residual connections around several
 */
export function plainLayersOf({ layers, denseLayers }: Network, what: string): readonly DenseLayer[] {
  const expected = denseLayers.flatMap((layer) => (layer.residual ? [layer.residual] : layer.parts));
  const other =
    layers.find((layer, k) => layer !== expected[k]) ??
    denseLayers.find(({ parts, residual }) => residual?.inner.some((layer, k) => layer !== parts[k]))?.residual;
  if (!other) return denseLayers;
  throw new UserError({
    rule: `${what} takes chains of dense layers, each with its norm, activation and residual connection`,
    received: `a layer of the kind ${other.kind} in another place`,
    fix: 'the run folder holds all weights, in model.safetensors',
  });
}

/** The network that a file describes. */
export function networkOf({ layers, head }: PlainNetwork, kernels: Kernels): Network {
  const network = new Network({ inputs: layers[0].I, layers: layers.map(specsOf), head, init: 'zeros', kernels });
  fill(network, layers);
  return network;
}

function specsOf({ O, activation: applied, norm, residual: around }: PlainLayer): readonly LayerSpec[] {
  const specs = [
    linear(O),
    ...(norm ? [norm.kind === 'batch-norm' ? batchNorm(norm) : layerNorm(norm)] : []),
    ...(applied.name === 'identity' ? [] : [activation(applied)]),
  ];
  return around ? [residual(specs)] : specs;
}

/** Copies weights, biases, slopes, norms and their statistics into a network of the same layers. */
export function fill(network: Network, layers: readonly PlainLayer[]): void {
  layers.forEach(({ W, b, slope, norm }, k) => {
    const layer = network.denseLayers[k];
    layer.parameters.W.set(W);
    layer.parameters.b.set(b);
    if (slope !== undefined) layer.parameters.p.fill(slope);
    if (!norm || !layer.norm) return;
    layer.norm.gain.values.set(norm.gain);
    layer.norm.shift.values.set(norm.shift);
    if (norm.kind !== 'batch-norm' || layer.norm.kind !== 'batch-norm') return;
    layer.norm.mean.values.set(norm.mean);
    layer.norm.variance.values.set(norm.variance);
  });
}
