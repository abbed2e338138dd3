import { describe, expect, it } from 'vitest';
import { activationByName } from '../../../src/activations/index.ts';
import { decodeOnnx } from '../../../src/formats/onnx/read.ts';
import { encodeOnnx } from '../../../src/formats/onnx/write.ts';
import type { PlainNetwork } from '../../../src/formats/plain-network.ts';
import { dense } from '../../../src/nn/layers/index.ts';
import { Network } from '../../../src/nn/network.ts';
import { randomSource } from '../../../src/util/random.ts';
import { UserError } from '../../../src/util/user-error.ts';
import { mistakeOf } from '../../dataset/user-mistake.ts';
import { effort } from '../../support/effort.ts';
import { encodeForeign, int64s, modelOf, node, tensor } from './foreign.ts';

const W = tensor('W', [4, 4], new Float32Array(16).fill(0.5));
const b = tensor('b', [4], [1, 2, 3, 4]);
const last = node('Gemm', ['a', 'W', 'b'], 'y');
const first = node('Gemm', ['x', 'W', 'b'], 'a');
const wide = { sides: [1, 2, 2] };
const weightsOf = (more: object) => modelOf([node('Gemm', ['x', 'V'], 'y')], [{ ...W, name: 'V', ...more }]);

describe('what is no plain multilayer perceptron is refused by its name', () => {
  const operator = (name: string, why = '') =>
    new RegExp(`^f must be a plain .*received 'the operator ${name} \\(node '/?.*'\\)'.*${why}`);
  const cases: [string, Uint8Array, RegExp][] = [
    ['a convolution', modelOf([node('Conv', ['x', 'W'], 'a'), last], [W, b], wide), operator('Conv')],
    [
      'an operator of an extension',
      modelOf([{ ...node('Gelu', ['x'], 'a'), domain: 'com.microsoft' }, last], [W, b]),
      operator('com.microsoft.Gelu'),
    ],
    [
      'a residual connection around two layers',
      modelOf([first, node('Gemm', ['a', 'W', 'b'], 'c'), node('Add', ['c', 'x'], 'y')], [W, b]),
      operator('Add', 'goes around one dense layer'),
    ],
    [
      'a value that a crowd of operators takes',
      modelOf([first, ...Array.from({ length: 20_000 }, (_, k) => node('Mul', ['a', 'b'], `y${k}`))], [W, b]),
      operator('Mul', '20000 operators take one value'),
    ],
    [
      'a norm after an activation, and no layer after it',
      modelOf([first, node('Relu', ['a'], 'r'), node('BatchNormalization', ['r', 'b', 'b', 'b', 'b'], 'y')], [W, b]),
      /must have a dense layer after its last norm/,
    ],
    [
      'a branch',
      modelOf([first, node('Relu', ['a'], 'r'), node('Tanh', ['a'], 't'), node('Add', ['r', 't'], 'y')], [W, b]),
      operator('Relu', 'Tanh takes the same'),
    ],
    ['an activation before any layer', modelOf([node('Relu', ['x'], 'a'), last], [W, b]), operator('Relu')],
    ['two activations', modelOf([first, node('Relu', ['a'], 'r'), node('Tanh', ['r'], 'y')], [W, b]), operator('Tanh')],
    [
      'an activation that we lack',
      modelOf([first, node('ThresholdedRelu', ['a'], 'r'), node('Gemm', ['r', 'W'], 'y')], [W, b]),
      operator('ThresholdedRelu'),
    ],
    [
      'a slope that is not ours',
      modelOf([first, node('LeakyRelu', ['a'], 'r', { alpha: { f: 0.2 } }), node('Gemm', ['r', 'W'], 'y')], [W, b]),
      operator('LeakyRelu'),
    ],
    [
      'a hard sigmoid of another slope',
      modelOf([first, node('HardSigmoid', ['a'], 'r'), node('Gemm', ['r', 'W'], 'y')], [W, b]),
      operator('HardSigmoid'),
    ],
    [
      'transposed inputs',
      modelOf([node('Gemm', ['x', 'W'], 'y', { transA: 1 })], [W]),
      operator('Gemm', 'Only transA = 0'),
    ],
    ['weights on the left', modelOf([node('MatMul', ['W', 'x'], 'y')], [W]), operator('MatMul', 'matrix in the file')],
    [
      'a bias of another size',
      modelOf([node('Gemm', ['x', 'W', 'c'], 'y')], [W, tensor('c', [2], [1, 2])]),
      operator('Gemm', '4 numbers'),
    ],
    [
      'images that are not flattened',
      modelOf([node('MatMul', ['x', 'W'], 'y')], [W], wide),
      operator('MatMul', 'flatten it first'),
    ],
    ['a cast to whole numbers', modelOf([node('Cast', ['x'], 'a', { to: 7 }), last], [W, b]), operator('Cast')],
    [
      'samples flattened into one',
      modelOf([node('Flatten', ['x'], 'a', { axis: 0 }), last], [W, b]),
      operator('Flatten'),
    ],
    [
      'samples that are mixed',
      modelOf(
        [first, node('Reshape', ['a', 's'], 'c'), node('MatMul', ['c', 'V'], 'y')],
        [W, b, int64s('s', [-1, 2]), tensor('V', [2, 4], new Float32Array(8))],
      ),
      operator('Reshape', 'mixes samples'),
    ],
    [
      'a logarithm inside',
      modelOf([first, node('LogSoftmax', ['a'], 'r'), node('Gemm', ['r', 'W'], 'y')], [W, b]),
      operator('Gemm', 'LogSoftmax before it'),
    ],
    [
      'a node beside the chain',
      modelOf([first, node('Relu', ['nothing'], 'side'), last], [W, b]),
      operator('Relu', 'not on the way'),
    ],
    [
      'a circle',
      modelOf([node('Gemm', ['x', 'W'], 'a'), node('Identity', ['c'], 'd'), node('Identity', ['d'], 'c')], [W]),
      operator('Identity', 'not on the way'),
    ],
    [
      'a name that is made twice',
      modelOf([first, node('Relu', ['a'], 'a')], [W, b]),
      operator('Relu', 'there already'),
    ],
    [
      'a relu at the end',
      modelOf([first, node('Relu', ['a'], 'y')], [W, b]),
      /softmax, sigmoid or nothing after its last layer; received 'relu'/,
    ],
  ];
  it.each(cases)('%s', (_what, bytes, says) => {
    expect(mistakeOf(() => decodeOnnx(bytes, 'f')).message).toMatch(says);
  });
});

