import type { Values } from '../kernels/kernels.ts';
import type { DenseSpec, DenseViews } from './dense.ts';

/** One named tensor inside a network's flat buffers. */
export interface Tensor {
  /** `layers.0.weight`, `layers.0.bias`, `layers.0.slope` */
  readonly name: string;
  readonly shape: readonly number[];
  /** Where it begins, in numbers. */
  readonly offset: number;
  /** How many numbers it holds. */
  readonly length: number;
}

/** Where every parameter of a network lies: layer after layer, W[I][O], then b[O], then a learned number if any. */
export interface Layout {
  readonly tensors: readonly Tensor[];
  readonly length: number;
}

/** The layout of dense layers over `inputs` features. */
export function layoutOf(inputs: number, layers: readonly DenseSpec[]): Layout {
  const tensors: Tensor[] = [];
  let offset = 0;
  const add = (name: string, shape: readonly number[]) => {
    const length = shape.reduce((product, side) => product * side, 1);
    tensors.push({ name, shape, offset, length });
    offset += length;
  };
  let I = inputs;
  layers.forEach(({ units: O, activation }, k) => {
    add(`layers.${k}.weight`, [I, O]);
    add(`layers.${k}.bias`, [O]);
    if (activation.parameter) add(`layers.${k}.${activation.parameter.name}`, [1]);
    I = O;
  });
  return { tensors, length: offset };
}

/** The views of layer k into a flat buffer. */
export function viewsOf({ tensors }: Layout, k: number, flat: Values): DenseViews {
  const own = tensors.filter(({ name }) => name.startsWith(`layers.${k}.`));
  const [W, b, p] = own.map(({ offset, length }) => flat.subarray(offset, offset + length));
  return { W, b, p: p ?? flat.subarray(0, 0) };
}
