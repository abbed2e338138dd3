import { elementwise } from './elementwise.ts';

/** No activation at all: layers of it collapse into one linear map, which is what the others are measured against. */
export const identity = elementwise({
  name: 'identity',
  aliases: ['linear', 'none'],
  formula: 'z',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  f: (z) => z,
  df: () => 1,
  init: 'glorot-uniform',
  gain: 1,
  source: 'Widrow & Hoff, Adaptive Switching Circuits (1960)',
});
