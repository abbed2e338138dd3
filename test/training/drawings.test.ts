import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { slice } from '../../src/dataset/dataset.ts';
import { decodeDrawings } from '../../src/dataset/drawings/decode.ts';
import { mnistForm } from '../../src/dataset/drawings/mnist-form.ts';
import { fitScale, type Scale } from '../../src/dataset/scale.ts';
import { loadData } from '../../src/dataset/splits.ts';
import { selectEngine } from '../../src/kernels/index.ts';
import { dense } from '../../src/nn/layers/index.ts';
import { argmax, Network } from '../../src/nn/network.ts';
import { evaluate } from '../../src/training/evaluate.ts';
import { predict } from '../../src/training/predict.ts';
import { train } from '../../src/training/train.ts';
import { randomSource } from '../../src/util/random.ts';
import { drawnDigit, type Sheet, written } from '../dataset/drawings/drawn-digit.ts';

let network: Network;
let scale: Scale;
let test: Dataset;
/** Of the test images as they are. */
let asTheyAre: Uint16Array;

beforeAll(async () => {
  const splits = await loadData('mnist10k');
  test = splits.test;
  scale = fitScale('255', splits.train);
  const random = randomSource(0);
  const { kernels } = selectEngine('auto');
  network = new Network({ inputs: 784, layers: [dense(64, 'relu'), dense(10)], random, kernels });
  for await (const _ of train({ network, train: splits.train, scale, epochs: 3, batchSize: 32, random }));
  const evaluation = await evaluate(network, test, scale);
  expect(evaluation.accuracy).toBeGreaterThan(0.9);
  asTheyAre = evaluation.predictions;
});

const pixelsOf = (k: number) => test.values.subarray(784 * k, 784 * (k + 1)) as Uint8Array;

async function answers(images: readonly Uint8Array[]): Promise<number[]> {
  const values = new Uint8Array(images.length * 784);
  for (const [k, image] of images.entries()) values.set(image, 784 * k);
  const outputs = await predict(network, values, scale);
  return images.map((_, k) => argmax(outputs, 10 * k, 10));
}

describe('predict', () => {
  it('answers as evaluate does, with probabilities that add up to 1', async () => {
    const some = slice(test, 0, 450);
    const outputs = await predict(network, some.values as Uint8Array, scale);
    const { predictions, confidence } = await evaluate(network, some, scale);
    for (let k = 0; k < some.count; k++) {
      const digit = argmax(outputs, 10 * k, 10);
      expect([digit, outputs[10 * k + digit]]).toEqual([predictions[k], confidence[k]]);
      const sum = outputs.subarray(10 * k, 10 * (k + 1)).reduce((a, b) => a + b);
      // float32: measured 2e-7
      expect(Math.abs(sum - 1)).toBeLessThan(1e-6);
    }
  });

  it('takes a digit of MNIST for the same after it was brought into form once more', async () => {
    const again = Array.from({ length: test.count }, (_, k) => {
      return mnistForm({ width: 28, height: 28, grey: pixelsOf(k), notes: [] }, 'digit').pixels;
    });
    const same = (await answers(again)).filter((digit, k) => digit === asTheyAre[k]).length;
    // Measured: 99.9 %.
    expect(same / test.count).toBeGreaterThanOrEqual(0.99);
  });
});

/** The digit enlarged and shifted: as MNIST has it, as on paper, and faint on grey. */
const sheets: Record<string, Sheet> = {
  'light on dark': { width: 200, height: 300, left: 20, top: 100, factor: 6, ground: 0, ink: 255 },
  'dark on light': { width: 200, height: 300, left: 4, top: 20, factor: 5, ground: 255, ink: 0 },
  // JPEG takes a fiftieth of a second for each of the others, and more where the machine is busy.
  'small, dark on light': { width: 90, height: 120, left: 4, top: 20, factor: 2.7, ground: 255, ink: 0 },
  'dark on grey': { width: 300, height: 200, left: 120, top: 10, factor: 4.3, ground: 190, ink: 60 },
};

/** Every format on one sheet, the others in the format that is quickest to decode. */
const cases = [
  ...Object.keys(written).map((format) => [format, format === 'JPEG' ? 'small, dark on light' : 'dark on light']),
  ['IDX', 'light on dark'],
  ['IDX', 'dark on grey'],
];

describe('100 digits drawn large', () => {
  it.each(cases)('in %s, %s, are read as MNIST has them', async (format, how) => {
    const sheet = sheets[how];
    const images: Uint8Array[] = [];
    for (let k = 0; k < 100; k++) {
      const drawings = await decodeDrawings(written[format](drawnDigit(pixelsOf(k), sheet)), 'digit');
      const { pixels, inverted } = mnistForm(drawings.picture(0), 'digit');
      expect(inverted).toBe(sheet.ground > sheet.ink);
      images.push(pixels);
    }
    const same = (await answers(images)).filter((digit, k) => digit === asTheyAre[k]).length;
    // Measured: 98 or 99, as JPEG (of a smaller sheet) 96.
    expect(same).toBeGreaterThanOrEqual(95);
  });
});
