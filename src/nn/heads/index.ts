import { identity } from '../../activations/identity.ts';
import { sigmoid } from '../../activations/sigmoid.ts';
import { softmax } from '../../activations/softmax.ts';
import type { Head } from '../../kernels/kernels.ts';
import { setting } from '../../util/message.ts';
import { byName } from '../../util/registry.ts';
import { sigmoidBinaryCrossEntropy } from './sigmoid-binary-cross-entropy.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';
import { squaredError } from './squared-error.ts';

/** The one list of heads. */
const registry = [
  softmaxCrossEntropy,
  sigmoidBinaryCrossEntropy,
  squaredError('sigmoid-mse', sigmoid),
  squaredError('softmax-mse', softmax),
  squaredError('identity-mse', identity),
] as const;

/** Name of a head. */
export type HeadName = (typeof registry)[number]['name'];

/** The heads: output activation and loss as one. */
export const heads: readonly Head<HeadName>[] = registry;

/** Their names. */
export const headNames: readonly HeadName[] = registry.map(({ name }) => name);

/**
 * The head of that name.
 * @throws UserError for an unknown name, offering the nearest
 */
export function headByName(name: string): Head {
  return byName(setting('head'), heads, name);
}
