import { elementwise } from './elementwise.ts';

const THRESHOLD = 0.5;

/** Drops inputs within 0.5 of zero and leaves the rest alone. The function itself jumps at its two kinks. */
export const hardShrink = elementwise({
  name: 'hard-shrink',
  aliases: ['hardshrink'],
  formula: '0 if |z| <= 0.5 else z',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  kinks: [-THRESHOLD, THRESHOLD],
  f: (z) => (Math.abs(z) <= THRESHOLD ? 0 : z),
  df: (z) => (Math.abs(z) <= THRESHOLD ? 0 : 1),
  init: 'glorot-uniform',
  gain: 1.0158,
  source: 'Donoho & Johnstone, Ideal Spatial Adaptation by Wavelet Shrinkage (1994)',
});
