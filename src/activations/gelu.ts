import { bell, normalDistribution } from '../expression/error-function.ts';
import { elementwise } from './elementwise.ts';

/** Height of the standard normal density at its middle, 1 / sqrt(2 pi). */
const DENSITY = 0.3989422804014327;

/** z weighed by the share of a normal population below it: the smooth rectifier of most transformers. */
export const gelu = elementwise({
  name: 'gelu',
  aliases: ['gelu-exact', 'gelu-erf'],
  formula: 'z / 2 * (1 + erf(z / sqrt(2)))',
  range: [-0.16997120747990369, Number.POSITIVE_INFINITY],
  monotone: false,
  f: (z) => z * normalDistribution(z),
  // Far out the bell is 0 before z overflows the product.
  df: (z) => normalDistribution(z) + z * DENSITY * bell(z),
  init: 'he-normal',
  gain: 1.5335,
  source: 'Hendrycks & Gimpel, Gaussian Error Linear Units (2016)',
});
