import { elementwise } from './elementwise.ts';

const INITIAL = 0.25;

/** A leaky rectifier whose slope for negative inputs is learned, one for the layer, from 0.25 on. */
export const prelu = elementwise({
  name: 'prelu',
  aliases: ['parametric-relu'],
  formula: 'z if z > 0 else p * z; p = 0.25',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  kinks: [0],
  parameter: { name: 'slope', initial: INITIAL },
  f: (z, slope) => (z > 0 ? z : slope * z),
  df: (z, _a, slope) => (z > 0 ? 1 : slope),
  dfdp: (z) => Math.min(0, z),
  init: 'he-normal',
  gain: Math.sqrt(2 / (1 + INITIAL * INITIAL)),
  source: 'He et al., Delving Deep into Rectifiers (2015)',
});
