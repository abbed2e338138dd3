import type { Head, Kernels, Labels, Values } from '../kernels/kernels.ts';
import { reference } from '../kernels/reference/index.ts';
import { largest } from '../util/any-length.ts';
import { type RandomSource, randomSource } from '../util/random.ts';
import { requireLength, requireWhole } from '../util/require.ts';
import { UserError } from '../util/user-error.ts';
import { type HeadName, headByName } from './heads/index.ts';
import { initialize } from './initialize.ts';
import type { Initializer } from './initializers.ts';
import { chainBackward, chainForward } from './layers/chain.ts';
import {
  buildLayers,
  type DenseLayer,
  denseLayersOf,
  type Layer,
  type LayerList,
  type PassMode,
} from './layers/index.ts';
import type { LayerTensor, Layout } from './layout.ts';
import { NetworkMemory } from './memory.ts';

/** What a network is to be. */
export interface NetworkOptions {
  /** Features of a sample: I of the first layer. */
  inputs: number;
  /** From the first layer to the last, whose outputs are the logits; lists are taken apart. At least one is linear. */
  layers: LayerList;
  /** Output activation and loss. Default `softmax-cross-entropy`. */
  head?: HeadName | Head;
  /** How weights are drawn; `auto` (the default) takes each activation's own, smaller where residual branches end. */
  init?: string | Initializer;
  /** The engine. Default: the float64 reference. */
  kernels?: Kernels;
  /** Where draws come from: 'init' for weights, 'dropout' in training. Default: seed 0. */
  random?: RandomSource;
}

/**
 * A multilayer perceptron with its head: layers one after another, forward and backward.
 *
 * All parameters lie in one flat buffer, all gradients in another of the same layout, and statistics that are measured,
 * not learned, in a third; layers hold views.
 * Shape letters as in kernels.ts: B rows in the batch, I inputs, O outputs of the last layer.
 *
 * An engine holds all its networks in one memory, on the fast one of 4 GiB: dispose() those that are done with.
 *
 * @throws UserError for sizes below 1 or that do not fit each other, no linear layer, unknown names, or no memory left
 */
export class Network {
  readonly inputs: number;
  readonly outputs: number;
  /** As they were given; how to walk them stands in layers/index.ts. */
  readonly layers: readonly Layer[];
  /** One for each linear layer, with the norm, activation and dropout after it. The last one's outputs are the logits. */
  readonly denseLayers: readonly DenseLayer[];
  /** Those of them that are hidden. */
  readonly hiddenLayers: readonly DenseLayer[];
  readonly head: Head;
  readonly kernels: Kernels;
  readonly layout: Layout<LayerTensor>;
  /** Every weight, bias, slope, gain and shift. */
  readonly parameters: Values;
  /** dL/d of every parameter, after backward(). */
  readonly gradients: Values;
  readonly statisticsLayout: Layout<LayerTensor>;
  /** The running means and variances of batch norm. */
  readonly statistics: Values;
  /** Of the last batch, per row: the outputs of the head [B][O], and after loss() the losses [B]. */
  probabilities: Values;
  losses: Values;
  /** Rows that a training batch must have at least: 2 with batch norm, else 1. */
  readonly leastRows: number;
  /** Where its draws come from. */
  readonly random: RandomSource;
  private dlogits: Values;
  private readonly memory: NetworkMemory;
  private capacity = 0;
  private staging: Values;
  private B = 0;
  private labels: Labels = new Uint16Array(0);

  constructor(options: NetworkOptions) {
    const { layers, head = 'softmax-cross-entropy', init = 'auto', kernels = reference } = options;
    this.inputs = requireWhole('the inputs of a network', options.inputs, 1);
    this.head = typeof head === 'string' ? headByName(head) : head;
    this.kernels = kernels;
    this.random = options.random ?? randomSource(0);
    this.memory = new NetworkMemory(kernels);
    const built = this.memory.orNothing((own) => buildLayers(own, this.inputs, layers));
    this.layers = built.layers;
    this.outputs = built.outputs;
    this.layout = built.layout;
    this.parameters = built.parameters;
    this.gradients = built.gradients;
    this.statisticsLayout = built.statisticsLayout;
    this.statistics = built.statistics;
    this.leastRows = leastRowsOf(this.layers);
    this.denseLayers = denseLayersOf(this.layers);
    this.hiddenLayers = this.denseLayers.filter(({ hidden }) => hidden);
    if (this.denseLayers.length === 0) {
      throw new UserError({ rule: 'a network must have at least one linear layer', fix: 'add dense(10)' });
    }
    this.probabilities = this.losses = this.dlogits = this.staging = this.memory.kernels.allocate(0);
    initialize(this.layers, this.denseLayers, init, this.random);
  }

