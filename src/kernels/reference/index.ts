import type { Kernels } from '../kernels.ts';
import { norms } from './norms.ts';

/**
 * The reference engine: float64, plain loops, formulas as in the books. It exists to be read and to be trusted; every
 * other engine is checked against it, so it is never touched for speed.
 */
export const reference: Kernels = Object.freeze<Kernels>({
  name: 'reference',
  flavour: 'loops',
  precision: 'float64',

  allocate: (length) => new Float64Array(length),

  affine(B, I, O, x, W, b, z) {
    for (let row = 0; row < B; row++) {
      for (let o = 0; o < O; o++) z[row * O + o] = b[o];
      for (let i = 0; i < I; i++) {
        const value = x[row * I + i];
        for (let o = 0; o < O; o++) z[row * O + o] += value * W[i * O + o];
      }
    }
  },

  weightGradient(B, I, O, x, dz, dW) {
    dW.fill(0, 0, I * O);
    for (let row = 0; row < B; row++) {
      for (let i = 0; i < I; i++) {
        const value = x[row * I + i];
        for (let o = 0; o < O; o++) dW[i * O + o] += value * dz[row * O + o];
      }
    }
  },

  biasGradient(B, O, dz, db) {
    db.fill(0, 0, O);
    for (let row = 0; row < B; row++) {
      for (let o = 0; o < O; o++) db[o] += dz[row * O + o];
    }
  },

  inputGradient(B, I, O, dz, W, dx) {
    for (let row = 0; row < B; row++) {
      for (let i = 0; i < I; i++) {
        let sum = 0;
        for (let o = 0; o < O; o++) sum += dz[row * O + o] * W[i * O + o];
        dx[row * I + i] = sum;
      }
    }
  },

  activate(activation, B, O, z, p, a) {
    activation.forward(B, O, z, a, p[0]);
  },

  activationGradient(activation, B, O, z, a, p, da, dz, dp) {
    const rows = new Float64Array(activation.parameter ? B : 0);
    activation.backward(B, O, z, a, da, dz, p[0], rows);
    if (activation.parameter) dp[0] = rows.reduce((sum, row) => sum + row, 0);
  },

  dropoutMask(n, rate, random, mask) {
    for (let k = 0; k < n; k++) mask[k] = random.uniform() < rate ? 0 : 1 / (1 - rate);
  },

  multiply(n, left, right, out) {
    for (let k = 0; k < n; k++) out[k] = left[k] * right[k];
  },

  add(n, left, right, out) {
    for (let k = 0; k < n; k++) out[k] = left[k] + right[k];
  },

  ...norms,

  headOutputs(head, B, O, logits, outputs) {
    head.activation.forward(B, O, logits, outputs);
  },

  headLosses(head, B, O, logits, outputs, labels, losses) {
    head.losses(B, O, logits, outputs, labels, losses);
  },

  headBackward(head, B, O, logits, outputs, labels, dlogits) {
    head.backward(B, O, logits, outputs, labels, dlogits);
  },

  norm(n, values) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += values[k] * values[k];
    return Math.sqrt(sum);
  },

  scale(n, factor, values) {
    for (let k = 0; k < n; k++) values[k] *= factor;
  },

  addPenalty(n, l1, l2, weights, gradient) {
    for (let k = 0; k < n; k++) gradient[k] += l2 * weights[k] + l1 * Math.sign(weights[k]);
  },

  step(optimizer, step, n, parameters, gradients, moments) {
    optimizer.update(step, n, parameters, gradients, moments);
  },
});
