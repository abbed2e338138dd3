import { logistic, logisticSlope } from '../expression/logistic.ts';
import { elementwise } from './elementwise.ts';

const ROOT = 1.5957691216057308; // 2 sqrt(2 / pi)
const CUBIC = 0.044715;

/** The 2u with (1 + tanh u) / 2 = logistic(2u). */
const twice = (z: number) => ROOT * z * (1 + CUBIC * z * z);

/** The gelu as GPT-2 computes it, by tanh in place of the error function; it is within 5e-4 of the exact one. */
export const geluTanh = elementwise({
  name: 'gelu-tanh',
  aliases: ['gelu-new', 'gelu-approximate', 'gelu-pytorch-tanh'],
  formula: 'z / 2 * (1 + tanh(sqrt(2 / pi) * (z + 0.044715 * z^3)))',
  range: [-0.17004075057125406, Number.POSITIVE_INFINITY],
  monotone: false,
  // 1 + tanh cancels for negative z; the logistic function is the same without a difference.
  f: (z) => z * logistic(twice(z)),
  df: (z) => {
    const u = twice(z);
    const slope = logisticSlope(u);
    // Where the slope is 0, z^2 may have overflowed, and 0 * Infinity is NaN.
    return logistic(u) + (slope === 0 ? 0 : slope * ROOT * z * (1 + 3 * CUBIC * z * z));
  },
  init: 'he-normal',
  gain: 1.5336,
  source: 'Hendrycks & Gimpel, Gaussian Error Linear Units (2016)',
});
