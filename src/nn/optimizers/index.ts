import type { Optimizer } from '../../kernels/kernels.ts';
import { message, setting } from '../../util/message.ts';
import { byName, parseCall } from '../../util/registry.ts';
import { fitsSingle } from '../../util/single.ts';
import { UserError } from '../../util/user-error.ts';
import { adagrad } from './adagrad.ts';
import { adam, adamw } from './adam.ts';
import { momentum } from './momentum.ts';
import { nadam } from './nadam.ts';
import { nesterov } from './nesterov.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** The one list of optimizers. */
// biome-ignore format: one a line, so that adding one is adding a line
const registry = [
  sgd,
  momentum,
  nesterov,
  rmsprop,
  adagrad,
  adam,
  adamw,
  nadam,
] as const;

/** Name of an optimizer. */
export type OptimizerName = (typeof registry)[number]['name'];

/** The optimizers, in PyTorch's definitions and with its constants. */
export const optimizers: readonly Optimizer<OptimizerName>[] = registry;

/** Their names. */
export const optimizerNames: readonly OptimizerName[] = registry.map(({ name }) => name);

/**
 * The optimizer of that name, with other constants where numbers follow: `adam`, `rmsprop:0.9`, `adam:0.9,0.98`.
 * @throws UserError for an unknown name, offering the nearest, for too many numbers, or numbers out of range
 */
export function optimizerByName(text: string): Optimizer {
  const { name, args } = parseCall(setting('optimizer'), text);
  const found: Optimizer = byName(setting('optimizer'), optimizers, name);
  if (args.length === 0) return found;
  if (args.length > found.constants.length || !args.every((arg, k) => fits(found.constants[k].name, arg))) {
    const takes = found.constants.map((constant) => constant.name).join(', ');
    const range = 'eps from 1.2e-38 to 3.4e38, the others 0 or from 1.2e-38 and below 1, as float32 holds them';
    throw new UserError({
      rule: message`${setting('optimizer', found.name)} takes ${takes ? `${takes}: ${range}` : 'no numbers'}`,
      received: text,
    });
  }
  return Object.freeze({
    ...found,
    constants: found.constants.map(({ name, value }, k) => ({ name, value: args[k] ?? value })),
  });
}

/** As float32 has them, which the fast engine computes in: there 1e-300 is 0, and 0.99999999 is 1. */
const fits = (name: string, value: number) =>
  fitsSingle(value) && (name === 'eps' ? value > 0 : value >= 0 && Math.fround(value) < 1);
