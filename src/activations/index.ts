import { unknownName } from '../util/user-error.ts';
import type { Activation } from './activation.ts';
import { identity } from './identity.ts';
import { prelu } from './prelu.ts';
import { relu } from './relu.ts';
import { sigmoid } from './sigmoid.ts';
import { softmax } from './softmax.ts';
import { tanh } from './tanh.ts';

export type { Activation, PreferredInit, ScalarFunction, Values } from './activation.ts';

/** The one list of activations, in the order of tables and charts. A new one is a file beside this and a line here. */
const registry = [identity, sigmoid, tanh, relu, prelu, softmax] as const;

/** Name of a built-in activation. */
export type ActivationName = (typeof registry)[number]['name'];

/** The built-in activations. */
export const activations: readonly Activation<ActivationName>[] = registry;

/** Their names. */
export const activationNames: readonly ActivationName[] = registry.map(({ name }) => name);

/**
 * The activation of that name or alias; upper case and `_` are as good as lower case and `-` (leaky_relu, ReLU).
 * @throws UserError for an unknown name, offering the nearest
 */
export function activationByName(name: string): Activation {
  const key = name.trim().toLowerCase().replaceAll('_', '-');
  const found = registry.find((one: Activation) => one.name === key || one.aliases.includes(key));
  if (!found) throw unknownName('activation', name, activationNames);
  return found;
}
