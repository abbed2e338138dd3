import type { Optimizer } from '../../kernels/kernels.ts';

/** Steps divided by the root of all squared gradients so far: rates that only ever fall. PyTorch's form and eps. */
export const adagrad = Object.freeze<Optimizer<'adagrad'>>({
  name: 'adagrad',
  formula: "g' = g + decay w;  s += g'^2;  w -= lr g' / (sqrt(s) + eps)",
  source: 'Duchi, Hazan & Singer, Adaptive Subgradient Methods (2011)',
  moments: ['square'],
  defaultLearningRate: 0.01,
  constants: [{ name: 'eps', value: 1e-10 }],
  update({ learningRate, weightDecay, constants: [eps] }, n, w, g, [s]) {
    for (let k = 0; k < n; k++) {
      const slope = g[k] + weightDecay * w[k];
      s[k] += slope * slope;
      w[k] -= (learningRate * slope) / (Math.sqrt(s[k]) + eps);
    }
  },
});
