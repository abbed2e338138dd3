import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { slice } from '../../../src/dataset/dataset.ts';
import { loadData } from '../../../src/dataset/splits.ts';
import { decodeOnnx } from '../../../src/formats/onnx/read.ts';
import { networkOf } from '../../../src/formats/plain-network.ts';
import { reference } from '../../../src/kernels/reference/index.ts';
import { randomSource } from '../../../src/util/random.ts';
import { needs } from '../../support/needs.ts';
import { sharedCases, sharedMnist } from '../../support/shared.ts';
import { furthest } from './digits.ts';
import { int64s, modelOf, node, tensor } from './foreign.ts';
import { run } from './runtime.ts';

const draws = randomSource(8).stream('spellings');
const random = (length: number) => Float32Array.from({ length }, () => draws.normal());
const W = tensor('W', [4, 3], random(12));
const b = tensor('b', [3], random(3));
const gemm = (x: string) => node('Gemm', [x, 'W', 'b'], 'y');
const number = (name: string, value: number) => ({ ...int64s(name, [value]), dims: [] });
const norm = ['g', 's', 'm', 'v'].map((name) => tensor(name, [4], random(4).map(Math.abs)));

/** Ways of exporters to say that a picture of 2 x 2 becomes a row of 4. */
const flattenings: [string, Parameters<typeof modelOf>[0], Parameters<typeof modelOf>[1]][] = [
  ['Flatten', [node('Flatten', ['x'], 'r')], []],
  ['Reshape to -1, 4', [node('Reshape', ['x', 's1'], 'r')], [int64s('s1', [-1, 4])]],
  ['Reshape to 0, -1', [node('Reshape', ['x', 's1'], 'r')], [int64s('s1', [0, -1])]],
  [
    'view(x.size(0), -1)',
    [
      node('Shape', ['x'], 'shape'),
      node('Gather', ['shape', 'zero'], 'n', { axis: 0 }),
      node('Unsqueeze', ['n', 'axes'], 'n1'),
      node('Concat', ['n1', 'minus'], 'to', { axis: 0 }),
      node('Reshape', ['x', 'to'], 'r', { allowzero: 0 }),
    ],
    [number('zero', 0), int64s('axes', [0]), int64s('minus', [-1])],
  ],
  [
    'reshape(x.shape[:1] + (4,))',
    [
      node('Shape', ['x'], 'shape'),
      node('Slice', ['shape', 'from', 'upto'], 'n1'),
      node('Concat', ['n1', 'four'], 'to', { axis: 0 }),
      node('Reshape', ['x', 'to'], 'r'),
    ],
    [int64s('from', [0]), int64s('upto', [1]), int64s('four', [4])],
  ],
];

describe('a picture becomes a row', () => {
  it.each(flattenings)('by %s', async (_name, nodes, arrays) => {
    const bytes = modelOf([...nodes, gemm('r')], [...arrays, W, b], { sides: [1, 2, 2] });
    const x = random(20);
    const network = networkOf(decodeOnnx(bytes, 'f'), reference);
    network.forward(Float64Array.from(x));
    const { y } = await run(bytes, x, [5, 1, 2, 2]);
    // Measured: 3e-7.
    expect(furthest(y, network.logits)).toBeLessThan(2e-6);
  });

  it('of a fixed batch, as today’s exporter of PyTorch writes it', () => {
    const reshape = node('Reshape', ['x', 's1'], 'r', { allowzero: 1 });
    const bytes = modelOf([reshape, gemm('r')], [int64s('s1', [2, 4]), W, b], {
      sides: [1, 2, 2],
      more: {
        input: [
          {
            name: 'x',
            type: { tensorType: { elemType: 1, shape: { dim: [2, 1, 2, 2].map((dimValue) => ({ dimValue })) } } },
          },
        ],
      },
    });
    expect(decodeOnnx(bytes, 'f').layers).toHaveLength(1);
  });
});

it.each(['before the first layer', 'after an activation'])('batch norm %s goes into the next layer', async (where) => {
  const first = node('Gemm', ['x', 'V'], 'h');
  const nodes =
    where === 'before the first layer'
      ? [node('BatchNormalization', ['x', 'g', 's', 'm', 'v'], 'n'), gemm('n')]
      : [first, node('Relu', ['h'], 'a'), node('BatchNormalization', ['a', 'g', 's', 'm', 'v'], 'n'), gemm('n')];
  const arrays = [...norm, W, b, ...(where === 'after an activation' ? [tensor('V', [4, 4], random(16))] : [])];
  const bytes = modelOf(nodes, arrays);
  const x = random(20);
  const network = networkOf(decodeOnnx(bytes, 'f'), reference);
  network.forward(Float64Array.from(x));
  // Measured: 4e-7.
  expect(furthest((await run(bytes, x, [5, 4])).y, network.logits)).toBeLessThan(2e-6);
});

it('what makes labels of probabilities is passed over, as scikit-learn’s exporter writes it', () => {
  const nodes = [
    node('Gemm', ['x', 'W', 'b'], 'z'),
    node('Softmax', ['z'], 'p', { axis: 1 }),
    node('ArgMax', ['p'], 'best', { axis: 1 }),
    { ...node('ArrayFeatureExtractor', ['classes', 'best'], 'label'), domain: 'ai.onnx.ml' },
    { ...node('ZipMap', ['p'], 'y'), domain: 'ai.onnx.ml' },
  ];
  const { layers, head } = decodeOnnx(modelOf(nodes, [W, b, int64s('classes', [0, 1, 2])]), 'f');
  expect([layers.length, head]).toEqual([1, 'softmax-cross-entropy']);
});

const models = `${sharedCases}/models`;

describe('exports of PyTorch on the first 1,000 test images', needs('mnist', 'cases'), () => {
  it.each([
    ['view-ts.onnx', 0.901, 0.346674],
    ['img-dyn.onnx', 0.894, 0.352824],
    ['bn-ts.onnx', 0.916, 0.285051],
  ])('%s', async (file, accuracy, loss) => {
    const network = networkOf(decodeOnnx(readFileSync(`${models}/${file}`), file), reference);
    const images = slice((await loadData(sharedMnist)).test, 0, 1000);
    network.forward(Float64Array.from(images.values, (byte) => byte / 255));
    expect(network.loss(images.labels)).toBeCloseTo(loss, 5);
    expect(network.correct(images.labels) / 1000).toBe(accuracy);
  });
});
