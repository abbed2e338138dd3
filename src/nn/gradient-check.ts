import { type Activation, activations } from '../activations/index.ts';
import { largest } from '../util/any-length.ts';
import { type RandomSource, randomSource } from '../util/random.ts';
import { type HeadName, headNames } from './heads/index.ts';
import { dense, type NormName, normNames } from './layers/index.ts';
import { Network } from './network.ts';

/** The hidden layers of a network that is checked. */
export interface CheckedLayers {
  /** Units of each. */
  hidden: readonly number[];
  norm: NormName;
  /** Whether residual connections go around all of them but the first, whose inputs are others. */
  residual: boolean;
}

/** One network whose gradients were checked. */
export interface GradientCheck extends CheckedLayers {
  activation: string;
  head: HeadName;
  /** The largest of the relative errors of its tensors. */
  relativeError: number;
}

/** Step of the central differences: small enough not to cross a kink, large enough not to drown in rounding. */
const STEP = 2e-4;
/** Roundings of a loss, each of half an epsilon, that a network of a few layers may add up to. */
const ROUNDINGS = 8;
/** Batches are drawn again until no hidden unit is nearer to a kink than this. */
const MARGIN = 20 * STEP;

/**
 * Compares backward() with central differences of the loss, parameter by parameter, on the batch that was last
 * given to forward() and loss(). Differences at two step widths are combined (Richardson) so that their error falls
 * with the fourth power of the step.
 * @returns per tensor, ||analytic - numeric|| / max(||analytic||, ||numeric||), 0 where neither is more than rounding;
 *   by name
 */
export function gradientErrors(network: Network, x: Float64Array, labels: Uint16Array): Record<string, number> {
  const { parameters } = network;
  const lossNow = () => {
    // As training has it, but the same at every call: by the batch's own statistics, and nothing dropped.
    network.forward(x, labels.length, 'measurement');
    return network.loss(labels);
  };
  const lossAt = (k: number, value: number) => {
    parameters[k] = value;
    return lossNow();
  };
  const slope = (k: number, value: number, step: number) =>
    (lossAt(k, value + step) - lossAt(k, value - step)) / (2 * step);

  const loss = lossNow();
  network.backward();
  const analytic = Float64Array.from(network.gradients);
  // What differences of a loss make of rounding, where the true slope is 0, as that of a bias before batch norm.
  const rounding = (ROUNDINGS * Number.EPSILON * loss) / STEP;
  const errors: Record<string, number> = {};
  for (const { name, offset, length } of network.layout.tensors) {
    let [apart, ours, theirs] = [0, 0, 0];
    for (let k = offset; k < offset + length; k++) {
      const value = parameters[k];
      const numeric = (4 * slope(k, value, STEP) - slope(k, value, 2 * STEP)) / 3;
      parameters[k] = value;
      apart += (analytic[k] - numeric) ** 2;
      ours += analytic[k] ** 2;
      theirs += numeric ** 2;
    }
    const size = Math.sqrt(Math.max(ours, theirs));
    errors[name] = size <= Math.sqrt(length) * rounding ? 0 : Math.sqrt(apart) / size;
  }
  return errors;
}

/** No, one and three hidden layers, then three with each norm, with and without residual connections. */
export const checkedLayers: readonly CheckedLayers[] = [
  ...[[], [6], [6, 5, 6]].map((hidden) => ({ hidden, norm: 'none' as const, residual: false })),
  ...normNames.flatMap((norm) =>
    [false, true]
      .filter((residual) => norm !== 'none' || residual)
      .map((residual) => ({ hidden: [6, 6, 6], norm, residual })),
  ),
];

/** The combinations that `gradlens gradcheck` runs: every activation with every head and all kinds of hidden layers. */
export function* checkAllGradients(
  chosen: readonly Activation[] = activations,
  heads: readonly HeadName[] = headNames,
  layers: readonly CheckedLayers[] = checkedLayers,
): Generator<GradientCheck> {
  for (const activation of chosen) {
    for (const head of heads) {
      for (const one of layers) yield checkGradients(activation, head, one);
    }
  }
}

/** Checks one small network, 7 inputs and 4 classes, on 5 random rows away from kinks. */
export function checkGradients(activation: Activation, head: HeadName, layers: CheckedLayers): GradientCheck {
  const { hidden, norm, residual } = layers;
  for (let attempt = 0; ; attempt++) {
    const random = randomSource(`gradient-check/${attempt}`);
    const network = new Network({
      inputs: 7,
      layers: [...hidden.map((units, k) => dense(units, activation, { norm, residual: residual && k > 0 })), dense(4)],
      head,
      init: 'nielsen',
      random,
    });
    const { x, labels } = batch(random);
    network.forward(x, labels.length, 'measurement');
    if (distanceToKink(network, labels.length) < MARGIN && attempt < 1000) continue;
    const relativeError = largest(Object.values(gradientErrors(network, x, labels)));
    return { activation: activation.name, head, ...layers, relativeError };
  }
}

function batch(random: RandomSource): { x: Float64Array; labels: Uint16Array } {
  const draws = random.stream('batch');
  return {
    x: Float64Array.from({ length: 5 * 7 }, () => draws.normal()),
    labels: Uint16Array.from({ length: 5 }, () => draws.below(4)),
  };
}

/** How near the net input of any unit is to a point where its activation's slope jumps. */
function distanceToKink({ denseLayers }: Network, B: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { activation, O, z } of denseLayers) {
    for (const kink of activation.kinks) {
      for (let k = 0; k < B * O; k++) least = Math.min(least, Math.abs(z[k] - kink));
    }
  }
  return least;
}