  /**
   * Room for a batch x[B][I] in the engine's memory, to be filled and passed to forward(). It is the network's own: the
   * next caller gets the same.
   */
  room(B: number): Values {
    this.memory.requireAlive();
    const length = B * this.inputs;
    if (this.staging.length < length) {
      const { kernels } = this.memory;
      kernels.release?.(this.staging);
      this.staging = kernels.allocate(length);
    }
    return this.staging;
  }

  /**
   * Probabilities (the head's outputs) [B][O] of a batch x[B][I]. A view that the next call overwrites.
   * @param B rows; by default all that x holds
   * @param mode what the pass is for; in `training`, units are dropped and batch norm keeps its statistics
   * @throws UserError for a batch of one row where batch norm has to go by the batch
   */
  forward(x: Values, B = Math.floor(x.length / this.inputs), mode: PassMode = 'evaluation'): Values {
    this.memory.requireAlive();
    requireLength('x[B][I]', x, B * this.inputs);
    this.reserve(B);
    const pass = { mode, draws: this.random.stream('dropout') };
    const logits = chainForward(this.layers, B, x, pass);
    this.kernels.headOutputs(this.head, B, this.outputs, logits, this.probabilities);
    this.B = B;
    return this.probabilities;
  }

  /** The mean loss of the last batch, given its labels[B]; each row's own is left in `losses`. */
  loss(labels: Labels): number {
    const { kernels, head, B, outputs, logits, probabilities, losses } = this;
    this.labels = requireLength('labels[B]', labels, B);
    kernels.headLosses(head, B, outputs, logits, probabilities, labels, losses);
    let sum = 0;
    for (let row = 0; row < B; row++) sum += losses[row];
    return sum / B;
  }

  /** The gradients of the mean loss, after forward() and loss(). */
  backward(): void {
    const { kernels, head, B, outputs, logits, probabilities, labels, layers, dlogits } = this;
    kernels.headBackward(head, B, outputs, logits, probabilities, labels, dlogits);
    chainBackward(layers, B, dlogits, false);
  }

  /** The outputs of the last layer, before the head, [B][O]. */
  get logits(): Values {
    return this.layers[this.layers.length - 1].out;
  }

  /** How many of the last batch's rows are classified as labels[B] say. */
  correct(labels: Labels): number {
    const { B, outputs, probabilities } = this;
    let right = 0;
    for (let row = 0; row < B; row++) if (argmax(probabilities, row * outputs, outputs) === labels[row]) right++;
    return right;
  }

  /**
   * Gives the memory of all its arrays back to the engine. Neither the network nor an array of it may be used again; what is
   * to stay has to be copied before, as `network.parameters.slice()` does.
   */
  dispose(): void {
    this.memory.dispose();
  }

  /** The same, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  private reserve(B: number): void {
    if (B <= this.capacity) return;
    this.memory.forBatches((kernels) => {
      for (const layer of this.layers) layer.reserve(B);
      this.probabilities = kernels.allocate(B * this.outputs);
      this.dlogits = kernels.allocate(B * this.outputs);
      this.losses = kernels.allocate(B);
    });
    this.capacity = B;
  }
}

/** The place of the largest of `count` values from `from` on, counted from there; the first of equals. */
export function argmax(values: Values, from: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) if (values[from + k] > values[from + best]) best = k;
  return best;
}

const leastRowsOf = (layers: readonly Layer[]): number =>
  largest(
    layers.map(({ leastRows = 1, inner = [] }) => Math.max(leastRows, leastRowsOf(inner))),
    1,
  );
