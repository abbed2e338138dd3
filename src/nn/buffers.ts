import type { Values } from '../kernels/kernels.ts';
import type { Network } from './network.ts';

/** Copies of all that training changes in a network: what a checkpoint saves, and what early stopping puts back. */
export interface NetworkBuffers {
  /** In the network's layout. */
  readonly parameters: Values;
}

/** The network's buffers as they are now. */
export function copyBuffers({ parameters }: NetworkBuffers): NetworkBuffers {
  return { parameters: parameters.slice() };
}

/** Gives a network of the same layout what those copies hold. */
export function putBuffers(network: Network, { parameters }: NetworkBuffers): void {
  network.parameters.set(parameters);
}
