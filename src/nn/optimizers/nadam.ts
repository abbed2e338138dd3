import type { Optimizer } from '../../kernels/kernels.ts';

const MOMENTUM_DECAY = 0.004;

/** The momentum of step t, which rises from half of beta1 towards it: beta1 (1 - 0.5 * 0.96^(0.004 t)). */
const mu = (beta1: number, t: number) => beta1 * (1 - 0.5 * 0.96 ** (t * MOMENTUM_DECAY));

/** mu(1) mu(2) ... mu(t); below 1e-20 it no longer changes 1 - product, and the loop may stop. */
function muProduct(beta1: number, t: number): number {
  let product = 1;
  for (let k = 1; k <= t && product > 1e-20; k++) product *= mu(beta1, k);
  return product;
}

/** Adam with Nesterov's look ahead. PyTorch's form: momentum decay 0.004. */
export const nadam = Object.freeze<Optimizer<'nadam'>>({
  name: 'nadam',
  formula: 'adam, with m^ = mu_{t+1} m / (1 - mu_1..mu_{t+1}) + (1 - mu_t) g / (1 - mu_1..mu_t)',
  source: 'Dozat, Incorporating Nesterov Momentum into Adam (2016)',
  moments: ['mean', 'square'],
  defaultLearningRate: 0.001,
  constants: [
    { name: 'beta1', value: 0.9 },
    { name: 'beta2', value: 0.999 },
    { name: 'eps', value: 1e-8 },
  ],
  update({ t, learningRate, weightDecay, constants: [beta1, beta2, eps] }, n, w, g, [m, s]) {
    const product = muProduct(beta1, t);
    const next = product * mu(beta1, t + 1);
    const ofGradient = (learningRate * (1 - mu(beta1, t))) / (1 - product);
    const ofMean = (learningRate * mu(beta1, t + 1)) / (1 - next);
    const fullSquare = 1 - beta2 ** t;
    for (let k = 0; k < n; k++) {
      const slope = g[k] + weightDecay * w[k];
      m[k] = beta1 * m[k] + (1 - beta1) * slope;
      s[k] = beta2 * s[k] + (1 - beta2) * slope * slope;
      w[k] -= (ofGradient * slope + ofMean * m[k]) / (Math.sqrt(s[k] / fullSquare) + eps);
    }
  },
});
