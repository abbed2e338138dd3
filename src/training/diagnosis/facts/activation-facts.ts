import type { Activation } from '../../../activations/index.ts';
import { largest } from '../../../util/any-length.ts';
import { randomSource } from '../../../util/random.ts';

const B = 64;
const O = 64;

/** What a diagnosis needs to know of an activation. */
export interface ActivationFacts {
  /** Share 0..1 of standard normal net inputs at which it is flat by its own word: half for relu, nothing for tanh. */
  readonly flatAtRest: number;
  /** Its largest slope; null for one that acts on rows. */
  readonly steepest: number | null;
  /** Whether it is a line, a + b z: layers of such make one matrix. */
  readonly affine: boolean;
  /** Whether the outputs of each row always have the same sum, as those of softmax. */
  readonly sharedOut: boolean;
}

/** The facts of an activation. Net inputs are standard normal, the same at every call. */
export function activationFacts(activation: Activation): ActivationFacts {
  const draws = randomSource('at rest').stream('net inputs');
  const z = Float64Array.from({ length: B * O }, () => draws.normal());
  const a = new Float64Array(B * O);
  const { scalar, parameter } = activation;
  const p = parameter?.initial ?? 0;
  activation.forward(B, O, z, a, p);
  const flat = z.reduce((n, one, k) => n + (activation.saturated(one, a[k], p) ? 1 : 0), 0);
  const slopes = scalar && Array.from(z, (one, k) => Math.abs(scalar.df(one, a[k], p)));
  return {
    flatAtRest: flat / (B * O),
    steepest: slopes ? largest(slopes) : null,
    affine: scalar !== undefined && parameter === undefined && isLine((z) => scalar.f(z, p)),
    sharedOut: scalar === undefined && sumsAlike(a),
  };
}

/** Whether f lies on the line through f(-1) and f(1) at many places, far ones among them. */
function isLine(f: (z: number) => number): boolean {
  const [middle, slope] = [(f(1) + f(-1)) / 2, (f(1) - f(-1)) / 2];
  return Array.from({ length: 201 }, (_, k) => (k - 100) / 5).every(
    (z) => Math.abs(f(z) - (middle + slope * z)) <= 1e-9 * (1 + Math.abs(slope * z)),
  );
}

/** Whether all rows of a[B][O] have the same sum. */
function sumsAlike(a: Float64Array): boolean {
  const sums = Array.from({ length: B }, (_, b) => a.subarray(b * O, (b + 1) * O).reduce((sum, one) => sum + one, 0));
  return sums.every((sum) => Math.abs(sum - sums[0]) <= 1e-6 * (1 + Math.abs(sums[0])));
}
