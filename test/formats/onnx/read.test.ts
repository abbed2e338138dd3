import { describe, expect, it } from 'vitest';
import { activations } from '../../../src/activations/index.ts';
import type { Scale } from '../../../src/dataset/scale.ts';
import { decodeOnnx } from '../../../src/formats/onnx/read.ts';
import { encodeOnnx } from '../../../src/formats/onnx/write.ts';
import { networkOf } from '../../../src/formats/plain-network.ts';
import { reference } from '../../../src/kernels/reference/index.ts';
import { headNames } from '../../../src/nn/heads/index.ts';
import { randomSource } from '../../../src/util/random.ts';
import { exportable, furthest, smallNetwork } from './digits.ts';
import { int64s, modelOf, node, tensor } from './foreign.ts';
import { run } from './runtime.ts';

describe('what we wrote comes back', () => {
  it.each(exportable.map((activation) => [activation.name, activation] as const))('%s', (name, activation) => {
    const network = smallNetwork(activation);
    // What float32 holds is held exactly.
    network.parameters.set(Float32Array.from(network.parameters));
    const read = decodeOnnx(encodeOnnx(network, { kind: '255' }, {}), 'f');
    expect(read.layers.map((layer) => layer.activation.name)).toEqual([name, name, 'identity']);
    expect(read.scale).toEqual({ kind: '255' });
    expect(networkOf(read, reference).parameters).toEqual(network.parameters);
  });

  it.each(headNames)('the head %s', (head) => {
    const bytes = encodeOnnx(smallNetwork(activations[1], head), { kind: '255' }, { head });
    expect(decodeOnnx(bytes, 'f').head).toBe(head);
  });

  it('a head that contradicts the operators is not believed', () => {
    const bytes = encodeOnnx(smallNetwork(activations[1]), { kind: '255' }, { head: 'sigmoid-mse' });
    expect(decodeOnnx(bytes, 'f').head).toBe('softmax-cross-entropy');
  });

  const scales: Scale[] = [
    { kind: '256' },
    { kind: '-1..1' },
    { kind: 'standardize', mean: [33.5], deviation: [64] },
    {
      kind: 'standardize',
      mean: new Array(784).fill(2.5),
      deviation: Array.from({ length: 784 }, (_, k) => (k % 2 ? 0 : 8)),
    },
  ];
  it.each(scales)('the scale $kind', (scale) => {
    const { scale: read } = decodeOnnx(encodeOnnx(smallNetwork(activations[1]), scale, {}), 'f');
    expect(read?.kind).toBe(scale.kind);
    if (!scale.mean) return;
    expect(read?.deviation).toEqual(scale.deviation);
    // A column that does not count has no mean.
    expect(read?.mean).toEqual(scale.mean.map((mean, k) => (scale.deviation?.[k] === 0 ? 0 : mean)));
  });
});

const draws = randomSource(1).stream('models');
const random = (length: number) => Float32Array.from({ length }, () => draws.normal());
/** 4-5-3 in pieces: [out][in] and [in][out]. */
const W1 = tensor('W1', [4, 5], random(20));
const W1t = tensor('W1t', [5, 4], random(20));
const W2 = tensor('W2', [5, 3], random(15), 'floats');
const b1 = tensor('b1', [5], random(5));
const b2 = tensor('b2', [3], random(3));
const row = tensor('row', [1, 5], random(5));
const scalar = (name: string, value: number) => tensor(name, [], [value]);
const all = [W1, W1t, W2, b1, b2, row, scalar('two', 2), scalar('half', 0.5), scalar('six', 6), scalar('zero', 0)];
const ROWS = 50;
const x = random(ROWS * 4);

