import type { Network } from './network.ts';
import { penaltiesByRole } from './penalties.ts';

/** Penalties on weights (never on biases or slopes), added to the gradient. */
export interface Penalties {
  /** l1 * sum |w|: drives weights to exactly 0. Default 0. */
  l1?: number;
  /** l2 / 2 * sum w^2: shrinks weights in proportion. Default 0. */
  l2?: number;
}

/** dW += l2 W + l1 sign(W) for every tensor whose role is penalised. */
export function addPenalties({ kernels, layout }: Network, { l1 = 0, l2 = 0 }: Penalties): void {
  if (l1 === 0 && l2 === 0) return;
  for (const { role, length, values, gradients } of layout.tensors) {
    if (penaltiesByRole[role].l1l2) kernels.addPenalty(length, l1, l2, values, gradients);
  }
}

/**
 * Scales all gradients so that their joint Euclidean norm is at most `most`; returns the norm before.
 * Source: Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks (2013).
 */
export function clipGradients({ kernels, layout, gradients }: Network, most: number): number {
  const norm = kernels.norm(layout.length, gradients);
  if (norm > most) kernels.scale(layout.length, most / norm, gradients);
  return norm;
}
