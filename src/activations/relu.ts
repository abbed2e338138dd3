import { elementwise } from './elementwise.ts';

/** The rectifier: slope 1 for every positive input, so gradients pass undiminished; dead for negative ones. */
export const relu = elementwise({
  name: 'relu',
  aliases: ['rectifier'],
  formula: 'max(0, z)',
  range: [0, Number.POSITIVE_INFINITY],
  kinks: [0],
  // max keeps NaN, where z > 0 ? z : 0 would hide a training that has gone wrong.
  f: (z) => Math.max(0, z),
  df: (z) => (z > 0 ? 1 : 0),
  init: 'he-normal',
  gain: Math.SQRT2,
  source: 'Nair & Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines (2010)',
});
