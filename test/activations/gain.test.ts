import { describe, expect, it } from 'vitest';
import { gainOf } from '../../src/activations/gain.ts';
import { activationByName } from '../../src/activations/index.ts';

/** torch.nn.init.calculate_gain. */
const torch = {
  identity: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  'leaky-relu': Math.sqrt(2 / (1 + 0.01 ** 2)),
  prelu: Math.sqrt(2 / (1 + 0.25 ** 2)),
  selu: 3 / 4,
};

/** PyTorch has no gain for these: theirs keeps the second moment of a standard normal. */
const bySecondMoment = [
  ...['elu', 'celu', 'gelu', 'gelu-tanh', 'silu', 'mish', 'softplus', 'log-sigmoid', 'softsign', 'hard-tanh'],
  ...['hard-swish', 'relu6', 'soft-shrink', 'hard-shrink', 'tanh-shrink', 'lecun-tanh'],
];

describe('the gain', () => {
  it.each(Object.entries(torch))('of %s is %s', (name, gain) => {
    expect(activationByName(name).gain).toBeCloseTo(gain, 12);
  });

  it.each(bySecondMoment)('of %s is 1 / sqrt(E f(Z)^2), to the four digits given', (name) => {
    const { gain, scalar } = activationByName(name);
    expect(Math.abs(gain / gainOf((z) => scalar!.f(z, 0)) - 1)).toBeLessThan(1e-4);
  });

  it('by quadrature is that of known cases', () => {
    // Measured worst 1e-15.
    expect(gainOf((z) => z)).toBeCloseTo(1, 13);
    expect(gainOf((z) => Math.max(0, z))).toBeCloseTo(Math.SQRT2, 10);
    expect(gainOf(() => 2)).toBeCloseTo(0.5, 13);
  });

  it('is 1 where the quadrature gives nothing', () => {
    expect(gainOf(() => 0)).toBe(1);
    expect(gainOf(() => Number.NaN)).toBe(1);
    expect(gainOf(() => Number.POSITIVE_INFINITY)).toBe(1);
  });
});