describe('a broken or dishonest file', () => {
  const half = Uint8Array.from(new Array(32).fill(0));
  const cases: [string, Uint8Array, RegExp][] = [
    ['nothing', new Uint8Array(0), /must be an onnx file; received 'no graph in it'/],
    ['text', new TextEncoder().encode('<!DOCTYPE html><html>'), /whole protobuf message|no graph/],
    [
      'weights in another file',
      weightsOf({ dataLocation: 1, externalData: [{ key: 'location', value: '../secret' }] }),
      /other files are never opened; received 'tensor 'V', stored elsewhere'/,
    ],
    [
      'float16',
      weightsOf({ dataType: 10, rawData: half }),
      /tensor 'V' must be in float32 or float64; received 'data type 10'/,
    ],
    [
      'a shape larger than its data',
      weightsOf({ dims: [4, 2 ** 40] }),
      /of shape \[4,1099511627776\] must hold as many numbers; received 16/,
    ],
    ['a negative side', weightsOf({ dims: [-4, -4] }), /must hold as many numbers/],
    [
      'no numbers',
      weightsOf({ dims: [0, 2 ** 40], rawData: new Uint8Array(0) }),
      /must hold as many numbers; received 0/,
    ],
    [
      'an infinite number',
      weightsOf({
        rawData: new Uint8Array(Float32Array.from({ length: 16 }, (_, k) => (k === 7 ? -Infinity : k)).buffer),
      }),
      /must be finite; received '-Infinity in the weights of \/y'/,
    ],
    [
      'layers that do not fit',
      modelOf([first, node('Gemm', ['a', 'V'], 'y')], [W, b, tensor('V', [3, 2], new Float32Array(6))]),
      /must fit each other; received '\/y with 3 inputs after \/a with 4 outputs'/,
    ],
    [
      'another input than declared',
      modelOf([first, last], [W, b], { sides: [5] }),
      /an input of 4 columns.*received '\[\?,5\]'/,
    ],
    ['two inputs', modelOf([first, last], [b]), /f must be a plain|one input/],
    ['no layer', modelOf([node('Identity', ['x'], 'y')], []), /at least one dense layer/],
    [
      'an output elsewhere',
      modelOf([first, last], [W, b], { more: { output: [{ name: 'a' }] } }),
      /end of its chain as an output; received 'a'/,
    ],
    ['an old opset', modelOf([first, last], [W, b], { opset: 6 }), /opset 7 or later; received 6/],
    [
      'a scale of zero',
      modelOf(
        [node('Mul', ['x', 'o'], 'p'), node('Add', ['p', 'b'], 'q'), node('Gemm', ['q', 'W'], 'y')],
        [W, b, tensor('o', [], [0])],
      ),
      /a scale that keeps its input/,
    ],
  ];
  it.each(cases)('%s', (_what, bytes, says) => {
    expect(mistakeOf(() => decodeOnnx(bytes, 'f')).message).toMatch(says);
  });

  it('that names one array a thousand times does not fill the memory', () => {
    const nodes = Array.from({ length: 3000 }, (_, k) =>
      node('Gemm', [k === 0 ? 'x' : `v${k - 1}`, 'V'], `v${k}`, { alpha: { f: 0.5 } }),
    );
    const bytes = modelOf(nodes, [tensor('V', [512, 512], new Float32Array(512 * 512))], { sides: [512] });
    expect(mistakeOf(() => decodeOnnx(bytes, 'f')).message).toMatch(
      /operator Gemm \(node '\/v1'\).*fewer numbers than its layers/,
    );
  });

  it('whose messages go on for ever is refused where it ends', () => {
    const long = encodeForeign({ graph: { name: 'g' } });
    expect(
      mistakeOf(() => decodeOnnx(Uint8Array.of(...long, 0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f), 'f')).message,
    ).toMatch(/bytes announced/);
    expect(mistakeOf(() => decodeOnnx(Uint8Array.of(8, ...new Array(12).fill(255)), 'f')).message).toMatch(
      /more than ten bytes/,
    );
  });
});

