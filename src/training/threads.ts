import type { Slowdown } from '../kernels/kernels.ts';
import type { Network } from '../nn/network.ts';
import { optimizerByName } from '../nn/optimizers/index.ts';

/**
 * Multiply-adds of a batch, by its rows and the network's parameters, that are worth a thread of their own: with fewer,
 * threads wait for each other longer than they work (784-128-10: batches of 8 gain nothing from a second thread and lose
 * much where a core is busy; of 16 they gain a fifth, of 32 a third).
 */
const WORK_OF_A_THREAD = 2 ** 19;

/** How many of `cores` threads a training is worth. */
export function threadsFor(parameters: number, batchSize: number, cores: number): number {
  return Math.max(1, Math.min(cores, Math.floor((parameters * batchSize) / WORK_OF_A_THREAD)));
}

/** What keeps a training of that network from its engine's full speed, and to one thread; undefined where nothing does. */
export function slowdownOf({ kernels, denseLayers, head }: Network, optimizer: string): Slowdown | undefined {
  const activations = denseLayers.map(({ activation }) => activation);
  return kernels.slowedBy?.({ activations, head, optimizer: optimizerByName(optimizer) });
}
