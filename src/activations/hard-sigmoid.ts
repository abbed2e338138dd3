import { elementwise } from './elementwise.ts';

/** The sigmoid in three straight pieces: cheap, and dead outside -3..3. */
export const hardSigmoid = elementwise({
  name: 'hard-sigmoid',
  aliases: ['hardsigmoid'],
  formula: 'min(6, max(0, z + 3)) / 6',
  range: [0, 1],
  kinks: [-3, 3],
  f: (z) => Math.min(6, Math.max(0, z + 3)) / 6,
  df: (z) => (Math.abs(z) < 3 ? 1 / 6 : 0),
  init: 'glorot-uniform',
  // As the sigmoid's, which it stands for.
  gain: 1,
  source: 'Courbariaux, Bengio & David, BinaryConnect (2015)',
});
