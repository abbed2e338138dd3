import type { Dataset } from '../../../dataset/dataset.ts';
import { fitScale } from '../../../dataset/scale.ts';
import { selectEngine } from '../../../kernels/index.ts';
import { dense, type NormName } from '../../../nn/layers/index.ts';
import { Network } from '../../../nn/network.ts';
import { train } from '../../../training/train.ts';
import { randomSource } from '../../../util/random.ts';
import { median, quantile } from '../../../util/statistics/quantile.ts';
import { figure } from '../figure.ts';
import type { Measurement, Preset, PresetChart, PresetRunner, PublishedFigure } from '../preset.ts';

const UNITS = 100;
const BATCH = 60;
/** 1,000 steps each: 50,000 as in the source, of which 10,000 are early. */
const EPOCHS = { whole: { early: 10, end: 50 }, quick: { early: 2, end: 5 } };
/** The source gives neither; a plain network of these learns, if slowly. */
const [INIT, RATE] = ['normal:0.1', 0.1];
/** Test images by which the inputs of the last hidden layer are watched. */
const WATCHED = 500;
/** The percentiles of the source's figure. */
const PERCENTILES = [0.15, 0.5, 0.85];

const networks: Readonly<Record<'without' | 'with batch norm', NormName>> = {
  without: 'none',
  'with batch norm': 'batch',
};
type Kind = keyof typeof networks;

export const ioffeBatchNorm: Preset = {
  name: 'ioffe-batch-norm',
  title: 'Batch normalisation learns sooner, ends higher, and steadies the inputs of a layer',
  kind: 'published',
  source: 'Ioffe & Szegedy, Batch Normalization (2015), section 4.1 and figure 1',
  setting: [
    `784-3x${UNITS}-10, logistic units, cross-entropy; batches of ${BATCH}, 50,000 steps; pixels are 0 or 1`,
    `the source says "small random Gaussian" weights and no rate: here N(0, 0.1^2), sgd, rate ${RATE}`,
    `accuracy on the 10,000 test images; inputs of the last hidden layer's units over ${WATCHED} of them`,
  ],
  data: 'mnist',
  seeds: 3,
  quickSeeds: 1,
  measure: (runner) => measureBatchNorm(runner, networks),
};

/** @param norms what stands before the activation in each network: a test gets it wrong */
export async function measureBatchNorm(
  runner: PresetRunner,
  norms: Readonly<Record<Kind, NormName>>,
): Promise<Measurement> {
  const { early, end } = runner.quick ? EPOCHS.quick : EPOCHS.whole;
  const { train: images, test } = await runner.images();
  const data = { images: binary(images), test: binary(test) };
  const courses: Record<Kind, Course[]> = { without: [], 'with batch norm': [] };
  for (const seed of runner.seeds) {
    for (const kind of Object.keys(norms) as Kind[])
      courses[kind].push(await courseOf(kind, norms[kind], seed, end, data, runner));
  }
  const bySeed = (value: (plain: Course, normed: Course) => number) =>
    courses.without.map((plain, k) => value(plain, courses['with batch norm'][k]));
  const ahead = (epoch: number): PublishedFigure =>
    figure(
      { name: `accuracy gained after ${epoch * 1000} steps`, published: null, accepted: [0, 1], unit: 'percent' },
      bySeed((plain, normed) => normed[epoch - 1].accuracy - plain[epoch - 1].accuracy),
    );
  const steadier = figure(
    { name: 'movement of inputs, with batch norm / without', published: null, accepted: [0, 1] },
    bySeed((plain, normed) => movement(normed) / movement(plain)),
  );
  return { figures: [ahead(early), ahead(end), steadier], charts: chartsOf(courses, end), notes: [] };
}

/** After each epoch: accuracy, and the percentiles of each unit's inputs, [units][percentiles]. */
type Course = { readonly accuracy: number; readonly inputs: readonly (readonly number[])[] }[];

async function courseOf(
  kind: Kind,
  norm: NormName,
  seed: number,
  epochs: number,
  { images, test }: { images: Dataset; test: Dataset },
  { signal, progress }: PresetRunner,
): Promise<Course> {
  const random = randomSource(seed);
  const network = new Network({
    inputs: images.features,
    layers: [...Array.from({ length: 3 }, () => dense(UNITS, 'sigmoid', { norm })), dense(images.classes)],
    init: INIT,
    kernels: selectEngine('auto').kernels,
    random,
  });
  const scale = fitScale('255', images);
  const course: Course = [];
  const events = train({
    network,
    train: images,
    test,
    scale,
    epochs,
    batchSize: BATCH,
    learningRate: RATE,
    random,
    signal,
  });
  for await (const event of events) {
    if (event.type !== 'epoch') continue;
    progress(`${kind}, seed ${seed}: ${event.epoch} of ${epochs} epochs`);
    course.push({ accuracy: event.test?.accuracy ?? Number.NaN, inputs: lastInputs(network, test) });
  }
  return course;
}

/** The percentiles of each unit's net input in the last hidden layer, over the first images of a set. */
function lastInputs(network: Network, { values, features }: Dataset): number[][] {
  const x = network.room(WATCHED);
  for (let k = 0; k < WATCHED * features; k++) x[k] = values[k] / 255;
  network.forward(x, WATCHED);
  const { z, O } = network.hiddenLayers[network.hiddenLayers.length - 1];
  return Array.from({ length: O }, (_unit, o) => {
    const inputs = Array.from({ length: WATCHED }, (_row, row) => z[row * O + o]);
    return PERCENTILES.map((p) => quantile(inputs, p));
  });
}

/** How far a unit's median input moves from epoch to epoch, in its own spread; the mean over epochs, median over units. */
function movement(course: Course): number {
  const units = course[0].inputs.map((_, unit) => {
    const steps = course.slice(1).map(({ inputs }, k) => Math.abs(inputs[unit][1] - course[k].inputs[unit][1]));
    const spread = course.reduce((sum, { inputs }) => sum + inputs[unit][2] - inputs[unit][0], 0) / course.length;
    return steps.reduce((sum, step) => sum + step, 0) / steps.length / spread;
  });
  return median(units);
}

function chartsOf(courses: Readonly<Record<Kind, readonly Course[]>>, epochs: number): PresetChart[] {
  const kinds = Object.keys(courses) as Kind[];
  const accuracy: PresetChart = {
    title: 'Test accuracy with and without batch normalisation',
    x: { title: 'thousand steps' },
    y: { title: 'test accuracy', unit: 'percent' },
    series: kinds.map((kind) => ({
      name: kind,
      drawn: 'line',
      points: Array.from({ length: epochs }, (_, k) => [k + 1, median(courses[kind].map((one) => one[k].accuracy))]),
    })),
  };
  const inputs = kinds.map(
    (kind): PresetChart => ({
      title: `Inputs of a unit in the last hidden layer, ${kind}`,
      x: { title: 'thousand steps' },
      y: { title: 'net input' },
      series: PERCENTILES.map((p, at) => ({
        name: `${100 * p}th percentile`,
        drawn: 'line',
        points: courses[kind][0].map(({ inputs: units }, k) => [k + 1, units[0][at]]),
      })),
    }),
  );
  return [accuracy, ...inputs];
}

/** Every pixel black or white, as the source has them. */
function binary(data: Dataset): Dataset {
  return { ...data, values: Uint8Array.from(data.values, (value) => (value > 127 ? 255 : 0)) };
}
