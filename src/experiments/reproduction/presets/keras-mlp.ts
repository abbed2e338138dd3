import type { Settings } from '../../../settings/table.ts';
import { finalAccuracy } from '../final-accuracy.ts';
import type { Measurement, Preset, PresetRunner } from '../preset.ts';

const asPublished: Partial<Settings> = {
  hidden: [512, 512],
  activation: 'relu',
  init: 'glorot-uniform',
  dropout: 0.2,
  // Keras' rho and epsilon.
  optimizer: 'rmsprop:0.9,1e-7',
  lr: 0.001,
  batchSize: 128,
  epochs: 20,
};

export const kerasMlp: Preset = {
  name: 'keras-mlp',
  title: "Keras' MLP with dropout",
  kind: 'published',
  source: 'Keras, examples/mnist_mlp.py: "Gets to 98.40% test accuracy after 20 epochs"',
  setting: [
    '784-512-512-10, relu, dropout 0.2 after both hidden layers, softmax cross-entropy; weights U(+-sqrt(6/(I+O)))',
    'all 60,000 images, pixels / 255, batches of 128, 20 epochs',
    'RMSprop, rate 0.001, rho 0.9, epsilon 1e-7',
    'test accuracy at the end',
  ],
  data: 'mnist',
  seeds: 2,
  quickSeeds: 1,
  long: true,
  measure: (runner) => measureKeras(runner),
};

/** @param change what a test gets wrong on purpose */
export async function measureKeras(runner: PresetRunner, change: Partial<Settings> = {}): Promise<Measurement> {
  const records = await runner.train('784-512-512-10', { ...asPublished, ...change });
  return finalAccuracy(records, 0.984, 0.003);
}
