import type { Kernels } from '../kernels.ts';

type NormKernels = Pick<
  Kernels,
  'columnMoments' | 'rowMoments' | 'batchNorm' | 'batchNormGradient' | 'layerNorm' | 'layerNormGradient'
>;

/**
 * The textbook's batch norm and layer norm. With x^ = (x - mean) / deviation and m numbers in each mean, the gradient is
 *
 *     dx = gain / deviation (dy - mean of dy - x^ mean of (dy x^))
 *
 * since a change of one x moves the mean and the deviation that all m share (Ioffe & Szegedy 2015, section 3).
 */
export const norms: NormKernels = {
  columnMoments(B, O, x, mean, variance) {
    for (let o = 0; o < O; o++) {
      let sum = 0;
      for (let row = 0; row < B; row++) sum += x[row * O + o];
      const centre = sum / B;
      let squares = 0;
      for (let row = 0; row < B; row++) squares += (x[row * O + o] - centre) ** 2;
      mean[o] = centre;
      variance[o] = squares / B;
    }
  },

  rowMoments(B, O, x, mean, variance) {
    for (let row = 0; row < B; row++) {
      let sum = 0;
      for (let o = 0; o < O; o++) sum += x[row * O + o];
      const centre = sum / O;
      let squares = 0;
      for (let o = 0; o < O; o++) squares += (x[row * O + o] - centre) ** 2;
      mean[row] = centre;
      variance[row] = squares / O;
    }
  },

  batchNorm(B, O, epsilon, x, mean, variance, gain, shift, y) {
    for (let o = 0; o < O; o++) {
      const deviation = Math.sqrt(variance[o] + epsilon);
      for (let k = o; k < B * O; k += O) y[k] = (gain[o] * (x[k] - mean[o])) / deviation + shift[o];
    }
  },

  batchNormGradient(B, O, epsilon, x, mean, variance, constant, gain, dy, dx, dgain, dshift) {
    for (let o = 0; o < O; o++) {
      const deviation = Math.sqrt(variance[o] + epsilon);
      const normal = (k: number) => (x[k] - mean[o]) / deviation;
      let [sum, along] = [0, 0];
      for (let k = o; k < B * O; k += O) {
        sum += dy[k];
        along += dy[k] * normal(k);
      }
      dshift[o] = sum;
      dgain[o] = along;
      const [commonMean, commonAlong] = constant ? [0, 0] : [sum / B, along / B];
      for (let k = o; k < B * O; k += O) {
        dx[k] = (gain[o] / deviation) * (dy[k] - commonMean - normal(k) * commonAlong);
      }
    }
  },

  layerNorm(B, O, epsilon, x, mean, variance, gain, shift, y) {
    for (let row = 0; row < B; row++) {
      const deviation = Math.sqrt(variance[row] + epsilon);
      for (let o = 0; o < O; o++) {
        const k = row * O + o;
        y[k] = (gain[o] * (x[k] - mean[row])) / deviation + shift[o];
      }
    }
  },

  layerNormGradient(B, O, epsilon, x, mean, variance, gain, dy, dx, dgain, dshift) {
    dgain.fill(0, 0, O);
    dshift.fill(0, 0, O);
    for (let row = 0; row < B; row++) {
      const deviation = Math.sqrt(variance[row] + epsilon);
      const normal = (k: number) => (x[k] - mean[row]) / deviation;
      let [sum, along] = [0, 0];
      for (let o = 0; o < O; o++) {
        const k = row * O + o;
        dshift[o] += dy[k];
        dgain[o] += dy[k] * normal(k);
        sum += gain[o] * dy[k];
        along += gain[o] * dy[k] * normal(k);
      }
      for (let o = 0; o < O; o++) {
        const k = row * O + o;
        dx[k] = (gain[o] * dy[k] - sum / O - (normal(k) * along) / O) / deviation;
      }
    }
  },
};
