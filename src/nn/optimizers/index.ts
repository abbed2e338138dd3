import type { Optimizer } from '../../kernels/kernels.ts';
import { byName } from '../../util/registry.ts';
import { adagrad } from './adagrad.ts';
import { adam, adamw } from './adam.ts';
import { momentum } from './momentum.ts';
import { nadam } from './nadam.ts';
import { nesterov } from './nesterov.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** The one list of optimizers. */
const registry = [sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw, nadam] as const;

/** Name of an optimizer. */
export type OptimizerName = (typeof registry)[number]['name'];

/** The optimizers, in PyTorch's definitions. */
export const optimizers: readonly Optimizer<OptimizerName>[] = registry;

/** Their names. */
export const optimizerNames: readonly OptimizerName[] = registry.map(({ name }) => name);

/**
 * The optimizer of that name.
 * @throws UserError for an unknown name, offering the nearest
 */
export function optimizerByName(name: string): Optimizer {
  return byName('optimizer', optimizers, name);
}
