import { elementwise } from './elementwise.ts';

/** Chosen so that a standard normal input gives an output of mean 0 and variance 1. */
const SCALE = 1.0507009873554805;
const SCALED_ALPHA = 1.7580993408473768; // SCALE * 1.6732632423543772

/** An elu scaled so that layers of it normalise themselves: mean 0 and variance 1 are its stable fixed point. */
export const selu = elementwise({
  name: 'selu',
  aliases: [],
  formula: '1.0507009873554805 * (z if z > 0 else 1.6732632423543772 * (exp(z) - 1))',
  range: [-SCALED_ALPHA, Number.POSITIVE_INFINITY],
  kinks: [0],
  // The largest numbers may not grow by the scale, or they would be infinite.
  f: (z) => (z > 0 ? Math.min(SCALE * z, Number.MAX_VALUE) : SCALED_ALPHA * Math.expm1(z)),
  df: (z) => (z > 0 ? SCALE : SCALED_ALPHA * Math.exp(z)),
  init: 'lecun-normal',
  // PyTorch's value. The gain that keeps the variance at its fixed point is 1; theirs was found to train more stably.
  gain: 3 / 4,
  source: 'Klambauer et al., Self-Normalizing Neural Networks (2017)',
});
