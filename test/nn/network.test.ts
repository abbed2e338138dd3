import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import { heads } from '../../src/nn/heads/index.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { Update } from '../../src/nn/update.ts';
import { randomSource } from '../../src/util/random.ts';
import { UserError } from '../../src/util/user-error.ts';
import { worstError } from '../oracle.ts';

const normals = (n: number, seed = 1) => {
  const stream = randomSource(seed).stream('test');
  return Float64Array.from({ length: n }, () => stream.normal());
};
const std = (values: Float64Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

describe('Network', () => {
  it('of identity layers equals one linear layer: the reason for a non-linearity', () => {
    const sizes = [8, 13, 11, 5];
    const deep = new Network({ inputs: 8, layers: sizes.slice(1).map((O) => dense(O)), init: 'nielsen' });
    // The product of all weights, and where the biases end up, from the matrices themselves.
    let W: number[][] = Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_, j) => (i === j ? 1 : 0)));
    let b = new Array<number>(8).fill(0);
    for (const { I, O, parameters } of deep.denseLayers) {
      const times = (row: number[]) =>
        Array.from({ length: O }, (_, o) => row.reduce((sum, v, i) => sum + v * parameters.W[i * O + o], 0));
      expect(W[0]).toHaveLength(I);
      W = W.map(times);
      b = times(b).map((v, o) => v + parameters.b[o]);
    }
    const shallow = new Network({ inputs: 8, layers: [dense(5)] });
    shallow.parameters.set([...W.flat(), ...b]);
    const x = normals(8 * 20);
    deep.forward(x);
    shallow.forward(x);
    // Measured: 4e-15.
    expect(worstError(deep.logits, shallow.logits, 1)).toBeLessThan(1e-12);
  });

  it('starts the biases of a layer where that says, whatever the initializer draws', () => {
    const layers = [dense(4, 'tanh', { bias: -10 }), dense(3, 'identity', { bias: 0 }), dense(2)];
    const [pushed, zero, drawn] = new Network({ inputs: 5, layers, init: 'pytorch' }).denseLayers.map(
      ({ parameters }) => [...parameters.b],
    );
    expect(pushed).toEqual([-10, -10, -10, -10]);
    expect(zero).toEqual([0, 0, 0]);
    expect(drawn.every((b) => b !== 0 && Math.abs(b) <= 1 / Math.sqrt(3))).toBe(true);
  });

  it('with zero weights has the loss of a guess among ten: ln 10', () => {
    const network = new Network({ inputs: 6, layers: [dense(10)], init: 'zeros' });
    network.forward(normals(6 * 4));
    expect(network.loss(Uint16Array.of(0, 3, 9, 5))).toBeCloseTo(Math.LN10, 14);
  });

  it('keeps the variance of its signals through ten relu layers with He weights', () => {
    const width = 400;
    const layers = Array.from({ length: 10 }, () => dense(width, 'relu'));
    const network = new Network({ inputs: width, layers, init: 'he-normal' });
    network.forward(normals(width * 20));
    const [first, last] = [network.denseLayers[0], network.denseLayers[9]].map(({ z }) => std(z as Float64Array));
    // Measured 0.93; the standard deviation of ten layers of 400 over seeds is about 0.1.
    expect(last / first).toBeGreaterThan(0.6);
    expect(last / first).toBeLessThan(1.6);
    const dying = new Network({ inputs: width, layers, init: 'normal:0.01' });
    dying.forward(normals(width * 20));
    expect(std(dying.denseLayers[9].z as Float64Array)).toBeLessThan(1e-5);
  });

  it('with SELU and LeCun weights keeps mean 0 and variance 1', () => {
    const width = 400;
    const layers = Array.from({ length: 8 }, () => dense(width, 'selu'));
    const network = new Network({ inputs: width, layers });
    network.forward(normals(width * 50));
    const a = network.denseLayers[7].a as Float64Array;
    expect(Math.abs(a.reduce((x, y) => x + y) / a.length)).toBeLessThan(0.1);
    expect(Math.abs(std(a) - 1)).toBeLessThan(0.1);
  });

  it('sums d(logits) to zero over the classes of every row', () => {
    const network = new Network({ inputs: 5, layers: [dense(7, 'tanh'), dense(4)] });
    network.forward(normals(5 * 6));
    network.loss(Uint16Array.of(0, 1, 2, 3, 0, 1));
    network.backward();
    // dz of the last layer is d(logits); its sum over all rows is the sum of the bias gradients.
    expect(Math.abs(Array.from(network.denseLayers[1].gradients.b).reduce((x, y) => x + y))).toBeLessThan(1e-16);
  });

  it('draws the same numbers for the same seed whatever the activation', () => {
    const weightsOf = (activation: string) =>
      new Network({
        inputs: 9,
        layers: [dense(6, activation), dense(3)],
        init: 'glorot-uniform',
        random: randomSource(7),
      }).denseLayers.map(({ parameters }) => Array.from(parameters.W));
    expect(weightsOf('sigmoid')).toEqual(weightsOf('relu'));
    expect(weightsOf('prelu')).toEqual(weightsOf('relu'));
  });

  it('lays W, b and slope of each layer one after another in flat buffers', () => {
    const { layout, parameters, denseLayers } = new Network({ inputs: 3, layers: [dense(4, 'prelu'), dense(2)] });
    expect(layout.tensors.map(({ name, shape, offset }) => [name, shape, offset])).toEqual([
      ['layers.0.weight', [3, 4], 0],
      ['layers.0.bias', [4], 12],
      ['layers.0.slope', [1], 16],
      ['layers.1.weight', [4, 2], 17],
      ['layers.1.bias', [2], 25],
    ]);
    expect(parameters).toHaveLength(27);
    expect(parameters[16]).toBe(0.25);
    parameters[17] = 42;
    expect(denseLayers[1].parameters.W[0]).toBe(42);
  });

  it('drops units in training only, and passes no gradient through them', () => {
    const network = new Network({ inputs: 4, layers: [dense(50, 'sigmoid', { dropout: 0.5 }), dense(3)] });
    const x = normals(4 * 8);
    network.forward(x);
    expect(network.denseLayers[0].out.slice(0, 400).some((v) => v === 0)).toBe(false);
    network.forward(x, 8, 'training');
    const dropped = Array.from(network.denseLayers[0].out.subarray(0, 400), (v) => v === 0);
    const share = dropped.filter(Boolean).length / 400;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
    network.loss(Uint16Array.from({ length: 8 }, (_, k) => k % 3));
    network.backward();
    expect(Array.from(network.denseLayers[0].dz.subarray(0, 400), (v) => v === 0)).toEqual(dropped);
  });

  it.each(heads.map(({ name }) => name))('learns two separable classes with %s', (head) => {
    const network = new Network({ inputs: 2, layers: [dense(8, 'tanh'), dense(2)], head, random: randomSource(3) });
    const update = new Update(network, { optimizer: 'adam' });
    const x = normals(2 * 64, 5);
    const labels = Uint16Array.from({ length: 64 }, (_, k) => (x[2 * k] + x[2 * k + 1] > 0 ? 1 : 0));
    for (let step = 0; step < 300; step++) {
      network.forward(x);
      network.loss(labels);
      network.backward();
      update.step(0.05);
    }
    network.forward(x);
    expect(network.correct(labels)).toBeGreaterThanOrEqual(62);
  });

  it('has a forward and a backward for every activation, alone and in depth', () => {
    for (const { name } of activations) {
      const network = new Network({ inputs: 3, layers: [dense(4, name), dense(4, name), dense(2)] });
      network.forward(normals(3 * 5));
      expect(Number.isFinite(network.loss(Uint16Array.of(0, 1, 0, 1, 0)))).toBe(true);
      network.backward();
      expect(network.gradients.every(Number.isFinite)).toBe(true);
    }
  });

  it.each([
    ['no layers', () => new Network({ inputs: 3, layers: [] })],
    ['no inputs', () => new Network({ inputs: 0, layers: [dense(2)] })],
    ['no units', () => dense(0)],
    ['an unknown activation', () => dense(3, 'rleu')],
    ['a dropout of 1', () => dense(3, 'relu', { dropout: 1 })],
    ['an unknown init', () => new Network({ inputs: 3, layers: [dense(2)], init: 'hee' })],
    ['a batch that is too short', () => new Network({ inputs: 3, layers: [dense(2)] }).forward(new Float64Array(5), 2)],
  ])('%s is a UserError', (_what, make) => {
    expect(make).toThrow(UserError);
  });
});