describe('models made elsewhere: the same logits as onnxruntime', () => {
  const gelu = [
    node('Div', ['z', 'root'], 'd'),
    node('Erf', ['d'], 'e'),
    node('Add', ['e', 'one'], 'f'),
    node('Mul', ['z', 'f'], 'g'),
    node('Mul', ['g', 'half'], 'a'),
  ];
  const styles: Record<string, ReturnType<typeof modelOf>> = {
    'Gemm with transB, alpha and beta': modelOf(
      [
        node('Gemm', ['x', 'W1t', 'b1'], 'z', { transB: 1, alpha: { f: 0.5 }, beta: { f: -2 } }),
        node('Relu', ['z'], 'a'),
        node('Gemm', ['a', 'W2'], 'y'),
      ],
      all,
    ),
    'MatMul and Add, constants on either side': modelOf(
      [
        node('MatMul', ['x', 'W1'], 'm'),
        node('Add', ['row', 'm'], 'z'),
        node('Tanh', ['z'], 'a'),
        node('MatMul', ['a', 'W2'], 'n'),
        node('Add', ['n', 'b2'], 'y'),
      ],
      all,
    ),
    'a bias that is one number, and no activation': modelOf(
      [node('MatMul', ['x', 'W1'], 'm'), node('Add', ['m', 'two'], 'z'), node('Gemm', ['z', 'W2', 'b2'], 'y')],
      all,
    ),
    'images, flattened': modelOf(
      [
        node('Flatten', ['x'], 'r'),
        node('Gemm', ['r', 'W1', 'b1'], 'z'),
        node('Sigmoid', ['z'], 'a'),
        node('Gemm', ['a', 'W2', 'b2'], 'y'),
      ],
      all,
      { sides: [1, 2, 2] },
    ),
    'reshaped, cast, dropped and passed on': modelOf(
      [
        node('Reshape', ['x', 'shape'], 'r'),
        node('Cast', ['r'], 'c', { to: 1 }),
        node('Gemm', ['c', 'W1', 'b1'], 'z'),
        node('Identity', ['z'], 'i'),
        node('Relu', ['i'], 'a'),
        node('Dropout', ['a'], 'd'),
        node('Gemm', ['d', 'W2', 'b2'], 'y'),
      ],
      [...all, int64s('shape', [-1, 4])],
      { sides: [2, 2] },
    ),
    'a gelu of PyTorch, with its constants in nodes': modelOf(
      [
        { opType: 'Constant', output: ['root'], attribute: [{ name: 'value', type: 4, t: scalar('', Math.SQRT2) }] },
        { opType: 'Constant', output: ['one'], attribute: [{ name: 'value_float', type: 1, f: 1 }] },
        node('Gemm', ['x', 'W1', 'b1'], 'z'),
        ...gelu,
        node('Gemm', ['a', 'W2', 'b2'], 'y'),
      ],
      all,
    ),
    'a log-sigmoid of PyTorch': modelOf(
      [
        node('Gemm', ['x', 'W1', 'b1'], 'z'),
        node('Sigmoid', ['z'], 's'),
        node('Log', ['s'], 'a'),
        node('Gemm', ['a', 'W2', 'b2'], 'y'),
      ],
      all,
    ),
    'Gelu, Mish and Clip of their own opsets': modelOf(
      [
        node('Gemm', ['x', 'W1', 'b1'], 'z'),
        node('Gelu', ['z'], 'a', { approximate: 'tanh' }),
        node('MatMul', ['a', 'square'], 'z2'),
        node('Mish', ['z2'], 'a2'),
        node('MatMul', ['a2', 'square'], 'z3'),
        node('Clip', ['z3', 'zero', 'six'], 'a3'),
        node('Gemm', ['a3', 'W2', 'b2'], 'y'),
      ],
      [...all, tensor('square', [5, 5], random(25))],
      { opset: 20 },
    ),
    'Clip with attributes, of opset 9': modelOf(
      [
        node('Gemm', ['x', 'W1', 'b1'], 'z'),
        node('Clip', ['z'], 'a', { min: { f: 0 }, max: { f: 6 } }),
        node('Gemm', ['a', 'W2', 'b2'], 'y'),
      ],
      all,
      { opset: 9 },
    ),
  };

  it.each(Object.entries(styles))('%s', async (_style, bytes) => {
    const read = decodeOnnx(bytes, 'f');
    expect(read.scale).toBeUndefined();
    const network = networkOf(read, reference);
    network.forward(Float64Array.from(x));
    const sides =
      bytes === styles['images, flattened']
        ? [1, 2, 2]
        : bytes === styles['reshaped, cast, dropped and passed on']
          ? [2, 2]
          : [4];
    const { y } = await run(bytes, x, [ROWS, ...sides]);
    // Measured: at most 3.3e-6.
    expect(furthest(y, network.logits)).toBeLessThan(1e-5);
  });

  it.each([
    ['Softmax', 'softmax-cross-entropy', { axis: 1 }],
    ['LogSoftmax', 'softmax-cross-entropy', {}],
    ['Sigmoid', 'sigmoid-binary-cross-entropy', {}],
  ] as const)('%s at the end is the head', async (op, head, attributes) => {
    const bytes = modelOf(
      [
        node('Gemm', ['x', 'W1', 'b1'], 'z'),
        node('Relu', ['z'], 'a'),
        node('Gemm', ['a', 'W2', 'b2'], 'l'),
        node(op, ['l'], 'y', attributes),
      ],
      all,
    );
    const read = decodeOnnx(bytes, 'f');
    expect(read.head).toBe(head);
    const outputs = networkOf(read, reference).forward(Float64Array.from(x));
    const { y } = await run(bytes, x, [ROWS, 4]);
    expect(furthest(op === 'LogSoftmax' ? y.map(Math.exp) : y, outputs)).toBeLessThan(1e-5);
  });

  it('scales of several steps are one scale', async () => {
    const bytes = modelOf(
      [
        node('Mul', ['half', 'x'], 's'),
        node('Add', ['s', 'four'], 't'),
        node('Div', ['t', 'six'], 'u'),
        node('Gemm', ['u', 'W1', 'b1'], 'z'),
        node('Relu', ['z'], 'a'),
        node('Gemm', ['a', 'W2', 'b2'], 'y'),
      ],
      [...all, tensor('four', [4], [1, 2, 3, 4])],
    );
    const read = decodeOnnx(bytes, 'f');
    const { mean = [], deviation = [] } = read.scale ?? {};
    const network = networkOf(read, reference);
    network.forward(Float64Array.from(x, (v, k) => (v - mean[k % 4]) / deviation[k % 4]));
    const { y } = await run(bytes, x, [ROWS, 4]);
    expect(furthest(y, network.logits)).toBeLessThan(1e-5);
  });
});
