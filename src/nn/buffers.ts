import type { Values } from '../kernels/kernels.ts';
import type { Layout } from './layout.ts';
import type { Network } from './network.ts';

/** Where the numbers of a network lie in its flat buffers. */
export interface BufferLayouts {
  readonly layout: Layout;
  readonly statisticsLayout: Layout;
}

/** Copies of all that training changes in a network: what a checkpoint saves, and what early stopping puts back. */
export interface NetworkBuffers {
  /** In the network's layout. */
  readonly parameters: Values;
  /** In the layout of its statistics. */
  readonly statistics: Values;
}

/** The network's buffers as they are now. */
export function copyBuffers({ parameters, statistics }: NetworkBuffers): NetworkBuffers {
  return { parameters: parameters.slice(), statistics: statistics.slice() };
}

/** Gives a network of the same layout what those copies hold. */
export function putBuffers(network: Network, { parameters, statistics }: NetworkBuffers): void {
  network.parameters.set(parameters);
  network.statistics.set(statistics);
}
