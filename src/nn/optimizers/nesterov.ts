import type { Optimizer } from '../../kernels/kernels.ts';

/** Momentum that looks ahead: the step is taken where the velocity is about to lead. PyTorch's form. */
export const nesterov = Object.freeze<Optimizer<'nesterov'>>({
  name: 'nesterov',
  formula: "g' = g + decay w;  v = momentum v + g';  w -= lr (g' + momentum v)",
  source: 'Sutskever et al., On the importance of initialization and momentum in deep learning (2013)',
  moments: ['velocity'],
  defaultLearningRate: 0.02,
  constants: [],
  update({ learningRate, momentum, weightDecay }, n, w, g, [v]) {
    for (let k = 0; k < n; k++) {
      const slope = g[k] + weightDecay * w[k];
      v[k] = momentum * v[k] + slope;
      w[k] -= learningRate * (slope + momentum * v[k]);
    }
  },
});
