import { elementwise } from './elementwise.ts';

const THRESHOLD = 0.5;

/** Pulls every input towards zero by 0.5 and keeps the small ones there: the shrinkage step of sparse coding. */
export const softShrink = elementwise({
  name: 'soft-shrink',
  aliases: ['softshrink'],
  formula: 'sign(z) * max(0, |z| - 0.5)',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  kinks: [-THRESHOLD, THRESHOLD],
  f: (z) => z - Math.min(THRESHOLD, Math.max(-THRESHOLD, z)),
  df: (z) => (Math.abs(z) <= THRESHOLD ? 0 : 1),
  init: 'glorot-uniform',
  gain: 1.5444,
  source: 'Donoho & Johnstone, Ideal Spatial Adaptation by Wavelet Shrinkage (1994)',
});
