import type { Labels, Values } from '../../kernels/kernels.ts';

/**
 * error[B][O] = (outputs[B][O] - y) / B, with y the one-hot label of each row: the gradient of the mean loss with
 * respect to the logits for both cross-entropies, and with respect to the outputs for squared errors.
 */
export function meanError(B: number, O: number, outputs: Values, labels: Labels, error: Values): void {
  for (let row = 0; row < B; row++) {
    for (let o = 0; o < O; o++) {
      const target = o === labels[row] ? 1 : 0;
      error[row * O + o] = (outputs[row * O + o] - target) / B;
    }
  }
}
