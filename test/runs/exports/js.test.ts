import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activationNames } from '../../../src/activations/index.ts';
import { type ScaleName, scaleFrom, scaleNames, scaleRow } from '../../../src/dataset/scale.ts';
import { javascriptModule } from '../../../src/formats/javascript/module.ts';
import { headNames } from '../../../src/nn/heads/index.ts';
import { dense } from '../../../src/nn/layers/index.ts';
import { argmax, Network } from '../../../src/nn/network.ts';
import { js } from '../../../src/runs/exports/js.ts';
import { tempFolder } from '../../dataset/temp-folder.ts';
import { chromiumPath } from '../../support/chromium.ts';
import { needs } from '../../support/needs.ts';
import { trainedRun } from './trained-run.ts';

interface Model {
  predict(pixels: ArrayLike<number>): number[];
  classify(pixels: ArrayLike<number>): number;
}

const root = tempFolder();
let count = 0;

async function imported(source: string | Uint8Array): Promise<Model & { file: string; bytes: number }> {
  const file = join(root, `model-${count++}.mjs`);
  writeFileSync(file, source);
  return { ...(await import(pathToFileURL(file).href)), file, bytes: source.length };
}

/** 1,000 images of the test part, raw, and what the run's own network answers. */
async function trainedModel(activation: string, values: Record<string, unknown> = {}) {
  const settings = { activation, hidden: [16], epochs: 1, trainSize: 2000, threads: 1, ...values };
  const { run, assembly } = await trainedRun(join(root, `${activation}-${count++}`), settings);
  const { test } = assembly.splits;
  const { features, values: pixels } = test;
  const scaled = scaleRow(scaleFrom(run.record.config.data.scale, test), features, true);
  const x = assembly.network.room(1000);
  for (let k = 0; k < 1000; k++) scaled(pixels, k * features, x, k * features);
  const answers = Float64Array.from(assembly.network.forward(x, 1000));
  const images = Array.from({ length: 1000 }, (_, k) => pixels.subarray(k * features, (k + 1) * features));
  const [{ bytes }] = js.write(run);
  return { model: await imported(bytes), images, answers, run };
}

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

describe('the module in a page', needs('chromium'), () => {
  let trained: Awaited<ReturnType<typeof trainedModel>>;
  beforeAll(async () => {
    trained = await trainedModel('gelu');
  });

  it('answers as in Node', async () => {
    const { model, images } = trained;
    const some = images.slice(0, 50).map((image) => [...image]);
    const browser = await chromium.launch({
      executablePath: chromiumPath ?? '',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage();
      const [{ bytes }] = js.write(trained.run);
      const url = `data:text/javascript;base64,${Buffer.from(bytes).toString('base64')}`;
      // As text: what is compiled for the tests asks for their own import().
      const answers = await page.evaluate<number[][]>(
        `import(${JSON.stringify(url)}).then(({ predict }) => ${JSON.stringify(some)}.map((one) => predict(one)))`,
      );
      // A browser's exp may differ from Node's in its last bit; measured 0.
      answers.forEach((answer, k) => {
        const node = model.predict(some[k]);
        expect(Math.max(...answer.map((p, o) => Math.abs(p - node[o])))).toBeLessThan(1e-14);
      });
    } finally {
      await browser.close();
    }
  });
});
