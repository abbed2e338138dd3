import { logisticSlope } from '../expression/logistic.ts';
import { elementwise } from './elementwise.ts';

/** The hyperbolic tangent: a logistic stretched to (-1, 1), tanh(z) = 2 sigmoid(2z) - 1, and centred on zero. */
export const tanh = elementwise({
  name: 'tanh',
  aliases: [],
  formula: 'tanh(z)',
  range: [-1, 1],
  f: (z) => Math.tanh(z),
  // 1 - a^2 is the same number, but cancels to 0 in the tails, where the gradient is small and not gone.
  df: (z) => 4 * logisticSlope(2 * z),
  init: 'glorot-uniform',
  gain: 5 / 3,
  source: 'LeCun et al., Efficient BackProp (1998)',
});
