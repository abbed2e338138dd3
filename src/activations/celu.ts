import { elementwise } from './elementwise.ts';
import { elu } from './elu.ts';

/** An elu whose slope stays continuous for every alpha; at alpha = 1, the usual value and the one here, it is the elu. */
export const celu = elementwise({
  name: 'celu',
  aliases: [],
  formula: 'z if z > 0 else exp(z) - 1',
  range: elu.range,
  f: (z) => (z > 0 ? z : Math.expm1(z)),
  df: (z) => (z > 0 ? 1 : Math.exp(z)),
  init: elu.init,
  gain: elu.gain,
  source: 'Barron, Continuously Differentiable Exponential Linear Units (2017)',
});
