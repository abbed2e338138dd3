import type { Dataset } from '../../dataset/dataset.ts';
import { fitScale, type ScaleName, scaleRow } from '../../dataset/scale.ts';
import type { Network } from '../../nn/network.ts';

/** Leaves in the network what one batch of all these samples gives: net inputs, outputs, and gradients of the mean loss. */
export function backpropagate(network: Network, data: Dataset, scaleName: ScaleName): void {
  const { count, features, values, labels } = data;
  const row = scaleRow(fitScale(scaleName, data), features, values instanceof Uint8Array);
  const x = network.room(count);
  for (let sample = 0; sample < count; sample++) row(values, sample * features, x, sample * features);
  network.forward(x, count);
  network.loss(labels);
  network.backward();
}
