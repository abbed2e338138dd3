import { type Scale, scaleRow } from '../dataset/scale.ts';
import type { Values } from '../dataset/values.ts';
import type { Network } from '../nn/network.ts';
import { breather } from '../util/breathe.ts';
import { message, setting } from '../util/message.ts';
import { UserError } from '../util/user-error.ts';

/** Rows per forward pass, as in an evaluation. */
const ROWS = 200;

/**
 * What the network makes of unlabelled samples, without dropout: the outputs of its head [N][O], probabilities for
 * softmax heads.
 * @param values [N][I], before scaling
 * @throws UserError where an output is no finite number
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
    const lost = outputs.subarray(first * O, (first + B) * O).findIndex((value) => !Number.isFinite(value));
    if (lost >= 0) throw notFinite(`those of sample ${first + Math.floor(lost / O) + 1}`);
    await breathe();
  }
  return outputs;
}

/** The mistake of a network whose numbers grow beyond the engine's on the way: there is nothing to be said of its outputs. */
export function notFinite(received: string): UserError {
  return new UserError({
    rule: 'the outputs of the network must be finite',
    received,
    fix: message`its weights or inputs are too large for its numbers; ${setting('scale')} may be another one than in training`,
  });
}
