import { type Activation, activations } from '../activations/index.ts';
import { type RandomSource, randomSource } from '../util/random.ts';
import { type HeadName, headNames } from './heads/index.ts';
import { dense } from './layers/index.ts';
import { Network } from './network.ts';

/** One network whose gradients were checked. */
export interface GradientCheck {
  activation: string;
  head: HeadName;
  /** Units of the hidden layers. */
  hidden: readonly number[];
  /** The largest of the relative errors of its tensors. */
  relativeError: number;
}

/** Step of the central differences: small enough not to cross a kink, large enough not to drown in rounding. */
const STEP = 2e-4;
/** Batches are drawn again until no hidden unit is nearer to a kink than this. */
const MARGIN = 20 * STEP;

/**
 * Compares backward() with central differences of the loss, parameter by parameter, on the batch that was last
 * given to forward() and loss(). Differences at two step widths are combined (Richardson) so that their error falls
 * with the fourth power of the step.
 * @returns per tensor, ||analytic - numeric|| / max(||analytic||, ||numeric||), 0 where both vanish; by name
 */
export function gradientErrors(network: Network, x: Float64Array, labels: Uint16Array): Record<string, number> {
  const { parameters } = network;
  const lossAt = (k: number, value: number) => {
    parameters[k] = value;
    network.forward(x);
    return network.loss(labels);
  };
  const slope = (k: number, value: number, step: number) =>
    (lossAt(k, value + step) - lossAt(k, value - step)) / (2 * step);

  network.forward(x);
  network.loss(labels);
  network.backward();
  const analytic = Float64Array.from(network.gradients);
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
    errors[name] = size === 0 ? 0 : Math.sqrt(apart) / size;
  }
  return errors;
}

/** The combinations that `gradlens gradcheck` runs: every activation with every head, no, one and three hidden layers. */
export function* checkAllGradients(
  chosen: readonly Activation[] = activations,
  heads: readonly HeadName[] = headNames,
  hiddenLayers: readonly (readonly number[])[] = [[], [6], [6, 5, 6]],
): Generator<GradientCheck> {
  for (const activation of chosen) {
    for (const head of heads) {
      for (const hidden of hiddenLayers) yield checkGradients(activation, head, hidden);
    }
  }
}

/** Checks one small network, 7 inputs and 4 classes, on 5 random rows away from kinks. */
export function checkGradients(activation: Activation, head: HeadName, hidden: readonly number[]): GradientCheck {
  for (let attempt = 0; ; attempt++) {
    const random = randomSource(`gradient-check/${attempt}`);
    const network = new Network({
      inputs: 7,
      layers: [...hidden.map((units) => dense(units, activation)), dense(4)],
      head,
      init: 'nielsen',
      random,
    });
    const { x, labels } = batch(random);
    network.forward(x);
    if (distanceToKink(network, labels.length) < MARGIN && attempt < 1000) continue;
    const relativeError = Math.max(...Object.values(gradientErrors(network, x, labels)));
    return { activation: activation.name, head, hidden, relativeError };
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
