import type { Labels } from '../../kernels/kernels.ts';
import { argmax, type Network } from '../../nn/network.ts';
import type { HeadProbe } from './figures.ts';

/** What the head made of the logits, after forward(), loss() and backward() of a probe batch of B rows. */
export function measureHead(network: Network, B: number, labels: Labels): HeadProbe {
  const { outputs: O, probabilities: outputs, losses, denseLayers, kernels } = network;
  const n = B * O;
  const dlogits = denseLayers[denseLayers.length - 1].dz;
  const answered = new Set<number>();
  const means = new Float64Array(O);
  let [loss, errors] = [0, 0];
  for (let row = 0; row < B; row++) {
    loss += losses[row];
    answered.add(argmax(outputs, row * O, O));
    for (let o = 0; o < O; o++) {
      const output = outputs[row * O + o];
      means[o] += output / B;
      errors += (output - (o === labels[row] ? 1 : 0)) ** 2;
    }
  }
  let squares = 0;
  for (let k = 0; k < n; k++) squares += (outputs[k] - means[k % O]) ** 2;
  return {
    loss: loss / B,
    accuracy: network.correct(labels) / B,
    answered: answered.size,
    spread: Math.sqrt(squares / n),
    // dlogits are of the mean over the batch.
    passes: errors > 0 ? (kernels.norm(n, dlogits) * B) / Math.sqrt(errors) : 1,
  };
}
