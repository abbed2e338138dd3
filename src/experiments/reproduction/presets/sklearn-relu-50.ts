import type { RunRecord } from '../../../runs/folder/run-record.ts';
import type { Settings } from '../../../settings/table.ts';
import { median } from '../../../util/statistics/quantile.ts';
import { figure, relative } from '../figure.ts';
import type { Measurement, Preset, PresetRunner } from '../preset.ts';

/** alpha = 1e-4: its gradient is alpha W / batch. 200 divides 60,000, so that every batch is whole. */
const L2 = 1e-4 / 200;

const asPublished: Partial<Settings> = {
  hidden: [50],
  activation: 'relu',
  init: 'sklearn',
  optimizer: 'nesterov',
  momentum: 0.9,
  lr: 0.1,
  l2: L2,
  batchSize: 200,
  epochs: 10,
};

/** `loss` in the output of the example, iteration by iteration. */
const published = [0.3201, 0.1535, 0.1154, 0.0928, 0.0789, 0.0717, 0.0628, 0.0553, 0.0496, 0.0465];

export const sklearnRelu50: Preset = {
  name: 'sklearn-relu-50',
  title: "scikit-learn's MLPClassifier on MNIST",
  kind: 'published',
  source: 'scikit-learn, example "Visualization of MLP weights on MNIST", verbose output',
  setting: [
    '784-50-10, relu, softmax cross-entropy; weights and biases U(+-sqrt(6/(I+O)))',
    'all 60,000 images, pixels / 255, batches of 200, 10 epochs',
    'sgd with Nesterov momentum 0.9, rate 0.1, alpha 1e-4: alpha W / batch in the gradient, biases left out',
    'the mean training loss of each epoch while it goes on, with the penalty; test accuracy at the end',
  ],
  data: 'mnist',
  seeds: 5,
  quickSeeds: 2,
  measure: (runner) => measureSklearn(runner),
};

/** @param change what a test gets wrong on purpose */
export async function measureSklearn(runner: PresetRunner, change: Partial<Settings> = {}): Promise<Measurement> {
  const records = await runner.train('784-50-10', { ...asPublished, ...change });
  const losses = records.map(penalisedLosses);
  const ofEpoch = (epoch: number) => losses.map((one) => one[epoch - 1] ?? null);
  const epochs = published.map((_, k) => k + 1);
  const measured = epochs.flatMap((epoch) => {
    const found = ofEpoch(epoch).filter((loss) => loss !== null);
    return found.length > 0 ? [[epoch, median(found)] as const] : [];
  });
  return {
    figures: [
      ...epochs.map((epoch) => {
        const value = published[epoch - 1];
        return figure(
          { name: `training loss, epoch ${epoch}`, published: value, accepted: relative(value, 0.06) },
          ofEpoch(epoch),
        );
      }),
      figure(
        { name: 'test accuracy', published: 0.97, accepted: [0.967, 0.976], unit: 'percent' },
        records.map(({ summary }) => summary?.test?.accuracy ?? null),
      ),
    ],
    charts: [
      {
        title: 'Training loss',
        x: { title: 'epoch' },
        y: { title: 'loss', log: true },
        series: [
          { name: 'gradlens', drawn: 'both', points: measured },
          {
            name: 'scikit-learn',
            drawn: 'both',
            published: true,
            points: published.map((loss, k) => [k + 1, loss] as const),
          },
        ],
      },
    ],
    notes: [],
  };
}

/** The running loss of each epoch with the penalty L2 / 2 ||W||^2, of the weights at its end: less than 0.3 % of it. */
function penalisedLosses({ metrics, probes }: RunRecord): number[] {
  return metrics.map(({ epoch, step, train }) => {
    const layers = probes.find((probe) => probe.epoch === epoch && probe.step === step)?.layers ?? [];
    return train.loss + (L2 / 2) * layers.reduce((sum, { weightNorm }) => sum + weightNorm ** 2, 0);
  });
}
