import { Batches } from '../dataset/batches.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Scale } from '../dataset/scale.ts';
import type { Values } from '../kernels/kernels.ts';
import { argmax, type Network } from '../nn/network.ts';
import { breather } from '../util/breathe.ts';
import type { Score } from './metrics.ts';

/** Rows per forward pass of an evaluation: large enough for speed, small enough to answer signals in between. */
const ROWS = 200;

/** How a network judged every sample of a data set. */
export interface Evaluation extends Score {
  /** [count] the class with the largest output */
  readonly predictions: Uint16Array;
  /** [count] that output, a probability for softmax heads */
  readonly confidence: Float64Array;
  /** [count] each sample's own loss */
  readonly losses: Float64Array;
}

/** Runs the network, without dropout, over all samples in file order. */
export async function evaluate(network: Network, data: Dataset, scale: Scale): Promise<Evaluation> {
  const { outputs } = network;
  const { count, labels: truth } = data;
  const batches = new Batches({ data, scale, batchSize: Math.min(ROWS, count) });
  const x = network.room(Math.min(ROWS, count));
  const labels = new Uint16Array(Math.min(ROWS, count));
  const predictions = new Uint16Array(count);
  const confidence = new Float64Array(count);
  const losses = new Float64Array(count);
  const breathe = breather();
  let [sum, right, seen] = [0, 0, 0];
  for (let step = 0; step < batches.steps; step++) {
    const B = batches.fill(step, x, labels);
    const probabilities = network.forward(x, B);
    network.loss(labels);
    for (let row = 0; row < B; row++, seen++) {
      predictions[seen] = argmax(probabilities, row * outputs, outputs);
      confidence[seen] = probabilities[row * outputs + predictions[seen]];
      losses[seen] = network.losses[row];
      sum += losses[seen];
      if (predictions[seen] === truth[seen]) right++;
    }
    await breathe();
  }
  return { loss: sum / count, accuracy: right / count, predictions, confidence, losses };
}

/** Loss and accuracy from the outputs [count][O] and losses [count] of every sample of a data set. */
export function scoreOf({ count, labels }: Dataset, O: number, outputs: Values, losses: Values): Score {
  let [sum, right] = [0, 0];
  for (let sample = 0; sample < count; sample++) {
    sum += losses[sample];
    if (argmax(outputs, sample * O, O) === labels[sample]) right++;
  }
  return { loss: sum / count, accuracy: right / count };
}
