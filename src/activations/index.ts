import { byName } from '../util/registry.ts';
import type { Activation } from './activation.ts';
import { celu } from './celu.ts';
import { elu } from './elu.ts';
import { gelu } from './gelu.ts';
import { geluTanh } from './gelu-tanh.ts';
import { hardShrink } from './hard-shrink.ts';
import { hardSigmoid } from './hard-sigmoid.ts';
import { hardSwish } from './hard-swish.ts';
import { hardTanh } from './hard-tanh.ts';
import { identity } from './identity.ts';
import { leakyRelu } from './leaky-relu.ts';
import { lecunTanh } from './lecun-tanh.ts';
import { logSigmoid } from './log-sigmoid.ts';
import { mish } from './mish.ts';
import { prelu } from './prelu.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { selu } from './selu.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { softShrink } from './soft-shrink.ts';
import { softmax } from './softmax.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { tanh } from './tanh.ts';
import { tanhShrink } from './tanh-shrink.ts';

export type { Activation, PreferredInit, ScalarFunction, Values } from './activation.ts';

/** The one list of activations, in the order of tables and charts. A new one is a file beside this and a line here. */
const registry = [
  identity,
  sigmoid,
  tanh,
  relu,
  leakyRelu,
  elu,
  selu,
  celu,
  gelu,
  geluTanh,
  silu,
  mish,
  softplus,
  softsign,
  hardTanh,
  hardSigmoid,
  hardSwish,
  relu6,
  softShrink,
  hardShrink,
  tanhShrink,
  logSigmoid,
  lecunTanh,
  prelu,
  softmax,
] as const;

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
  return byName<Activation>('activation', registry, name);
}
