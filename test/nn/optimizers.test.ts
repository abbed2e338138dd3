import { describe, expect, it } from 'vitest';
import { optimizerByName } from '../../src/nn/optimizers/index.ts';
import { UserError } from '../../src/util/user-error.ts';
import { fixture, optimizerSettings, worstError } from '../oracle.ts';

interface OptimizersOracle {
  start: number[];
  gradients: number[][];
  optimizers: Record<string, { lr: number; trajectory: number[][] }>;
}

describe('optimizer trajectories of 25 steps against torch.optim in float64', () => {
  const oracle = fixture<OptimizersOracle>('optimizers.json');

  // Measured worst: 3e-14 relative.
  it.each(Object.entries(oracle.optimizers))('%s to 1e-10', (key, { lr, trajectory }) => {
    const { optimizer: name, momentum = 0, weightDecay = 0 } = optimizerSettings[key];
    const optimizer = optimizerByName(name);
    const parameters = Float64Array.from(oracle.start);
    const n = parameters.length;
    const moments = optimizer.moments.map(() => new Float64Array(n));
    const constants = optimizer.constants.map(({ value }) => value);
    const errors = oracle.gradients.map((gradient, k) => {
      const step = { t: k + 1, learningRate: lr, momentum, weightDecay, constants };
      optimizer.update(step, n, parameters, Float64Array.from(gradient), moments);
      return worstError(parameters, trajectory[k]);
    });
    expect(errors).toHaveLength(25);
    expect(Math.max(...errors)).toBeLessThan(1e-10);
  });
});

describe('constants after the name', () => {
  const constantsOf = (text: string) => optimizerByName(text).constants.map(({ value }) => value);

  it('take the place of PyTorch’s, from the first on', () => {
    expect(constantsOf('rmsprop')).toEqual([0.99, 1e-8]);
    expect(constantsOf('rmsprop:0.9')).toEqual([0.9, 1e-8]);
    expect(constantsOf('RMSprop(0.9, 1e-7)')).toEqual([0.9, 1e-7]);
    expect(constantsOf('adam:0.8,0.98')).toEqual([0.8, 0.98, 1e-8]);
    expect(optimizerByName('adam:0.8').name).toBe('adam');
  });

  it('change the step: one of rmsprop by hand', () => {
    const { update } = optimizerByName('rmsprop:0.75,0.5');
    const [w, s] = [Float64Array.of(1), Float64Array.of(0)];
    const step = { t: 1, learningRate: 0.1, momentum: 0, weightDecay: 0, constants: constantsOf('rmsprop:0.75,0.5') };
    update(step, 1, w, Float64Array.of(2), [s]);
    // s = 0.25 * 2^2 = 1, w = 1 - 0.1 * 2 / (1 + 0.5)
    expect(s[0]).toBe(1);
    expect(w[0]).toBeCloseTo(1 - 0.2 / 1.5, 15);
  });

  it.each(['sgd:0.5', 'rmsprop:1', 'rmsprop:-0.1', 'rmsprop:0.9,0', 'adam:0.9,0.9,1e-8,1', 'adam:much'])(
    '%s is refused',
    (text) => expect(() => optimizerByName(text)).toThrow(UserError),
  );
});
