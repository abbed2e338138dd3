import { describe, expect, it } from 'vitest';
import { activationByName } from '../../../src/activations/index.ts';
import { layersOf } from '../../../src/formats/pytorch/read.ts';
import { sequentialOf } from '../../../src/formats/pytorch/state-dict.ts';
import type { SavedTensor } from '../../../src/formats/safetensors.ts';
import { dense } from '../../../src/nn/layers/index.ts';
import { Network } from '../../../src/nn/network.ts';
import { mistakeOf } from '../../dataset/user-mistake.ts';

const networkWith = (activation: string, dropout = 0) =>
  new Network({ inputs: 3, layers: [dense(4, activation, { dropout }), dense(2, activation, { dropout }), dense(5)] });
const facts = (activation: string) => ({ activation: activationByName(activation), inputsFirst: false, file: 'f' });
const names = (tensors: readonly SavedTensor[]) =>
  tensors.map(({ name, shape }) => `${name} ${shape.join('x')}`).join(', ');

describe('a network as nn.Sequential', () => {
  it('counts modules: Linear, activation, Dropout', () => {
    const plain = sequentialOf(networkWith('tanh'));
    expect(plain.source).toBe('nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2), nn.Tanh(), nn.Linear(2, 5))');
    expect(names(plain.stateDict)).toBe('0.weight 4x3, 0.bias 4, 2.weight 2x4, 2.bias 2, 4.weight 5x2, 4.bias 5');
    const dropped = sequentialOf(networkWith('relu', 0.5));
    expect(dropped.source).toMatch(/^nn.Sequential\(nn.Linear\(3, 4\), nn.ReLU\(\), nn.Dropout\(0.5\), nn.Linear/);
    expect(names(dropped.stateDict)).toMatch(/^0.weight 4x3, 0.bias 4, 3.weight 2x4/);
  });

  it('has weights as [out][in], and PReLU calls its slope weight', () => {
    const network = networkWith('prelu');
    network.denseLayers[1].parameters.p.fill(0.5);
    const { stateDict } = sequentialOf(network);
    const [weight] = stateDict;
    const { W } = network.denseLayers[0].parameters;
    expect([weight.values[0], weight.values[1], weight.values[3]]).toEqual([W[0], W[4], W[1]]);
    expect(stateDict.find(({ name }) => name === '3.weight')).toEqual({
      name: '3.weight',
      shape: [1],
      values: Float64Array.of(0.5),
    });
  });

  it('comes with the class of an activation that PyTorch lacks', () => {
    const { classes, source } = sequentialOf(networkWith('lecun-tanh'));
    expect(`${classes}${source}`).toMatch(/^class LecunTanh[\s\S]*\nnn.Sequential\(.*LecunTanh\(\)/);
  });

  it.each(['relu', 'prelu'])('is read back: %s', (name) => {
    const network = networkWith(name);
    network.denseLayers[1].parameters.p.fill(-2);
    const read = layersOf(sequentialOf(network).stateDict, facts(name));
    expect(read.map(({ W }) => W)).toEqual(network.denseLayers.map(({ parameters }) => parameters.W));
    expect(read.map(({ slope }) => slope)).toEqual(
      name === 'prelu' ? [0.25, -2, undefined] : [undefined, undefined, undefined],
    );
  });
});

/** weight [O][I] and bias of a layer of that name. */
const linear = (name: string, I: number, O: number): SavedTensor[] => [
  { name: `${name}.weight`, shape: [O, I], values: new Float32Array(I * O).fill(0.5) },
  { name: `${name}.bias`, shape: [O], values: new Float32Array(O) },
];
const order = (tensors: SavedTensor[]) => layersOf(tensors, facts('relu')).map(({ name }) => name);

describe('the order of layers', () => {
  it('is that of numbers, as numbers, wherever they stand', () => {
    const sequential = [...linear('net.10', 4, 4), ...linear('net.2', 4, 4), ...linear('net.0', 4, 4)];
    expect(order(sequential)).toEqual(['net.0', 'net.2', 'net.10']);
    expect(order([...linear('fc2', 4, 4), ...linear('fc1', 4, 4)])).toEqual(['fc1', 'fc2']);
  });

  it('is that in which shapes fit, where names are words', () => {
    expect(
      order([...linear('head', 3, 2), ...linear('body.1', 5, 3), ...linear('stem', 4, 5), ...linear('body.2', 3, 3)]),
    ).toEqual(['stem', 'body.1', 'body.2', 'head']);
    expect(order([linear('x', 4, 3)[0]])).toEqual(['x']);
  });

  it.each([
    [
      'that shapes leave open',
      [...linear('a', 4, 4), ...linear('b', 4, 4)],
      /show the order of its layers.*received 'a \[4,4\] b \[4,4\]'/,
    ],
    ['that does not exist', [...linear('a', 4, 3), ...linear('b', 4, 3)], /show the order/],
    [
      'of numbers that do not fit',
      [...linear('0', 4, 3), ...linear('2', 4, 3)],
      /must fit each other; received '2 with 4 inputs after 0 with 3/,
    ],
    [
      'of very many words',
      Array.from({ length: 26 }, (_, k) => linear(`w${String.fromCharCode(97 + k)}`, 4, k === 9 ? 7 : 4)).flat(),
      /show the order/,
    ],
  ])('%s is refused', (_what, tensors, says) => {
    expect(mistakeOf(() => order(tensors)).message).toMatch(says);
  });
});

describe('a state_dict of something else', () => {
  const tensor = (name: string, ...shape: number[]): SavedTensor => ({
    name,
    shape,
    values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
  });
  it.each([
    ['a convolution', [...linear('fc', 4, 3), tensor('conv.weight', 2, 1, 3, 3)], /conv.weight of shape \[2,1,3,3\]/],
    [
      'a norm of another size',
      [...linear('fc', 4, 3), tensor('bn.weight', 4), tensor('bn.bias', 4)],
      /must follow a linear layer with as many outputs; received 'bn of 4'/,
    ],
    [
      'batch norm with half of its statistics',
      [...linear('fc', 4, 3), tensor('bn.weight', 3), tensor('bn.bias', 3), tensor('bn.running_mean', 3)],
      /bn.weight of shape \[3\]/,
    ],
    ['a slope without its activation', [...linear('0', 4, 3), tensor('1.weight', 1)], /1.weight of shape \[1\]/],
    ['a bias of another size', [linear('0', 4, 3)[0], tensor('0.bias', 4)], /0.bias of shape \[4\]/],
    ['nothing', [], /1 to 1001 dense layers; received 0/],
    ['no outputs', [tensor('weight', 0, 2 ** 40)], /at least one input and one output; received '1099511627776 and 0'/],
    ['no inputs', [tensor('weight', 2 ** 40, 0)], /received '0 and 1099511627776'/],
  ])('%s is refused by name', (_what, tensors, says) => {
    expect(mistakeOf(() => layersOf(tensors, facts('relu'))).message).toMatch(says);
  });
});
