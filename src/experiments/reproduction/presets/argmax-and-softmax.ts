import { type Dataset, slice } from '../../../dataset/dataset.ts';
import { fitScale } from '../../../dataset/scale.ts';
import { selectEngine } from '../../../kernels/index.ts';
import { dense } from '../../../nn/layers/index.ts';
import { argmax, Network } from '../../../nn/network.ts';
import { type Evaluation, evaluate } from '../../../training/evaluate.ts';
import { train as trainNetwork } from '../../../training/train.ts';
import { largest } from '../../../util/any-length.ts';
import { randomSource } from '../../../util/random.ts';
import { mean } from '../../../util/statistics/quantile.ts';
import { backpropagate } from '../backpropagate.ts';
import { calibrationError, reliability } from '../calibration.ts';
import { figure } from '../figure.ts';
import type { Preset, PresetRunner } from '../preset.ts';

const SCALE = '255';
/** As Guo et al. have it. */
const BINS = 15;

export const argmaxAndSoftmax: Preset = {
  name: 'argmax-and-softmax',
  title: 'Labels by argmax, probabilities by softmax',
  kind: 'statement',
  source:
    'argmax gives a label, softmax a probability for each class; calibration after Guo et al., On Calibration of Modern Neural Networks (2017)',
  setting: [
    '784-100-10, relu, all 60,000 images, sgd, rate 0.1, batches of 32, 5 epochs',
    'logits and probabilities of the first 1,000 test images; confidence and rightness of all 10,000',
    'expected calibration error: |accuracy - confidence| in 15 bins of the confidence, weighted by how many are in each',
  ],
  data: 'mnist',
  seeds: 3,
  quickSeeds: 1,
  async measure(runner) {
    const { train, test } = await runner.images();
    const found: Awaited<ReturnType<typeof judge>>[] = [];
    for (const seed of runner.seeds) found.push(await judge(runner, seed, train, test));
    const by = (of: (one: (typeof found)[number]) => number) => found.map(of);
    return {
      figures: [
        // exp rises with its argument, so that softmax keeps the order.
        figure(
          { name: 'largest probability is the largest logit', published: 1, accepted: [1, 1], unit: 'percent' },
          by(({ sameLabel }) => sameLabel),
        ),
        // Ten roundings to float32.
        figure(
          { name: 'largest |sum of probabilities - 1|', published: 0, accepted: [0, 10 * 2 ** -24] },
          by(({ sumError }) => sumError),
        ),
        // Small networks are nearly calibrated (Niculescu-Mizil & Caruana, 2005): two points, where deep ones have 4-16 (Guo).
        figure(
          { name: 'expected calibration error', published: null, accepted: [0, 0.02], unit: 'percent' },
          by(({ evaluation }) => calibrationError(evaluation, test.labels, BINS)),
        ),
        // What argmax throws away: of its labels, those of low probability are wrong ten times as often and more.
        figure(
          { name: 'errors, least confident tenth / all others', published: null, accepted: [10, 10_000] },
          by(({ evaluation }) => errorRatio(evaluation, test.labels)),
        ),
      ],
      charts: [
        {
          title: 'Reliability: how often is it right, when it says so?',
          x: { title: 'confidence' },
          y: { title: 'accuracy' },
          series: [
            ...found.map(({ evaluation }, k) => ({
              name: `seed ${runner.seeds[k]}`,
              drawn: 'both' as const,
              points: reliability(evaluation, test.labels, BINS).map((bin) => [bin.confidence, bin.accuracy] as const),
            })),
            {
              name: 'calibrated',
              drawn: 'line' as const,
              points: [
                [0, 0],
                [1, 1],
              ] as const,
            },
          ],
        },
      ],
      notes: [],
    };
  },
};

/** Trains a network and asks it: labels and sums of the first test images, confidence on all of them. */
async function judge(runner: PresetRunner, seed: number, train: Dataset, test: Dataset) {
  const random = randomSource(seed);
  const { kernels } = selectEngine('auto');
  const network = new Network({ inputs: train.features, layers: [dense(100, 'relu'), dense(10)], kernels, random });
  const scale = fitScale(SCALE, train);
  const options = { network, train, scale, random, epochs: runner.quick ? 2 : 5, batchSize: 32, learningRate: 0.1 };
  for await (const event of trainNetwork(options)) {
    if (event.type === 'epoch') runner.progress(`seed ${seed}, epoch ${event.epoch} of ${options.epochs}`);
  }
  const some = slice(test, 0, 1000);
  backpropagate(network, some, SCALE);
  const { logits, probabilities } = network;
  const rows = Array.from({ length: some.count }, (_, row) => 10 * row);
  const sameLabel = mean(rows.map((at) => Number(argmax(logits, at, 10) === argmax(probabilities, at, 10))));
  const sums = rows.map((at) => Array.from(probabilities.subarray(at, at + 10)).reduce((sum, p) => sum + p, 0));
  const sumError = largest(sums.map((sum) => Math.abs(sum - 1)));
  return { sameLabel, sumError, evaluation: await evaluate(network, test, scale) };
}

/** Share of wrong labels among the least confident tenth, over that among all others. */
export function errorRatio({ predictions, confidence }: Evaluation, labels: ArrayLike<number>): number {
  const order = Array.from(confidence.keys()).sort((a, b) => confidence[a] - confidence[b]);
  const tenth = Math.floor(order.length / 10);
  const wrong = (samples: number[]) => mean(samples.map((k) => Number(predictions[k] !== labels[k])));
  return wrong(order.slice(0, tenth)) / wrong(order.slice(tenth));
}
