import type { Kernels, Values } from '../../kernels/kernels.ts';
import type { RandomStream } from '../../util/random.ts';
import type { LayerTensor, TensorShape } from '../layout.ts';

/**
 * What a layer is to be: a small frozen object, as `linear(100)` or `activation('tanh')` make it. How many inputs it has
 * is known only when a network is built.
 */
export interface LayerSpec {
  readonly kind: string;
  /** The layer itself, for I inputs. @throws UserError where sizes do not fit each other */
  build(I: number, builder: LayerBuilder): Layer;
}

/** What a layer is built with. */
export interface LayerBuilder {
  readonly kernels: Kernels;
  /** A tensor of the layer's own, in the network's flat buffers. Calls decide the order there. */
  tensor(shape: TensorShape): LayerTensor;
  /** Layers one after another, the first of them with I inputs. */
  chain(I: number, specs: readonly LayerSpec[]): readonly Layer[];
}

/**
 * What a forward pass is for.
 *
 *     training     units are dropped; batch norm goes by the batch, and keeps running statistics of it
 *     measurement  a look at what training sees: batch norm goes by the batch, nothing is dropped or kept
 *     evaluation   the network in use: batch norm goes by its running statistics
 */
export type PassMode = 'training' | 'measurement' | 'evaluation';

/** One forward pass. */
export interface Pass {
  readonly mode: PassMode;
  /** Draws the masks of dropout. */
  readonly draws: RandomStream;
}

/**
 * A layer of a network: forward and backward over a batch. B rows in the batch, I inputs, O outputs.
 * Its arrays belong to it; what it hands out is a view that its next pass overwrites.
 */
export interface Layer {
  readonly kind: string;
  readonly I: number;
  readonly O: number;
  /** Rows that a training batch must have at least, where that is more than one. */
  readonly leastRows?: number;
  /** Its own, without those of layers inside it; in the order of the flat buffers. */
  readonly tensors: readonly LayerTensor[];
  /** The layers inside, in order; of a residual connection only. */
  readonly inner?: readonly Layer[];
  /** Of the last batch: what came out [B][O], and dL/d of it as backward() was given it. */
  readonly out: Values;
  readonly dout: Values;
  /** dL/dx of the last batch, [B][I]. */
  readonly dx: Values;
  /** Makes room for batches of up to B rows. */
  reserve(B: number): void;
  /** out[B][O] from x[B][I]. */
  forward(B: number, x: Values, pass: Pass): Values;
  /** Gradients of its tensors from dout[B][O], which it leaves as it is; returns dx[B][I], unless that is not wanted. */
  backward(B: number, dout: Values, wantInputGradient: boolean): Values;
}
