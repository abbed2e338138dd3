import { logisticSlope } from '../expression/logistic.ts';
import { elementwise } from './elementwise.ts';

const HEIGHT = 1.7159;

/** A tanh stretched so that f(1) = 1, f(-1) = -1, with the slope near 1 where inputs of variance 1 lie. */
export const lecunTanh = elementwise({
  name: 'lecun-tanh',
  aliases: ['lecuntanh', 'scaled-tanh'],
  formula: '1.7159 * tanh(2 / 3 * z)',
  range: [-HEIGHT, HEIGHT],
  f: (z) => HEIGHT * Math.tanh((2 * z) / 3),
  // tanh'(x) = 4 logistic'(2x), which does not cancel in the tails.
  df: (z) => ((HEIGHT * 8) / 3) * logisticSlope((4 * z) / 3),
  // The paper's own: weights of standard deviation 1 / sqrt(fan_in).
  init: 'lecun-normal',
  gain: 1.1544,
  source: 'LeCun et al., Efficient BackProp (1998)',
});
