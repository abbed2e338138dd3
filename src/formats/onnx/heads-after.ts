import type { Activation } from '../../activations/index.ts';
import type { Head } from '../../kernels/kernels.ts';
import { type HeadName, heads } from '../../nn/heads/index.ts';

/**
 * What heads a file may have by the activation after its last layer, the likeliest first. Where there is none, its
 * outputs are the logits of a classifier, unless it says otherwise.
 */
export function headsAfter(output: Activation): readonly Head<HeadName>[] {
  const fitting = heads.filter(({ activation }) => activation.name === output.name);
  return output.name === 'identity' ? [heads[0], ...fitting] : fitting;
}
