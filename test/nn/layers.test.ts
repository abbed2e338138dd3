import { describe, expect, it } from 'vitest';
import {
  activation,
  batchNorm,
  type DenseOptions,
  dense,
  dropout,
  type Layer,
  layerNorm,
  linear,
  residual,
} from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { randomSource } from '../../src/util/random.ts';
import { UserError } from '../../src/util/user-error.ts';
import { worstError } from '../oracle.ts';

const normals = (n: number, seed = 1) => {
  const draws = randomSource(seed).stream('x');
  return Float64Array.from({ length: n }, () => draws.normal());
};

describe('dense', () => {
  const kindsOf = (options: DenseOptions, f = 'tanh') => dense(5, f, options).map(({ kind }) => kind);

  it('is linear, norm, activation and dropout, of which identity and a rate of 0 take no layer', () => {
    expect(kindsOf({ norm: 'batch', dropout: 0.5 })).toEqual(['linear', 'batch-norm', 'activation', 'dropout']);
    expect(kindsOf({ norm: 'layer' })).toEqual(['linear', 'layer-norm', 'activation']);
    expect(kindsOf({}, 'identity')).toEqual(['linear']);
  });

  it('has a residual connection around all of that', () => {
    const [around, ...others] = dense(5, 'tanh', { norm: 'batch', dropout: 0.5, residual: true });
    expect(around).toMatchObject({ kind: 'residual' });
    expect(others).toEqual([]);
    const network = new Network({ inputs: 5, layers: [around, dense(2)] });
    expect(network.layers[0].inner?.map(({ kind }) => kind)).toEqual(['linear', 'batch-norm', 'activation', 'dropout']);
  });
});

describe('tensors', () => {
  it('are named by the linear layer before them, with a role, and lie in the order of layers', () => {
    const layers = [
      dense(4, 'prelu', { norm: 'batch' }),
      dense(4, 'tanh', { norm: 'layer', residual: true }),
      dense(2),
    ];
    const { layout, statisticsLayout, parameters, statistics } = new Network({ inputs: 3, layers });
    expect(layout.tensors.map(({ name, role, shape }) => [name, role, shape])).toEqual([
      ['layers.0.weight', 'weight', [3, 4]],
      ['layers.0.bias', 'bias', [4]],
      ['layers.0.norm.gain', 'gain', [4]],
      ['layers.0.norm.shift', 'shift', [4]],
      ['layers.0.slope', 'slope', [1]],
      ['layers.1.weight', 'weight', [4, 4]],
      ['layers.1.bias', 'bias', [4]],
      ['layers.1.norm.gain', 'gain', [4]],
      ['layers.1.norm.shift', 'shift', [4]],
      ['layers.2.weight', 'weight', [4, 2]],
      ['layers.2.bias', 'bias', [2]],
    ]);
    expect(statisticsLayout.tensors.map(({ name, role, offset }) => [name, role, offset])).toEqual([
      ['layers.0.norm.mean', 'statistic', 0],
      ['layers.0.norm.variance', 'statistic', 4],
    ]);
    expect(parameters.subarray(16, 25)).toEqual(Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0, 0.25));
    expect(statistics).toEqual(Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1));
  });

  it('have names of their own also before the first linear layer, and where one kind comes twice after one', () => {
    const layers = [layerNorm(), linear(3), layerNorm(), activation('prelu'), layerNorm(), activation('prelu')];
    const { layout } = new Network({ inputs: 3, layers });
    expect(layout.tensors.map(({ name }) => name)).toEqual([
      'inputs.norm.gain',
      'inputs.norm.shift',
      'layers.0.weight',
      'layers.0.bias',
      'layers.0.norm.gain',
      'layers.0.norm.shift',
      'layers.0.slope',
      'layers.0.norm.gain.2',
      'layers.0.norm.shift.2',
      'layers.0.slope.2',
    ]);
  });
});

