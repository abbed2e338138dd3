import { type Activation, activations } from '../../../src/activations/index.ts';
import { slice } from '../../../src/dataset/dataset.ts';
import { loadMnist10k } from '../../../src/dataset/digits/mnist10k.ts';
import { type Scale, scaleRow } from '../../../src/dataset/scale.ts';
import { recipesOf } from '../../../src/formats/onnx/recipes.ts';
import type { HeadName } from '../../../src/nn/heads/index.ts';
import { dense } from '../../../src/nn/layers/index.ts';
import { Network } from '../../../src/nn/network.ts';
import { randomSource } from '../../../src/util/random.ts';

const { test } = loadMnist10k();
/** 1,000 embedded test digits. */
export const digits = slice(test, 0, 1000);
/** [1000][784] their bytes, as a model that scales by itself takes them. */
export const pixels = Float32Array.from(digits.values);

/** The digits as inputs of a network. */
export function inputs(scale: Scale): Float64Array {
  const x = new Float64Array(digits.values.length);
  const row = scaleRow(scale, 784, true);
  for (let sample = 0; sample < digits.count; sample++) row(digits.values, sample * 784, x, sample * 784);
  return x;
}

/** 784-16-12-10 in float64, with biases that are not zero. */
export function smallNetwork(activation: Activation, head: HeadName = 'softmax-cross-entropy'): Network {
  const layers = [dense(16, activation), dense(12, activation), dense(10)];
  const network = new Network({ inputs: 784, layers, head, random: randomSource(3) });
  const draws = randomSource(4).stream('biases');
  for (const { parameters } of network.denseLayers) {
    for (let o = 0; o < parameters.b.length; o++) parameters.b[o] = draws.normal();
    parameters.p.fill(0.3);
  }
  return network;
}

/** Greatest |a - b| / max(1, |b|). */
export function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let k = 0; k < a.length; k++) {
    const apart = Math.abs(a[k] - b[k]) / Math.max(1, Math.abs(b[k]));
    if (!(apart <= most)) most = apart;
  }
  return most;
}

/** Activations that ONNX can hold. */
export const exportable = activations.filter(({ name }) => recipesOf(name).length > 0);
