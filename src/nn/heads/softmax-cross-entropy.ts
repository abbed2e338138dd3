import { rowMaximum, softmax } from '../../activations/softmax.ts';
import type { Head } from '../../kernels/kernels.ts';
import { meanError } from './error.ts';

/**
 * Class probabilities by softmax, and the negative logarithm of the true class's one.
 *
 * Fused: the logarithm and the exponential cancel, so that the loss is log(sum_k exp(z_k)) - z_y, finite for all
 * finite logits, and its gradient a - y, which does not vanish when the network is confidently wrong.
 */
export const softmaxCrossEntropy = Object.freeze<Head<'softmax-cross-entropy'>>({
  name: 'softmax-cross-entropy',
  formula: '-log softmax(z)_y',
  source: 'Bridle, Training Stochastic Model Recognition Algorithms as Networks (1990)',
  activation: softmax,

  losses(B, O, logits, _outputs, labels, losses) {
    for (let row = 0; row < B; row++) {
      const most = rowMaximum(O, logits, row * O);
      let sum = 0;
      for (let o = 0; o < O; o++) sum += Math.exp(logits[row * O + o] - most);
      losses[row] = Math.log(sum) + most - logits[row * O + labels[row]];
    }
  },

  backward: (B, O, _logits, outputs, labels, dlogits) => meanError(B, O, outputs, labels, dlogits),
});