describe('the dense layers of a network', () => {
  it('are its linear layers with what follows, hidden but for the last, also inside residual connections', () => {
    const block = residual([linear(6), batchNorm(), activation('relu'), dropout(0.5), linear(6), batchNorm()]);
    const network = new Network({ inputs: 6, layers: [block, activation('tanh'), dense(6, 'gelu'), dense(3)] });
    const { denseLayers, hiddenLayers, layers } = network;
    expect(denseLayers.map(({ activation, norm, dropout }) => [activation.name, norm?.kind, dropout])).toEqual([
      ['relu', 'batch-norm', 0.5],
      ['identity', 'batch-norm', 0],
      ['gelu', undefined, 0],
      ['identity', undefined, 0],
    ]);
    expect(denseLayers.map(({ hidden }) => hidden)).toEqual([true, true, true, false]);
    expect(hiddenLayers).toEqual(denseLayers.filter(({ hidden }) => hidden));
    expect(denseLayers.map((layer) => layer.residual === layers[0])).toEqual([false, true, false, false]);
    expect(denseLayers[1].parts).toEqual(layers[0].inner?.slice(4));
  });

  it.each<[string, DenseOptions]>([
    ['plain', {}],
    ['with batch norm', { norm: 'batch' }],
    ['with layer norm and a residual connection', { norm: 'layer', residual: true }],
  ])('%s: z, a = f(z), what goes on, and dL/dz', (_what, options) => {
    const network = new Network({ inputs: 4, layers: [dense(4, 'sigmoid', { ...options, dropout: 0.5 }), dense(2)] });
    const B = 6;
    const n = B * 4;
    const x = normals(n);
    network.forward(x, B, 'training');
    network.loss(Uint16Array.of(0, 1, 1, 0, 1, 0));
    network.backward();
    const [layer, output] = network.denseLayers;
    expect(
      worstError(
        layer.a,
        Float64Array.from(layer.z, (z) => 1 / (1 + Math.exp(-z))),
      ),
    ).toBeLessThan(1e-15);
    const added = options.residual ? x : new Float64Array(n);
    const kept = Float64Array.from(layer.out, (value, k) => (value - added[k]) / layer.a[k]);
    expect(kept.every((share) => Math.abs(share) < 1e-12 || Math.abs(share - 2) < 1e-12)).toBe(true);
    expect(kept.some((share) => share < 1) && kept.some((share) => share > 1)).toBe(true);
    // dL/dz = dL/dout mask a (1 - a), and dL/dout is what the output layer hands down.
    const dz = Float64Array.from(layer.a, (a, k) => output.dx[k] * Math.round(kept[k]) * a * (1 - a));
    expect(worstError(layer.dz, dz, 1e-3)).toBeLessThan(1e-12);
  });
});

describe('batch norm', () => {
  const normed = () => new Network({ inputs: 3, layers: [linear(4), batchNorm(), activation('tanh'), linear(2)] });
  const x = normals(3 * 8);

  it('keeps running statistics in training only: a tenth of the batch’s mean and unbiased variance', () => {
    const network = normed();
    const before = network.statistics.slice();
    network.forward(x, 8);
    network.forward(x, 8, 'measurement');
    expect(network.statistics).toEqual(before);
    network.forward(x, 8, 'training');
    const z = network.layers[0].out;
    const column = Array.from({ length: 8 }, (_, row) => z[row * 4]);
    const mean = column.reduce((sum, v) => sum + v) / 8;
    const variance = column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 7;
    expect(network.statistics[0]).toBeCloseTo(0.1 * mean, 14);
    expect(network.statistics[4]).toBeCloseTo(0.9 + 0.1 * variance, 14);
  });

  it('goes by the batch in training and measurement, by the running statistics in evaluation', () => {
    const network = normed();
    const [, norm] = network.layers;
    const spread = (values: ArrayLike<number>) => {
      const column = Array.from({ length: 8 }, (_, row) => values[row * 4]);
      const mean = column.reduce((sum, v) => sum + v) / 8;
      return { mean, variance: column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 8 };
    };
    for (const mode of ['training', 'measurement'] as const) {
      network.forward(x, 8, mode);
      const { mean, variance } = spread(norm.out);
      expect(mean).toBeCloseTo(0, 14);
      // Less than 1 by epsilon's share of the variance.
      expect(variance).toBeCloseTo(1, 3);
    }
    network.statistics.set([1, 1, 1, 1, 4, 4, 4, 4]);
    network.forward(x, 8);
    const z = network.layers[0].out;
    expect(norm.out[5]).toBeCloseTo((z[5] - 1) / Math.sqrt(4 + 1e-5), 14);
  });

  it('takes no training batch of one row, and says why; in use one row is enough', () => {
    const network = normed();
    expect(() => network.forward(x.subarray(0, 3), 1, 'training')).toThrow(/two rows or more.*one row is its own mean/);
    expect(network.forward(x.subarray(0, 3), 1)).toHaveLength(2);
  });

  it('passes gradients of the loss by running statistics, too', () => {
    const network = normed();
    network.forward(x, 8, 'training');
    const labels = Uint16Array.from({ length: 8 }, (_, k) => k % 2);
    const lossAt = () => {
      network.forward(x, 8);
      return network.loss(labels);
    };
    lossAt();
    network.backward();
    const analytic = network.gradients.slice();
    const numeric = analytic.map((_, k) => {
      const value = network.parameters[k];
      const [up, down] = [1e-4, -1e-4].map((step) => {
        network.parameters[k] = value + step;
        return lossAt();
      });
      network.parameters[k] = value;
      return (up - down) / 2e-4;
    });
    expect(worstError(analytic, numeric, 1e-2)).toBeLessThan(1e-6);
  });
});

