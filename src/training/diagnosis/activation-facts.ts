import type { Activation } from '../../activations/index.ts';
import { largest } from '../../util/any-length.ts';
import { randomSource } from '../../util/random.ts';
import type { Evidence } from './evidence.ts';

const B = 64;
const O = 64;

/** What a diagnosis needs to know of an activation. Net inputs are standard normal, the same at every call. */
export function activationFacts(activation: Activation): Pick<Evidence, 'flatAtRest' | 'steepest'> {
  const draws = randomSource('at rest').stream('net inputs');
  const z = Float64Array.from({ length: B * O }, () => draws.normal());
  const a = new Float64Array(B * O);
  activation.forward(B, O, z, a);
  const flat = z.reduce((n, one, k) => n + (activation.saturated(one, a[k]) ? 1 : 0), 0);
  const { scalar, parameter } = activation;
  const p = parameter?.initial ?? 0;
  const slopes = scalar && Array.from(z, (one, k) => Math.abs(scalar.df(one, a[k], p)));
  return { flatAtRest: flat / (B * O), steepest: slopes ? largest(slopes) : null };
}
