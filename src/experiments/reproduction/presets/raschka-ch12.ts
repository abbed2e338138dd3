import type { Settings } from '../../../settings/table.ts';
import { finalAccuracy } from '../final-accuracy.ts';
import type { Measurement, Preset, PresetRunner } from '../preset.ts';

const BATCH = 100;
/** The book sums gradients over the batch, we take their mean: its rate and its penalty are of the sum. */
const asPublished: Partial<Settings> = {
  hidden: [100],
  activation: 'sigmoid',
  head: 'sigmoid-binary-cross-entropy',
  init: 'normal:0.1',
  scale: '-1..1',
  validation: 5000,
  batchSize: BATCH,
  lr: 0.0005 * BATCH,
  l2: 0.01 / BATCH,
  epochs: 200,
};

export const raschkaCh12: Preset = {
  name: 'raschka-ch12',
  title: 'A multilayer perceptron in numpy, 200 epochs',
  kind: 'published',
  source: 'Raschka & Mirjalili, Python Machine Learning, 2nd edition (2017), chapter 12',
  setting: [
    '784-100-10, logistic units, binary cross-entropy over logistic outputs; weights N(0, 0.1^2), biases 0',
    'pixels in [-1, 1], the first 55,000 images to train, 5,000 to validate, batches of 100, 200 epochs',
    'gradients summed over the batch, rate 0.0005, l2 0.01, weights alone: as means, rate 0.05 and l2 0.0001',
    'test accuracy at the end',
  ],
  data: 'mnist',
  seeds: 2,
  quickSeeds: 1,
  long: true,
  measure: (runner) => measureRaschka(runner),
};

/** @param change what a test gets wrong on purpose */
export async function measureRaschka(runner: PresetRunner, change: Partial<Settings> = {}): Promise<Measurement> {
  const records = await runner.train('784-100-10', { ...asPublished, ...change });
  return finalAccuracy(records, 0.9754, 0.0035);
}
