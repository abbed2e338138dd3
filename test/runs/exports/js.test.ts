import { describe, expect, it } from 'vitest';
import { activationNames } from '../../../src/activations/index.ts';
import { type ScaleName, scaleFrom, scaleNames, scaleRow } from '../../../src/dataset/scale.ts';
import { javascriptModule } from '../../../src/formats/javascript/module.ts';
import { headNames } from '../../../src/nn/heads/index.ts';
import { dense } from '../../../src/nn/layers/index.ts';
import { argmax, Network } from '../../../src/nn/network.ts';
import { imported, trainedModel } from './js-model.ts';

function compare({ model, images, answers }: Awaited<ReturnType<typeof trainedModel>>): number {
  let farthest = 0;
  images.forEach((image, k) => {
    expect(model.classify(image)).toBe(argmax(answers, k * 10, 10));
    model.predict(image).forEach((p, o) => {
      farthest = Math.max(farthest, Math.abs(p - answers[k * 10 + o]));
    });
  });
  return farthest;
}

describe('a run as an ES module', () => {
  it.each(['relu', 'sigmoid', 'gelu', 'prelu', 'softmax', 'mish'])('gives the digits of a %s network', async (name) => {
    // float32 sums of the wasm engine against float64 sums here: measured 9e-7 at most.
    expect(compare(await trainedModel(name))).toBeLessThan(5e-6);
  });

  it('gives those of a float64 network, but for the rounding of its weights, deep and standardized', async () => {
    const values = { engine: 'reference', hidden: [16, 12, 8], scale: 'standardize', trainSize: 500 };
    // Measured 2e-8.
    expect(compare(await trainedModel('tanh', values))).toBeLessThan(2e-7);
  });

  it('is under 5 KB beside its weights, whatever the activation', () => {
    for (const name of activationNames) {
      const network = new Network({ inputs: 784, layers: [dense(3, name), dense(3, name), dense(10)] });
      const text = javascriptModule(network, { kind: '255' }, 'a test');
      const weights = 4 * Math.ceil((4 * network.layout.length) / 3);
      expect([name, text.length - weights]).toEqual([name, expect.toSatisfy((size: number) => size < 5000)]);
    }
  });

  it.each(headNames)('has the outputs of the head %s, and a layer of its own kind after the other', async (head) => {
    const layers = [dense(5, 'prelu'), dense(4, 'softmax'), dense(3, 'tanh'), dense(3)];
    const network = new Network({ inputs: 4, layers, head });
    network.denseLayers[0].parameters.p[0] = -0.75;
    const model = await imported(javascriptModule(network, { kind: '255' }, 'x'));
    const pixels = [0, 51, 255, 128];
    const expected = network.forward(Float64Array.from(pixels, (v) => v / 255));
    model.predict(pixels).forEach((p, o) => {
      // Weights rounded to float32: measured 5e-8.
      expect(Math.abs(p - expected[o])).toBeLessThan(1e-6);
    });
  });

  it.each(scaleNames.filter((name): name is Exclude<ScaleName, 'auto'> => name !== 'auto'))(
    'scales its pixels as %s does',
    async (kind) => {
      const fitted = { mean: [1, 20, 40, 7], deviation: [2, 10, 0, 3] };
      const scale = scaleFrom({ kind, ...(kind === 'standardize' && fitted) }, { name: 'x', features: 4 });
      const network = new Network({ inputs: 4, layers: [dense(4)], head: 'identity-mse' });
      network.parameters.fill(0);
      for (let k = 0; k < 4; k++) network.denseLayers[0].parameters.W[k * 4 + k] = 1;
      const pixels = [0, 13, 255, 128];
      const expected = new Float64Array(4);
      scaleRow(scale, 4, false)(pixels, 0, expected, 0);
      const model = await imported(javascriptModule(network, scale, 'x'));
      model.predict(pixels).forEach((p, k) => {
        expect(p).toBeCloseTo(expected[k], 14);
      });
    },
  );

  it('refuses pixels of another number, and stays one comment long whatever it is called', async () => {
    const network = new Network({ inputs: 4, layers: [dense(3)] });
    const model = await imported(javascriptModule(network, { kind: '255' }, 'data\nthrow 1\u2028throw 2'));
    expect(() => model.predict([1, 2])).toThrow(/pixels must hold 4 numbers; received 2/);
  });
});
