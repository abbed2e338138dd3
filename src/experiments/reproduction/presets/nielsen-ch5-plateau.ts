import { type Dataset, slice } from '../../../dataset/dataset.ts';
import { fitScale } from '../../../dataset/scale.ts';
import { train } from '../../../training/train.ts';
import { median } from '../../../util/statistics/quantile.ts';
import { backpropagate } from '../backpropagate.ts';
import { figure, times } from '../figure.ts';
import { asInTheBook, biasGradientNorms, nielsenNetwork } from '../nielsen.ts';
import type { Measurement, Preset, PresetChart, PresetRunner, PublishedFigure } from '../preset.ts';

/** By number of hidden layers: the norms at epoch 499, counted from 0, so after 499 updates; from the input side on. */
const published: Readonly<Record<string, readonly number[]>> = {
  2: [0.0034, 0.0096],
  4: [8.2e-6, 2.6e-5, 1.8e-4, 9.2e-4],
};
const FACTOR = 1.6;
const LAMBDA = 5;
const UPDATES = 499;
const IMAGES = 1000;

/** Updates between two points of the chart. */
const EVERY = 10;

export const nielsenCh5Plateau: Preset = {
  name: 'nielsen-ch5-plateau',
  title: 'Early layers learn slower all along',
  kind: 'published',
  source: 'Nielsen, Neural Networks and Deep Learning (2015), chapter 5, the figures of learning speed over 500 epochs',
  setting: [
    '784-[30] x L-10, logistic units, cross-entropy over logistic outputs; weights N(0, 1/fan_in), biases N(0, 1)',
    'the first 1,000 training images as one batch, pixels / 256, rate 0.1, lambda 5 (l2 = lambda / 1,000)',
    'the norm of dC/db in each hidden layer, averaged over the images before the norm is taken, at epoch 499',
  ],
  data: 'mnist',
  seeds: 9,
  quickSeeds: 3,
  measure: (runner) => measurePlateau(runner, LAMBDA),
};

/** @param lambda of the decay of weights: a test gets it wrong */
export async function measurePlateau(runner: PresetRunner, lambda: number): Promise<Measurement> {
  const images = slice((await runner.images()).train, 0, IMAGES);
  const figures: PublishedFigure[] = [];
  const charts: PresetChart[] = [];
  for (const [L, norms] of Object.entries(published)) {
    const courses: Course[] = [];
    for (const seed of runner.seeds) courses.push(await courseOf(Number(L), seed, images, lambda, runner));
    norms.forEach((norm, layer) => {
      const ended = courses.map((course) => course.at(-1)?.norms[layer] ?? null);
      const name = `L = ${L}, hidden layer ${layer + 1}`;
      figures.push(figure({ name, published: norm, accepted: times(norm, FACTOR) }, ended));
    });
    charts.push(chartOf(L, courses, norms));
  }
  return { figures, charts, notes: [] };
}

/** The norms by hidden layer, after so many updates. */
type Course = { readonly step: number; readonly norms: readonly number[] }[];

async function courseOf(
  L: number,
  seed: number,
  images: Dataset,
  lambda: number,
  { signal, progress }: PresetRunner,
): Promise<Course> {
  const network = nielsenNetwork(L, seed, asInTheBook);
  const events = train({
    network,
    train: images,
    scale: fitScale('256', images),
    epochs: UPDATES,
    batchSize: IMAGES,
    learningRate: 0.1,
    l2: lambda / IMAGES,
    signal,
  });
  const course: Course = [];
  const look = (step: number) => {
    progress(`${L} hidden layers, seed ${seed}: ${step} of ${UPDATES} updates`);
    backpropagate(network, images, '256');
    course.push({ step, norms: biasGradientNorms(network) });
  };
  look(0);
  for await (const event of events) {
    if (event.type === 'epoch' && (event.epoch % EVERY === 0 || event.epoch === UPDATES)) look(event.epoch);
  }
  return course;
}

function chartOf(L: string, courses: readonly Course[], norms: readonly number[]): PresetChart {
  return {
    title: `Speed of learning with ${L} hidden layers`,
    x: { title: 'epoch' },
    y: { title: 'norm of dC/db', log: true },
    series: norms.flatMap((norm, layer) => {
      const name = `layer ${layer + 1}`;
      const points = courses[0].map(({ step }, k): [number, number] => [
        step,
        median(courses.map((course) => course[k].norms[layer])),
      ]);
      return [
        { name, drawn: 'line' as const, points },
        { name, drawn: 'points' as const, points: [[UPDATES, norm] as const], published: true },
      ];
    }),
  };
}
