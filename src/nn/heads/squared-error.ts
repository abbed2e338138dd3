import type { Activation } from '../../activations/index.ts';
import type { Head } from '../../kernels/kernels.ts';
import { meanError } from './error.ts';

/**
 * Half the squared distance between the outputs f(z) and the one-hot label, summed over the classes: Nielsen's
 * quadratic cost. Its gradient carries f'(z), so it learns slowly where f is flat and the answer wrong.
 */
export function squaredError<const Name extends string>(name: Name, activation: Activation): Head<Name> {
  return Object.freeze<Head<Name>>({
    name,
    formula: `1/2 sum_o (${activation.name}(z)_o - y_o)^2`,
    source: 'Nielsen, Neural Networks and Deep Learning (2015), chapter 1',
    activation,

    losses(B, O, _logits, outputs, labels, losses) {
      for (let row = 0; row < B; row++) {
        let sum = 0;
        for (let o = 0; o < O; o++) sum += (outputs[row * O + o] - (o === labels[row] ? 1 : 0)) ** 2;
        losses[row] = sum / 2;
      }
    },

    backward(B, O, logits, outputs, labels, dlogits) {
      meanError(B, O, outputs, labels, dlogits);
      activation.backward(B, O, logits, outputs, dlogits, dlogits);
    },
  });
}