describe('a residual connection', () => {
  it('adds its input to what the inner layers make of it', () => {
    const inner = [linear(4), activation('tanh'), linear(4)];
    const random = () => randomSource(3);
    const plain = new Network({ inputs: 4, layers: [...inner], random: random(), init: 'pytorch' });
    const around = new Network({ inputs: 4, layers: [residual(inner)], random: random(), init: 'pytorch' });
    const x = normals(4 * 5);
    plain.forward(x);
    around.forward(x);
    const sums = plain.logits.map((value, k) => value + x[k]);
    expect(around.logits).toEqual(sums);
  });

  it('may go around others, and around a layer without weights', () => {
    const layers = [residual([residual([linear(3)]), activation('relu')]), dense(2)];
    const network = new Network({ inputs: 3, layers });
    network.forward(normals(3 * 4));
    expect(Number.isFinite(network.loss(Uint16Array.of(0, 1, 0, 1)))).toBe(true);
    network.backward();
    expect(network.gradients.every(Number.isFinite)).toBe(true);
  });
});

it.each<[string, () => unknown, RegExp]>([
  [
    'sizes that do not fit',
    () => new Network({ inputs: 4, layers: [residual([linear(5)])] }),
    /4 inputs and 5 outputs/,
  ],
  ['a residual connection around nothing', () => residual([]), /around at least one layer/],
  ['an epsilon of 0', () => batchNorm({ epsilon: 0 }), /epsilon of a norm must be a positive number; received 0/],
  ['a negative epsilon', () => layerNorm({ epsilon: -1 }), /positive number; received -1/],
  ['a momentum of 1', () => batchNorm({ momentum: 1 }), /momentum of batch norm must be at least 0 and below 1/],
  ['no linear layer', () => new Network({ inputs: 4, layers: [activation('relu')] }), /at least one linear layer/],
])('%s: a UserError that says so', (_what, make, message) => {
  expect(make).toThrow(UserError);
  expect(make).toThrow(message);
});

it('a layer leaves the gradient that it is given as it is: a residual connection needs it twice', () => {
  const layers = [linear(4), activation('tanh'), dropout(0.5), batchNorm(), layerNorm(), residual([linear(4)])];
  const network = new Network({ inputs: 4, layers });
  const all: Layer[] = [...network.layers, ...network.layers.flatMap(({ inner = [] }) => inner)];
  network.forward(normals(4 * 6), 6, 'training');
  const pass = { mode: 'training' as const, draws: randomSource(1).stream('dropout') };
  for (const layer of all) {
    const dout = normals(4 * 6, 2);
    layer.forward(6, normals(4 * 6), pass);
    layer.backward(6, dout, true);
    expect(dout).toEqual(normals(4 * 6, 2));
  }
});
