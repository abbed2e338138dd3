import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activationByName, activations } from '../../src/activations/index.ts';

/** What the named activation says of a unit at z: off and saturated exclude each other, a dead unit is one of both. */
function unit(name: string, z: number): string {
  const activation = activationByName(name);
  const a = new Float64Array(1);
  activation.forward(1, 1, Float64Array.of(z), a);
  const states = (['saturated', 'off', 'dead'] as const).filter((state) => activation[state](z, a[0]));
  return states.join(', ') || 'alive';
}

describe('saturated, off and dead units', () => {
  it.each(activations)('$name: a dead unit is either saturated or off', (activation) => {
    fc.assert(
      fc.property(fc.double({ min: -2000, max: 2000, noNaN: true }), fc.double({ noNaN: true }), (z, other) => {
        const [row, a] = [Float64Array.of(z, Number.isFinite(other) ? other : 0), new Float64Array(2)];
        activation.forward(1, 2, row, a);
        for (const k of [0, 1]) {
          const [saturated, off] = [activation.saturated(row[k], a[k]), activation.off(row[k], a[k])];
          expect(saturated && off).toBe(false);
          if (activation.dead(row[k], a[k])) expect(saturated || off).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['sigmoid', -30, 'saturated'],
    ['sigmoid', 30, 'saturated'],
    ['sigmoid', 0, 'alive'],
    ['sigmoid', 4, 'alive'],
    ['tanh', -30, 'saturated'],
    ['tanh', 30, 'saturated'],
    ['tanh', 2, 'alive'],
    ['tanh', 400, 'saturated, dead'],
    ['relu', 30, 'alive'],
    ['relu', -30, 'off, dead'],
    ['leaky-relu', -30, 'alive'],
    ['elu', -30, 'saturated'],
    ['selu', -30, 'saturated'],
    ['gelu', -30, 'off'],
    ['gelu', -50, 'off, dead'],
    ['gelu', 30, 'alive'],
    ['gelu', -0.7518, 'alive'],
    ['silu', -1.2785, 'alive'],
    ['silu', -30, 'off'],
    ['mish', -30, 'off'],
    ['softplus', -30, 'off'],
    ['log-sigmoid', 30, 'off'],
    ['hard-swish', -4, 'off, dead'],
    ['hard-sigmoid', -4, 'saturated, dead'],
    ['hard-tanh', 1.5, 'saturated, dead'],
    ['hard-tanh', 0.5, 'alive'],
    ['lecun-tanh', 30, 'saturated'],
    ['relu6', 7, 'saturated, dead'],
    ['relu6', -1, 'off, dead'],
    ['hard-shrink', 0.2, 'off, dead'],
    ['soft-shrink', 0.2, 'off, dead'],
    ['softsign', 30, 'saturated'],
    ['identity', 1e300, 'alive'],
  ] as const)('%s at %s is %s', (name, z, state) => {
    expect(unit(name, z)).toBe(state);
  });

  // (e / (1 + e))^2 / e = 0.01 / 4 at e = exp(-5.986).
  it('the sigmoid turns saturated where its slope falls below a hundredth of 1/4', () => {
    expect(unit('sigmoid', 5.97)).toBe('alive');
    expect(unit('sigmoid', 6)).toBe('saturated');
  });
});
