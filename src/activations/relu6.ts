import { elementwise } from './elementwise.ts';

/** A rectifier that stops at 6, so that its outputs fit few bits; off below 0, saturated above 6. */
export const relu6 = elementwise({
  name: 'relu6',
  aliases: ['relu-6'],
  formula: 'min(6, max(0, z))',
  range: [0, 6],
  kinks: [0, 6],
  f: (z) => Math.min(6, Math.max(0, z)),
  df: (z) => (z > 0 && z < 6 ? 1 : 0),
  // Bounded, and a rectifier all the same.
  off: (z) => z <= 0,
  init: 'he-normal',
  gain: Math.SQRT2,
  source: 'Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10 (2010)',
});
