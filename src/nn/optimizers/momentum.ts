import type { Optimizer } from '../../kernels/kernels.ts';

/** The heavy ball: gradients add up in a velocity that decays by `momentum`. PyTorch's form, without dampening. */
export const momentum = Object.freeze<Optimizer<'momentum'>>({
  name: 'momentum',
  formula: 'v = momentum v + g + decay w;  w -= lr v',
  source: 'Polyak, Some methods of speeding up the convergence of iteration methods (1964)',
  moments: ['velocity'],
  defaultLearningRate: 0.02,
  constants: [],
  update({ learningRate, momentum, weightDecay }, n, w, g, [v]) {
    for (let k = 0; k < n; k++) {
      v[k] = momentum * v[k] + g[k] + weightDecay * w[k];
      w[k] -= learningRate * v[k];
    }
  },
});
