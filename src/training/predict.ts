import { type Scale, scaleRow } from '../dataset/scale.ts';
import type { Values } from '../dataset/values.ts';
import type { Network } from '../nn/network.ts';
import { breather } from '../util/breathe.ts';

/** Rows per forward pass, as in an evaluation. */
const ROWS = 200;

/**
 * What the network makes of unlabelled samples, without dropout: the outputs of its head [N][O], probabilities for
 * softmax heads.
 * @param values [N][I], before scaling
 */
export async function predict(network: Network, values: Values, scale: Scale): Promise<Float64Array> {
  const { inputs: I, outputs: O } = network;
  const N = values.length / I;
  const row = scaleRow(scale, I, values instanceof Uint8Array);
  const x = network.room(Math.min(ROWS, N));
  const outputs = new Float64Array(N * O);
  const breathe = breather();
  for (let first = 0; first < N; first += ROWS) {
    const B = Math.min(ROWS, N - first);
    for (let b = 0; b < B; b++) row(values, (first + b) * I, x, b * I);
    outputs.set(network.forward(x, B).subarray(0, B * O), first * O);
    await breathe();
  }
  return outputs;
}
