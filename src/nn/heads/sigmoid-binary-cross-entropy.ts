import { sigmoid } from '../../activations/sigmoid.ts';
import type { Head } from '../../kernels/kernels.ts';
import { meanError } from './error.ts';

/**
 * One logistic output per class, each a yes-or-no question of its own; the loss sums over the classes.
 *
 * Fused: -log sigmoid(z) and -log(1 - sigmoid(z)) become log(1 + exp(-|z|)) + max(z, 0) - y z, which neither overflows
 * nor takes the logarithm of 0; the gradient is a - y.
 */
export const sigmoidBinaryCrossEntropy = Object.freeze<Head<'sigmoid-binary-cross-entropy'>>({
  name: 'sigmoid-binary-cross-entropy',
  formula: '-sum_o [y_o log sigmoid(z_o) + (1 - y_o) log(1 - sigmoid(z_o))]',
  source: 'Nielsen, Neural Networks and Deep Learning (2015), chapter 3',
  activation: sigmoid,

  losses(B, O, logits, _outputs, labels, losses) {
    for (let row = 0; row < B; row++) {
      let sum = 0;
      for (let o = 0; o < O; o++) {
        const z = logits[row * O + o];
        const target = o === labels[row] ? 1 : 0;
        sum += Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - target * z;
      }
      losses[row] = sum;
    }
  },

  backward: (B, O, _logits, outputs, labels, dlogits) => meanError(B, O, outputs, labels, dlogits),
});
