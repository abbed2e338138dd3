import type { Optimizer } from '../../kernels/kernels.ts';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

const facts = {
  moments: ['mean', 'square'],
  defaultLearningRate: 0.001,
};

/** Momentum and a running mean square, both corrected for their start at zero. Weight decay is added to the gradient. */
export const adam = Object.freeze<Optimizer<'adam'>>({
  ...facts,
  name: 'adam',
  formula: "g' = g + decay w;  m = 0.9 m + 0.1 g';  s = 0.999 s + 0.001 g'^2;  w -= lr m^ / (sqrt(s^) + 1e-8)",
  source: 'Kingma & Ba, Adam: A Method for Stochastic Optimization (2015)',
  update({ t, learningRate, weightDecay }, n, w, g, [m, s]) {
    const fullMean = 1 - BETA1 ** t;
    const fullSquare = 1 - BETA2 ** t;
    for (let k = 0; k < n; k++) {
      const slope = g[k] + weightDecay * w[k];
      m[k] = BETA1 * m[k] + (1 - BETA1) * slope;
      s[k] = BETA2 * s[k] + (1 - BETA2) * slope * slope;
      w[k] -= (learningRate * (m[k] / fullMean)) / (Math.sqrt(s[k] / fullSquare) + EPSILON);
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
