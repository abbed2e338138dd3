import { elementwise } from './elementwise.ts';

/** A rectifier with a smooth negative side that levels off at -1, which brings the mean of its outputs nearer to zero. */
export const elu = elementwise({
  name: 'elu',
  aliases: [],
  formula: 'z if z > 0 else exp(z) - 1',
  range: [-1, Number.POSITIVE_INFINITY],
  f: (z) => (z > 0 ? z : Math.expm1(z)),
  df: (z) => (z > 0 ? 1 : Math.exp(z)),
  init: 'he-normal',
  gain: 1.2452,
  source: 'Clevert, Unterthiner & Hochreiter, Fast and Accurate Deep Network Learning by ELUs (2016)',
});
