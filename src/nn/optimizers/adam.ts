import type { Optimizer } from '../../kernels/kernels.ts';

const facts = {
  moments: ['mean', 'square'],
  defaultLearningRate: 0.001,
  constants: [
    { name: 'beta1', value: 0.9 },
    { name: 'beta2', value: 0.999 },
    { name: 'eps', value: 1e-8 },
  ],
};

/** Momentum and a running mean square, both corrected for their start at zero. Weight decay is added to the gradient. */
export const adam = Object.freeze<Optimizer<'adam'>>({
  ...facts,
  name: 'adam',
  formula:
    "g' = g + decay w;  m = beta1 m + (1 - beta1) g';  s = beta2 s + (1 - beta2) g'^2;  w -= lr m^ / (sqrt(s^) + eps)",
  source: 'Kingma & Ba, Adam: A Method for Stochastic Optimization (2015)',
  update({ t, learningRate, weightDecay, constants: [beta1, beta2, eps] }, n, w, g, [m, s]) {
    const fullMean = 1 - beta1 ** t;
    const fullSquare = 1 - beta2 ** t;
    for (let k = 0; k < n; k++) {
      const slope = g[k] + weightDecay * w[k];
      m[k] = beta1 * m[k] + (1 - beta1) * slope;
      s[k] = beta2 * s[k] + (1 - beta2) * slope * slope;
      w[k] -= (learningRate * (m[k] / fullMean)) / (Math.sqrt(s[k] / fullSquare) + eps);
    }
  },
});

/** Adam with weight decay kept out of the gradient: every parameter shrinks by lr * decay first. */
export const adamw = Object.freeze<Optimizer<'adamw'>>({
  ...facts,
  name: 'adamw',
  formula: 'w -= lr decay w;  then adam without decay',
  source: 'Loshchilov & Hutter, Decoupled Weight Decay Regularization (2019)',
  update(step, n, w, g, moments) {
    for (let k = 0; k < n; k++) w[k] -= step.learningRate * step.weightDecay * w[k];
    adam.update({ ...step, weightDecay: 0 }, n, w, g, moments);
  },
});
