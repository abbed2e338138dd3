import { elementwise } from './elementwise.ts';

/**
 * z weighed by w = tanh(softplus(z)): a smooth rectifier close to silu.
 *
 * With e = exp(z), w = (e^2 + 2e) / (e^2 + 2e + 2): no logarithm, no tanh, nothing that cancels. For positive z the
 * fraction is reduced by e^2, so that exp is only ever taken of a number that is not positive.
 */
export const mish = elementwise({
  name: 'mish',
  aliases: [],
  formula: 'z * tanh(ln(1 + exp(z)))',
  range: [-0.30884341301725043, Number.POSITIVE_INFINITY],
  monotone: false,
  f: (z) => {
    const { top, bottom } = weight(z);
    return z * (top / bottom);
  },
  df: (z) => {
    const { e, top, bottom } = weight(z);
    // dw/dz = 4 e (1 + e) / (e^2 + 2e + 2)^2; reduced by e^4 it keeps its form but for one e.
    const slope = (4 * e * (1 + e) * (z > 0 ? e : 1)) / (bottom * bottom);
    return top / bottom + z * slope;
  },
  init: 'he-normal',
  gain: 1.4868,
  source: 'Misra, Mish: A Self Regularized Non-Monotonic Activation Function (2019)',
});

/** e = exp(-|z|), and the weight w as a fraction. */
function weight(z: number): { e: number; top: number; bottom: number } {
  const e = Math.exp(-Math.abs(z));
  const top = z > 0 ? 1 + 2 * e : e * (e + 2);
  return { e, top, bottom: top + 2 * (z > 0 ? e * e : 1) };
}
