import { elementwise } from './elementwise.ts';

/** Shaped like tanh, but with tails that flatten as 1/z^2 in place of exponentially, so saturated units recover sooner. */
export const softsign = elementwise({
  name: 'softsign',
  aliases: [],
  formula: 'z / (1 + |z|)',
  range: [-1, 1],
  f: (z) => z / (1 + Math.abs(z)),
  df: (z) => (1 / (1 + Math.abs(z))) ** 2,
  init: 'glorot-uniform',
  gain: 2.3375,
  source: 'Turian, Bergstra & Bengio, Quadratic Features and Deep Architectures for Chunking (2009)',
});
