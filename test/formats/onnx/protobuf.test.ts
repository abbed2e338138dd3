import { expect, it } from 'vitest';
import { activationByName } from '../../../src/activations/index.ts';
import { messageFrom } from '../../../src/formats/onnx/protobuf.ts';
import { model } from '../../../src/formats/onnx/schema.ts';
import { encodeOnnx } from '../../../src/formats/onnx/write.ts';
import { smallNetwork } from './digits.ts';
import { decodeForeign, encodeForeign } from './foreign.ts';

const network = smallNetwork(activationByName('gelu'));
const bytes = encodeOnnx(network, { kind: '-1..1' }, { classes: '["0","1"]', ünï: '✓' });

it('another decoder reads what is written', () => {
  const { irVersion, opsetImport, metadataProps, graph } = decodeForeign(bytes) as Record<string, never>;
  expect({ irVersion, opsetImport }).toEqual({ irVersion: 8, opsetImport: [{ version: 17 }] });
  expect(metadataProps).toEqual([
    { key: 'classes', value: '["0","1"]' },
    { key: 'ünï', value: '✓' },
  ]);
  const { node, initializer, input, output } = graph as Record<
    string,
    { name: string; opType: string; rawData: Uint8Array; dims: number[] }[]
  >;
  expect(node.map(({ opType }) => opType).join(' ')).toBe(
    'Sub Div Gemm Div Erf Add Mul Mul Gemm Div Erf Add Mul Mul Gemm Softmax',
  );
  const weight = initializer.find(({ name }) => name === 'layers.0.weight');
  expect(weight?.dims).toEqual([784, 16]);
  const values = new Float32Array(Uint8Array.from(weight?.rawData ?? []).buffer);
  expect(values).toEqual(Float32Array.from(network.denseLayers[0].parameters.W));
  const batch = (size: number) => ({
    tensorType: { elemType: 1, shape: { dim: [{ dimParam: 'batch' }, { dimValue: size }] } },
  });
  expect(input).toEqual([{ name: 'pixels', type: batch(784) }]);
  expect(output).toEqual([
    { name: 'logits', type: batch(10) },
    { name: 'probabilities', type: batch(10) },
  ]);
});

it('what another encoder writes is read: negative numbers, packed and single ones, and unknown fields are skipped', () => {
  const tensor = { name: 't', dims: [-3, 2 ** 40], dataType: 1, floatData: [1.5, -2, 3e38], doubleData: [Math.PI] };
  const read = messageFrom(
    model,
    encodeForeign({ irVersion: 9, producerName: 'p', graph: { name: 'g', initializer: [tensor] } }),
  );
  expect(read).toMatchObject({ irVersion: 9, producer: 'p' });
  const [{ dims, floats, doubles }] = read.graph?.initializer ?? [];
  expect(dims).toEqual([-3, 2 ** 40]);
  expect(floats).toEqual([1.5, -2, Math.fround(3e38)]);
  expect(doubles).toEqual([Math.PI]);
  // Field 99 in all wire types, then ir_version = 5.
  const unknown = [0x98, 6, 1, 0x99, 6, 1, 2, 3, 4, 5, 6, 7, 8, 0x9a, 6, 1, 9, 0x9d, 6, 1, 2, 3, 4];
  expect(messageFrom(model, Uint8Array.of(...unknown, 8, 5)).irVersion).toBe(5);
});
