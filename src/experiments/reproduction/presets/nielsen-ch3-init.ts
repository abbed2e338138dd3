import type { RunRecord } from '../../../runs/folder/run-record.ts';
import { figure, plusMinus } from '../figure.ts';
import { asInChapter3, medianAccuracy, validationAccuracy } from '../nielsen.ts';
import type { Preset, PresetChart, PublishedFigure } from '../preset.ts';

/** Validation accuracy after an epoch, and how far off it may be. */
interface Published {
  readonly hidden: number;
  readonly init: 'nielsen' | 'nielsen-large';
  readonly drawn: string;
  readonly first: number;
  readonly firstTolerance: number;
  readonly last: number;
}

const small = { init: 'nielsen', drawn: 'N(0, 1/n)', firstTolerance: 0.005 } as const;
const large = { init: 'nielsen-large', drawn: 'N(0, 1)', firstTolerance: 0.013 } as const;

const published: readonly Published[] = [
  { hidden: 30, ...small, first: 0.927, last: 0.965 },
  { hidden: 30, ...large, first: 0.8643, last: 0.9637 },
  { hidden: 100, ...small, first: 0.9295, last: 0.9781 },
  { hidden: 100, ...large, first: 0.8994, last: 0.9742 },
];

const EPOCHS = 30;
const LAST_TOLERANCE = 0.005;

export const nielsenCh3Init: Preset = {
  name: 'nielsen-ch3-init',
  title: 'Smaller initial weights: learning starts sooner',
  kind: 'published',
  source: 'Nielsen, Neural Networks and Deep Learning (2015), chapter 3, "Weight initialization"',
  setting: [
    '784-30-10 and 784-100-10, logistic units, cross-entropy over logistic outputs, biases N(0, 1)',
    'weights N(0, 1/n), n the inputs of the layer, against N(0, 1)',
    'rate 0.1, lambda 5 (l2 = lambda / n), batches of 10, 30 epochs, 50,000 training images, pixels / 256',
    'accuracy on the 10,000 validation images',
  ],
  data: 'mnist',
  seeds: 3,
  quickSeeds: 3,
  async measure(runner) {
    const epochs = runner.quick ? 1 : EPOCHS;
    const trained = await Promise.all(
      published.map(async ({ hidden, init, drawn }) =>
        runner.train(`${hidden} units, ${drawn}`, { ...asInChapter3, hidden: [hidden], init, epochs }),
      ),
    );
    const figures = published.flatMap((one, k) => figuresOf(one, trained[k], epochs));
    const charts = runner.quick ? [] : [30, 100].map((hidden) => chartOf(hidden, trained));
    return { figures, charts, notes: [] };
  },
};

function figuresOf(
  { hidden, drawn, ...one }: Published,
  records: readonly RunRecord[],
  epochs: number,
): PublishedFigure[] {
  const of = `${hidden}, ${drawn}`;
  const at = (epoch: number) => records.map((record) => validationAccuracy(record, epoch));
  const unit = 'percent' as const;
  const first = {
    name: `${of}: epoch 1`,
    published: one.first,
    accepted: plusMinus(one.first, one.firstTolerance),
    unit,
  };
  const last = { name: `${of}: epoch 30`, published: one.last, accepted: plusMinus(one.last, LAST_TOLERANCE), unit };
  return [figure(first, at(1)), ...(epochs === EPOCHS ? [figure(last, at(EPOCHS))] : [])];
}

function chartOf(hidden: number, trained: readonly (readonly RunRecord[])[]): PresetChart {
  return {
    title: `Validation accuracy by epoch, ${hidden} hidden units`,
    x: { title: 'epoch' },
    y: { title: 'accuracy', unit: 'percent' },
    series: published.flatMap(({ drawn, first, last, ...one }, k) => {
      if (one.hidden !== hidden) return [];
      const points: [number, number][] = [
        [1, first],
        [EPOCHS, last],
      ];
      return [
        { name: drawn, drawn: 'both' as const, points: medianAccuracy(trained[k]) },
        { name: drawn, drawn: 'points' as const, points, published: true },
      ];
    }),
  };
}
