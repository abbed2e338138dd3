import { elementwise } from './elementwise.ts';

const SLOPE = 0.01;

/** A rectifier that lets a hundredth of the gradient through where relu lets none, so that no unit dies for good. */
export const leakyRelu = elementwise({
  name: 'leaky-relu',
  aliases: ['lrelu', 'leakyrelu'],
  formula: 'z if z > 0 else 0.01 * z',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  kinks: [0],
  f: (z) => (z > 0 ? z : SLOPE * z),
  df: (z) => (z > 0 ? 1 : SLOPE),
  init: 'he-normal',
  gain: Math.sqrt(2 / (1 + SLOPE * SLOPE)),
  source: 'Maas, Hannun & Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models (2013)',
});
