import { elementwise } from './elementwise.ts';

/** What tanh leaves out: nearly nothing of a small input, all but 1 of a large one. Its slope is 0 at the origin. */
export const tanhShrink = elementwise({
  name: 'tanh-shrink',
  aliases: ['tanhshrink'],
  formula: 'z - tanh(z)',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  f: (z) => (Math.abs(z) < 1 ? nearZero(z) : z - Math.tanh(z)),
  df: (z) => Math.tanh(z) ** 2,
  init: 'glorot-uniform',
  gain: 2.3384,
  source: 'Collobert, Kavukcuoglu & Farabet, Torch7 (2011)',
});

/**
 * z - tanh z for |z| < 1, where the difference would cancel. Lambert's fraction tanh z = z / (1 + w) with
 * w = z^2 / (3 + z^2 / (5 + z^2 / (7 + ...))) makes it z w / (1 + w), a sum of positive terms.
 */
function nearZero(z: number): number {
  let w = 0;
  for (let odd = 17; odd >= 3; odd -= 2) w = (z * z) / (odd + w);
  return (z * w) / (1 + w);
}
