import { figure, plusMinus } from '../figure.ts';
import { asInChapter3, medianAccuracy, validationAccuracy } from '../nielsen.ts';
import type { Preset, PresetChart } from '../preset.ts';

/** Validation accuracy after 30 epochs, with 1, 2, 3 and 4 hidden layers. */
const published = [0.9648, 0.969, 0.9657, 0.9653];
const TOLERANCE = 0.0045;
const EPOCHS = 30;

const depths = published.map((_, k) => k + 1);
const layers = (L: number) => `${L} hidden layer${L === 1 ? '' : 's'}`;

export const nielsenCh5Depth: Preset = {
  name: 'nielsen-ch5-depth',
  title: 'More layers of logistic units gain nothing',
  kind: 'published',
  source: 'Nielsen, Neural Networks and Deep Learning (2015), chapter 5, "The vanishing gradient problem"',
  setting: [
    '784-[30] x L-10, logistic units, cross-entropy over logistic outputs; weights N(0, 1/fan_in), biases N(0, 1)',
    'rate 0.1, lambda 5 (l2 = lambda / n), batches of 10, 30 epochs, 50,000 training images, pixels / 256',
    'accuracy on the 10,000 validation images',
  ],
  data: 'mnist',
  seeds: 3,
  quickSeeds: 1,
  async measure(runner) {
    const trained = await Promise.all(
      depths.map((L) => runner.train(layers(L), { ...asInChapter3, hidden: Array(L).fill(30), epochs: EPOCHS })),
    );
    const figures = depths.map((L, k) =>
      figure(
        {
          name: layers(L),
          published: published[k],
          accepted: plusMinus(published[k], TOLERANCE),
          unit: 'percent',
        },
        trained[k].map((record) => validationAccuracy(record, EPOCHS)),
      ),
    );
    const accuracy = { title: 'validation accuracy', unit: 'percent' } as const;
    const byDepth: PresetChart = {
      title: `Validation accuracy after ${EPOCHS} epochs, by depth`,
      x: { title: 'hidden layers' },
      y: accuracy,
      series: [
        { name: 'accuracy', drawn: 'both', points: depths.map((L, k) => [L, figures[k].measured ?? Number.NaN]) },
        { name: 'accuracy', drawn: 'both', points: depths.map((L, k) => [L, published[k]]), published: true },
      ],
    };
    const byEpoch: PresetChart = {
      title: 'Validation accuracy by epoch and depth',
      x: { title: 'epoch' },
      y: accuracy,
      series: depths.map((L, k) => ({ name: layers(L), drawn: 'both', points: medianAccuracy(trained[k]) })),
    };
    return { figures, charts: [byDepth, byEpoch], notes: [] };
  },
};
