import type { Optimizer } from '../../kernels/kernels.ts';
import { momentumProduct, nadamMomentum } from '../../kernels/nadam.ts';

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
    const [now, next] = [nadamMomentum(beta1, t), nadamMomentum(beta1, t + 1)];
    const product = momentumProduct(beta1, t);
    const ofGradient = (learningRate * (1 - now)) / (1 - product);
    const ofMean = (learningRate * next) / (1 - product * next);
    const fullSquare = 1 - beta2 ** t;
    for (let k = 0; k < n; k++) {
      const slope = g[k] + weightDecay * w[k];
      m[k] = beta1 * m[k] + (1 - beta1) * slope;
      s[k] = beta2 * s[k] + (1 - beta2) * slope * slope;
      w[k] -= (ofGradient * slope + ofMean * m[k]) / (Math.sqrt(s[k] / fullSquare) + eps);
    }
  },
});
