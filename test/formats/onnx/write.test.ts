import { describe, expect, it } from 'vitest';
import { defineActivation } from '../../../src/activations/custom.ts';
import { activations } from '../../../src/activations/index.ts';
import type { Scale } from '../../../src/dataset/scale.ts';
import { encodeOnnx } from '../../../src/formats/onnx/write.ts';
import { headNames } from '../../../src/nn/heads/index.ts';
import { mistakeOf } from '../../dataset/user-mistake.ts';
import { digits, exportable, furthest, inputs, pixels, smallNetwork } from './digits.ts';
import { run } from './runtime.ts';

const SHAPE = [digits.count, 784];
/** Of logits, relative or absolute. Measured: at most 1.1e-6 (identity). */
const CLOSE = 1e-5;
const sigmoid = activations.find(({ name }) => name === 'sigmoid') as (typeof activations)[number];

describe('a network as onnxruntime computes it, on 1,000 digits', () => {
  it('is looked at for all activations that are there today', () => {
    expect(exportable.length).toBeGreaterThanOrEqual(25);
  });

  it.each(exportable.map((activation) => [activation.name, activation] as const))('%s', async (_name, activation) => {
    const network = smallNetwork(activation);
    const probabilities = network.forward(inputs({ kind: '255' }));
    const theirs = await run(encodeOnnx(network, { kind: '255' }, {}), pixels, SHAPE);
    expect(furthest(theirs.logits, network.logits)).toBeLessThan(CLOSE);
    expect(furthest(theirs.probabilities, probabilities)).toBeLessThan(CLOSE);
    expect(Object.keys(theirs)).toEqual(['logits', 'probabilities']);
  });

  const column = Array.from({ length: 784 }, (_, k) => k);
  const scales: Scale[] = [
    { kind: '256' },
    { kind: '-1..1' },
    { kind: 'standardize', mean: [33.4], deviation: [78.7] },
    { kind: 'standardize', mean: column.map((k) => k / 7), deviation: column.map((k) => (k % 5 ? 20 + k / 10 : 0)) },
  ];
  it.each(scales)('with its scale inside: $kind', async (scale) => {
    const network = smallNetwork(sigmoid);
    network.forward(inputs(scale));
    const { logits } = await run(encodeOnnx(network, scale, {}), pixels, SHAPE);
    expect(furthest(logits, network.logits)).toBeLessThan(CLOSE);
  });

  it.each(headNames)('with the outputs of the head %s', async (head) => {
    const network = smallNetwork(sigmoid, head);
    const outputs = network.forward(inputs({ kind: '255' }));
    const { probabilities } = await run(encodeOnnx(network, { kind: '255' }, {}), pixels, SHAPE);
    expect(furthest(probabilities, outputs)).toBeLessThan(CLOSE);
  });
});

it('refuses an activation of the user’s own by its name', () => {
  const network = smallNetwork(defineActivation({ name: 'mine', f: Math.sin, df: Math.cos }));
  const { message } = mistakeOf(() => encodeOnnx(network, { kind: '255' }, {}));
  expect(message).toMatch(/must be a formula, or have a recipe in operators of ONNX.*received 'mine'.*safetensors/);
});
