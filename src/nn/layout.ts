import type { Values } from '../kernels/kernels.ts';
import type { Role } from '../kernels/program.ts';

/** What a tensor is, before it has a place. */
export interface TensorShape {
  readonly name: string;
  readonly role: Role;
  /** Lengths of its sides, outermost first: [I, O] for W[I][O]. */
  readonly shape: readonly number[];
  /** What all its numbers start at, where no initializer draws them; default 0. */
  readonly initial?: number;
}

/** One named tensor inside a flat buffer. Its name is `layers.0.weight`, `layers.0.bias`, `layers.0.norm.gain`, ... */
export interface Tensor extends TensorShape {
  /** Where it begins, in numbers. */
  readonly offset: number;
  /** How many numbers it holds. */
  readonly length: number;
}

/** A tensor with its numbers: views into the network's flat buffers. */
export interface LayerTensor extends Tensor {
  readonly values: Values;
  /** dL/d of every value, after backward(); of no length for a statistic. */
  readonly gradients: Values;
}

/** Where every tensor of a flat buffer lies, in the order of the layers that they belong to. */
export interface Layout<T extends Tensor = Tensor> {
  readonly tensors: readonly T[];
  readonly length: number;
}

/** Most weights and biases of a network: 1 GiB in float64. Gradients and an optimizer's moments take as much again, each. */
export const MOST_PARAMETERS = 2 ** 27;

/** The part of a flat buffer that a tensor takes: its values, its gradients, a moment of them. */
export function viewOf({ offset, length }: Pick<Tensor, 'offset' | 'length'>, flat: Values): Values {
  return flat.subarray(offset, offset + length);
}
