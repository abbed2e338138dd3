import { describe, expect, it } from 'vitest';
import { type DenseOptions, dense, linear, residual } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { randomSource } from '../../src/util/random.ts';

const DEPTH = 20;
const UNITS = 64;

function deep(activation: string, init: string, options: DenseOptions, depth = DEPTH): Network {
  const layers = Array.from({ length: depth }, () => dense(UNITS, activation, options));
  return new Network({ inputs: UNITS, layers: [...layers, dense(10)], init, random: randomSource(1) });
}

/** Standard deviation of what goes into the last layer, over that of the inputs, which are standard normal. */
function growth(network: Network): number {
  const B = 50;
  const draws = randomSource(2).stream('x');
  network.forward(
    Float64Array.from({ length: B * UNITS }, () => draws.normal()),
    B,
    'measurement',
  );
  const out = Float64Array.from(network.hiddenLayers[network.hiddenLayers.length - 1].out);
  const mean = out.reduce((sum, v) => sum + v) / out.length;
  return Math.sqrt(out.reduce((sum, v) => sum + (v - mean) ** 2, 0) / out.length);
}

describe('auto and residual connections', () => {
  it.each(['relu', 'gelu', 'tanh', 'selu'])('%s: the signal keeps its size through twenty blocks', (activation) => {
    const grown = growth(deep(activation, 'auto', { residual: true }));
    // Measured 1.008 to 1.041; for 200 blocks 0.9996 to 1.004.
    expect(grown).toBeLessThan(1.1);
    expect(grown).toBeGreaterThan(0.9);
  });

  it('an explicit initializer is taken as it is, and relu’s blocks double the variance at the least', () => {
    const explicit = deep('relu', 'he-normal', { residual: true });
    expect(growth(explicit)).toBeGreaterThan(Math.sqrt(2) ** DEPTH);
    const plain = deep('relu', 'he-normal', {});
    expect(explicit.parameters).toEqual(plain.parameters);
  });

  it('divides the last weights of each branch by the number of branches, and nothing else', () => {
    const [auto, plain] = [deep('relu', 'auto', { residual: true }), deep('relu', 'he-normal', {})];
    auto.denseLayers.forEach(({ linear, hidden }, k) => {
      const divisor = hidden ? DEPTH : 1;
      // The output layer's own initializer is another.
      if (hidden) expect(linear.weight.values[7]).toBe(plain.denseLayers[k].linear.weight.values[7] / divisor);
    });
    const branch = residual([linear(4), linear(4)]);
    const two = new Network({ inputs: 4, layers: [branch, branch, linear(2)], random: randomSource(1) });
    const same = new Network({
      inputs: 4,
      layers: [linear(4), linear(4), linear(4), linear(4), linear(2)],
      random: randomSource(1),
    });
    two.denseLayers.forEach(({ linear: { weight } }, k) => {
      const divisor = [1, 2, 1, 2, 1][k];
      expect(weight.values).toEqual(same.denseLayers[k].linear.weight.values.map((w) => w / divisor));
    });
  });

  it.each(['batch', 'layer'] as const)('leaves branches alone that have a norm of their own: %s', (norm) => {
    const draws = (residual: boolean) => deep('relu', 'auto', { norm, residual }).parameters;
    expect(draws(true)).toEqual(draws(false));
  });
});
