import { selectEngine } from '../../kernels/index.ts';
import { dense } from '../../nn/dense.ts';
import { headByName } from '../../nn/heads/index.ts';
import { Network } from '../../nn/network.ts';
import { randomSource } from '../../util/random.ts';

/** What the figures of Nielsen's chapter 5 depend on beside depth, so that a test can get it wrong. */
export interface NielsenNetwork {
  readonly activation: string;
  readonly head: string;
  readonly init: string;
}

/**
 * As in the book: logistic units, the cross-entropy of chapter 3 (the default cost of its network2.py), weights
 * N(0, 1/fan_in) and biases N(0, 1). The quadratic cost gives norms five times too small.
 */
export const asInTheBook: NielsenNetwork = {
  activation: 'sigmoid',
  head: 'sigmoid-binary-cross-entropy',
  init: 'nielsen',
};

/** 784-[30] x L-10. */
export function nielsenNetwork(hidden: number, seed: number, { activation, head, init }: NielsenNetwork): Network {
  return new Network({
    inputs: 784,
    layers: [...Array.from({ length: hidden }, () => dense(30, activation)), dense(10)],
    head: headByName(head),
    init,
    kernels: selectEngine('auto').kernels,
    random: randomSource(seed),
  });
}

/** By hidden layer, from the input side on: the norm of dC/db, C the mean loss of the last batch. */
export function biasGradientNorms({ layers, kernels }: Network): number[] {
  return layers.slice(0, -1).map(({ O, gradients }) => kernels.norm(O, gradients.b));
}
