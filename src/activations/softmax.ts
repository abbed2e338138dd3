import type { Activation, Values } from './activation.ts';

/**
 * Class probabilities from scores: a_o = exp(z_o) / sum_k exp(z_k), each row for itself.
 *
 * The row's maximum is subtracted first, which changes nothing (it cancels) and keeps exp from overflowing.
 * A vector function: its Jacobian is a_o (delta_ok - a_k), applied to da without being built.
 */
export const softmax = Object.freeze<Activation<'softmax'>>({
  name: 'softmax',
  aliases: [],
  formula: 'exp(z_o - max z) / sum_k exp(z_k - max z)',
  range: [0, 1],
  monotone: false,
  kinks: [],
  init: 'glorot-uniform',
  gain: 1,
  source: 'Bridle, Training Stochastic Model Recognition Algorithms as Networks (1990)',

  forward(B, O, z, a) {
    for (let b = 0; b < B; b++) {
      const most = rowMaximum(O, z, b * O);
      let sum = 0;
      for (let k = b * O; k < (b + 1) * O; k++) {
        // A difference may overflow to -Infinity; exp of it is the right 0.
        a[k] = Math.exp(z[k] - most);
        sum += a[k];
      }
      for (let k = b * O; k < (b + 1) * O; k++) a[k] /= sum;
    }
  },

  backward(B, O, _z, a, da, dz) {
    for (let b = 0; b < B; b++) {
      let mean = 0;
      for (let k = b * O; k < (b + 1) * O; k++) mean += a[k] * da[k];
      for (let k = b * O; k < (b + 1) * O; k++) dz[k] = a[k] * (da[k] - mean);
    }
  },

  saturated: (_z, a) => a * (1 - a) < 0.01 * 0.25,
  off: () => false,
  dead: (_z, a) => a === 0 || a === 1,
});

/** The largest of the O values that start at `from`. */
export function rowMaximum(O: number, z: Values, from: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = from; k < from + O; k++) if (z[k] > most) most = z[k];
  return most;
}
