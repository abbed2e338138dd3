import type { Optimizer } from '../../kernels/kernels.ts';

/** Plain stochastic gradient descent, with weight decay added to the gradient. */
export const sgd = Object.freeze<Optimizer<'sgd'>>({
  name: 'sgd',
  formula: 'w -= lr (g + decay w)',
  source: 'Robbins & Monro, A Stochastic Approximation Method (1951)',
  moments: [],
  defaultLearningRate: 0.1,
  constants: [],
  update({ learningRate, weightDecay }, n, w, g) {
    for (let k = 0; k < n; k++) w[k] -= learningRate * (g[k] + weightDecay * w[k]);
  },
});
