import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { activationByName } from '../../src/activations/index.ts';
import { javascriptModule } from '../../src/formats/javascript/module.ts';
import { decodeOnnx } from '../../src/formats/onnx/read.ts';
import { encodeOnnx } from '../../src/formats/onnx/write.ts';
import { networkOf } from '../../src/formats/plain-network.ts';
import { layersOf } from '../../src/formats/pytorch/read.ts';
import { sequentialOf } from '../../src/formats/pytorch/state-dict.ts';
import { reference } from '../../src/kernels/reference/index.ts';
import { activation, batchNorm, dense, layerNorm, linear, normNames, residual } from '../../src/nn/layers/index.ts';
import { Network } from '../../src/nn/network.ts';
import { randomSource } from '../../src/util/random.ts';
import { tempFolder } from '../dataset/temp-folder.ts';
import { mistakeOf } from '../dataset/user-mistake.ts';
import { furthest } from './onnx/digits.ts';
import { run } from './onnx/runtime.ts';

const [I, O, COUNT] = [12, 7, 40];
const draws = randomSource(5).stream('norms');
const x = Float32Array.from({ length: COUNT * I }, () => draws.normal());
/** Pixels are taken as they come. */
const scale = { kind: 'standardize', mean: [0], deviation: [1] } as const;

/** 12-9-9-9-7 with numbers that are not where they start, in what float32 holds. */
function networkWith(norm: (typeof normNames)[number], isResidual: boolean, epsilon = 1e-5): Network {
  const norms = { none: [], batch: [batchNorm({ epsilon })], layer: [layerNorm({ epsilon })] }[norm];
  const hidden = () => [linear(9), ...norms, activation('gelu')];
  const inner = isResidual ? [residual(hidden()), residual(hidden())] : [...hidden(), ...hidden()];
  const network = new Network({ inputs: I, layers: [...hidden(), ...inner, linear(O)], random: randomSource(1) });
  for (const [flat, positive] of [[network.parameters, false] as const, [network.statistics, true] as const]) {
    for (let k = 0; k < flat.length; k++) {
      const drawn = 0.3 * draws.normal() + (positive ? 1.5 : flat[k]);
      flat[k] = Math.fround(positive ? Math.abs(drawn) : drawn);
    }
  }
  return network;
}

const combinations = normNames.flatMap((norm) => [false, true].map((isResidual) => ({ norm, isResidual })));

describe.each(combinations)('norm $norm, residual $isResidual', ({ norm, isResidual }) => {
  const network = networkWith(norm, isResidual);
  const logits = () => {
    network.forward(Float64Array.from(x), COUNT);
    return network.logits.slice();
  };

  it('computes the same in onnxruntime', async () => {
    const theirs = await run(encodeOnnx(network, scale, {}), x, [COUNT, I]);
    // float32 against float64: measured 9.2e-7 at most.
    expect(furthest(theirs.logits, logits())).toBeLessThan(5e-6);
  });

  it('comes back from ONNX with all its numbers', () => {
    const read = decodeOnnx(encodeOnnx(network, scale, {}), 'f');
    expect(read.layers.map((layer) => layer.norm?.kind)).toEqual(network.denseLayers.map((layer) => layer.norm?.kind));
    expect(read.layers.map((layer) => Boolean(layer.residual))).toEqual([false, isResidual, isResidual, false]);
    const back = networkOf(read, reference);
    expect(back.parameters).toEqual(network.parameters);
    expect(back.statistics).toEqual(network.statistics);
    back.forward(Float64Array.from(x), COUNT);
    // The epsilon of a file is in float32.
    expect(furthest(back.logits, logits())).toBeLessThan(1e-9);
  });

  it('comes back from a state_dict, but for residual connections, which none holds', () => {
    const { stateDict, source, classes } = sequentialOf(network);
    const facts = { activation: activationByName('gelu'), inputsFirst: false, file: 'f' };
    const layers = layersOf(stateDict, facts).map((layer, k) => ({
      ...layer,
      ...(k === 3 && { activation: activationByName('identity') }),
      residual: network.denseLayers[k].residual !== undefined,
    }));
    const back = networkOf({ layers, head: 'softmax-cross-entropy' }, reference);
    expect(back.parameters).toEqual(network.parameters);
    expect(back.statistics).toEqual(network.statistics);
    expect(classes.includes('class Residual(nn.Sequential)')).toBe(isResidual);
    expect(source.match(/BatchNorm1d\(9\)/g)?.length ?? 0).toBe(norm === 'batch' ? 3 : 0);
    expect(source.match(/LayerNorm\(9\)/g)?.length ?? 0).toBe(norm === 'layer' ? 3 : 0);
  });

  it('computes the same as a module of JavaScript', async () => {
    const file = join(tempFolder(), 'model.mjs');
    writeFileSync(file, javascriptModule(network, scale, 'test'));
    const { predict } = await import(pathToFileURL(file).href);
    const probabilities = network.forward(Float64Array.from(x), COUNT).slice();
    const theirs = Array.from({ length: COUNT }, (_, k) => predict(x.subarray(k * I, (k + 1) * I))).flat();
    // Parameters in float32, sums in float64: measured 4.6e-8 at most.
    expect(furthest(theirs, probabilities)).toBeLessThan(2e-7);
  });
});

describe('another epsilon', () => {
  it.each(['batch', 'layer'] as const)('of a %s norm is honoured by each format', async (norm) => {
    const network = networkWith(norm, false, 0.5);
    network.forward(Float64Array.from(x), COUNT);
    const bytes = encodeOnnx(network, scale, {});
    expect(furthest((await run(bytes, x, [COUNT, I])).logits, network.logits)).toBeLessThan(5e-6);
    const back = networkOf(decodeOnnx(bytes, 'f'), reference);
    back.forward(Float64Array.from(x), COUNT);
    expect(furthest(back.logits, network.logits)).toBeLessThan(1e-9);
    expect(sequentialOf(network).source).toMatch(/(BatchNorm1d|LayerNorm)\(9, eps=0.5\)/);
  });
});

it('refuses a residual connection around two layers, which the files do not describe', () => {
  const layers = [dense(9), residual([dense(9), dense(9)].flat()), dense(O)];
  const network = new Network({ inputs: I, layers });
  for (const write of [() => encodeOnnx(network, scale, {}), () => sequentialOf(network)]) {
    expect(mistakeOf(write).message).toMatch(/chains of dense layers.*received 'a layer of the kind residual/);
  }
});
