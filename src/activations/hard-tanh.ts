import { elementwise } from './elementwise.ts';

/** tanh in three straight pieces: cheap, and dead outside -1..1. */
export const hardTanh = elementwise({
  name: 'hard-tanh',
  aliases: ['hardtanh'],
  formula: 'min(1, max(-1, z))',
  range: [-1, 1],
  kinks: [-1, 1],
  f: (z) => Math.min(1, Math.max(-1, z)),
  df: (z) => (Math.abs(z) < 1 ? 1 : 0),
  init: 'glorot-uniform',
  gain: 1.392,
  source: 'Collobert, Large Scale Machine Learning (2004)',
});
