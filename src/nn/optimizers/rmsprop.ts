import type { Optimizer } from '../../kernels/kernels.ts';

/**
 * Steps divided by a running root mean square of each parameter's gradient. PyTorch's form and constants; Keras has
 * `rmsprop:0.9,1e-7`.
 */
export const rmsprop = Object.freeze<Optimizer<'rmsprop'>>({
  name: 'rmsprop',
  formula: "g' = g + decay w;  s = alpha s + (1 - alpha) g'^2;  w -= lr g' / (sqrt(s) + eps)",
  source: 'Hinton, Neural Networks for Machine Learning, lecture 6e (2012)',
  moments: ['square'],
  defaultLearningRate: 0.001,
  constants: [
    { name: 'alpha', value: 0.99 },
    { name: 'eps', value: 1e-8 },
  ],
  update({ learningRate, weightDecay, constants: [alpha, eps] }, n, w, g, [s]) {
    for (let k = 0; k < n; k++) {
      const slope = g[k] + weightDecay * w[k];
      s[k] = alpha * s[k] + (1 - alpha) * slope * slope;
      w[k] -= (learningRate * slope) / (Math.sqrt(s[k]) + eps);
    }
  },
});