it('mutants give a UserError or a network of finite numbers, in no time', () => {
  const random = randomSource(7).stream('mutants');
  const small = new Network({
    inputs: 6,
    layers: [dense(4, activationByName('gelu')), dense(3)],
    random: randomSource(1),
  });
  const whole = encodeOnnx(small, { kind: '-1..1' }, { head: 'softmax-mse' });
  const sizes = (network: PlainNetwork) =>
    network.layers.flatMap(({ I, O, W: w, b: biases }) => [I * O - w.length, O - biases.length]);
  let [refused, read] = [0, 0];
  const spent = effort();
  for (let mutant = 0; mutant < 2000; mutant++) {
    const bytes = Uint8Array.from(whole);
    for (let change = 0; change <= mutant % 3; change++)
      bytes[Math.floor(random.uniform() * bytes.length)] = Math.floor(random.uniform() * 256);
    const cut = mutant % 5 === 0 ? bytes.subarray(0, Math.floor(random.uniform() * bytes.length)) : bytes;
    try {
      const network = decodeOnnx(cut, 'f');
      expect(sizes(network).every((difference) => difference === 0)).toBe(true);
      expect(network.layers.every(({ W: w }) => w.every(Number.isFinite))).toBe(true);
      read++;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused++;
    }
  }
  expect(spent()).toBeLessThan(30_000);
  expect(refused).toBeGreaterThan(500);
  expect(read).toBeGreaterThan(100);
});
