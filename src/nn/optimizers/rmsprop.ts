import type { Optimizer } from '../../kernels/kernels.ts';

const ALPHA = 0.99;
const EPSILON = 1e-8;

/** Steps divided by a running root mean square of each parameter's gradient. PyTorch's form: alpha 0.99, eps 1e-8. */
export const rmsprop = Object.freeze<Optimizer<'rmsprop'>>({
  name: 'rmsprop',
  formula: "g' = g + decay w;  s = 0.99 s + 0.01 g'^2;  w -= lr g' / (sqrt(s) + 1e-8)",
  source: 'Hinton, Neural Networks for Machine Learning, lecture 6e (2012)',
  moments: ['square'],
  defaultLearningRate: 0.001,
  update({ learningRate, weightDecay }, n, w, g, [s]) {
    for (let k = 0; k < n; k++) {
      const slope = g[k] + weightDecay * w[k];
      s[k] = ALPHA * s[k] + (1 - ALPHA) * slope * slope;
      w[k] -= (learningRate * slope) / (Math.sqrt(s[k]) + EPSILON);
    }
  },
});
