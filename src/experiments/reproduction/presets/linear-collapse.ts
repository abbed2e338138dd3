import { type Dataset, slice } from '../../../dataset/dataset.ts';
import { reference } from '../../../kernels/reference/index.ts';
import { dense } from '../../../nn/layers/index.ts';
import { Network } from '../../../nn/network.ts';
import { largest } from '../../../util/any-length.ts';
import { randomSource } from '../../../util/random.ts';
import { median } from '../../../util/statistics/quantile.ts';
import { backpropagate } from '../backpropagate.ts';
import { figure } from '../figure.ts';
import type { Preset, PublishedFigure } from '../preset.ts';

const DEPTHS = [1, 3, 5];
const UNITS = 100;
/** Rates fall to 0, so that the last steps do not decide. */
const common = { schedule: 'cosine', batchSize: 32, epochs: 5 } as const;
/** Layers upon layers multiply what a step changes: deep linear networks need smaller ones. */
const rateOf = (L: number) => (L === 0 ? 0.1 : 0.05);

export const linearCollapse: Preset = {
  name: 'linear-collapse',
  title: 'Linear layers collapse into one',
  kind: 'statement',
  source: 'without a non-linear activation, any number of layers does what one linear layer does',
  setting: [
    `784-[${UNITS}] x L-10 with identity, L = ${DEPTHS.join(', ')}, against 784-10 (softmax regression) and one layer of relu`,
    'sgd, batches of 32, rate 0.05 (none: 0.1, relu: 0.2) falling to 0 by a cosine, all 60,000 images, 5 epochs',
    'test accuracy; and how far the logits of 256 test images lie from those of the one matrix that all layers multiply to',
  ],
  data: 'mnist',
  seeds: 3,
  quickSeeds: 1,
  async measure(runner) {
    const { test } = await runner.images();
    const figures: PublishedFigure[] = DEPTHS.map((L) =>
      figure(
        // float64, sums of 784 and 100 terms, through 6 layers: about 1e-14 of the largest logit.
        { name: `L = ${L}: difference from one matrix, of the largest logit`, published: null, accepted: [0, 1e-12] },
        runner.seeds.map((seed) => collapseError(L, seed, slice(test, 0, 256))),
      ),
    );
    const accuracies = async (label: string, settings: Parameters<typeof runner.train>[1]) => {
      const records = await runner.train(label, { ...common, ...settings });
      return records.map(({ summary }) => summary?.test?.accuracy ?? null);
    };
    const points: [number, number][] = [];
    for (const L of [0, ...DEPTHS]) {
      const hidden = new Array<number>(L).fill(UNITS);
      const label = L === 0 ? 'softmax regression' : `${L} x identity`;
      const bySeed = await accuracies(label, { activation: 'identity', hidden, lr: rateOf(L) });
      // "~92 %": what is rounded to it, and half a point more where few epochs or many layers cost something.
      const one = figure(
        { name: `accuracy, ${label}`, published: 0.92, accepted: [0.91, 0.93], unit: 'percent' },
        bySeed,
      );
      figures.push(one);
      if (one.measured !== null) points.push([L, one.measured]);
    }
    const relu = await accuracies('1 x relu', { activation: 'relu', hidden: [UNITS], lr: 0.2 });
    figures.push(figure({ name: 'accuracy, 1 x relu', published: null, accepted: [0.97, 1], unit: 'percent' }, relu));
    return {
      figures,
      charts: [
        {
          title: 'Test accuracy by depth',
          x: { title: 'hidden layers' },
          y: { title: 'accuracy' },
          series: [
            { name: 'identity', drawn: 'both', points },
            { name: 'relu', drawn: 'points', points: [[1, median(relu.map((value) => value ?? Number.NaN))]] },
          ],
        },
      ],
      notes: [],
    };
  },
};

/**
 * How far the logits of a network of L hidden layers, drawn with weights N(0, 1/I) and biases N(0, 1), lie from those of
 * the one layer that they multiply to, at most and over the largest of them.
 * @param activation of its hidden layers
 */
export function collapseError(L: number, seed: number, images: Dataset, activation = 'identity'): number {
  const layers = [...Array.from({ length: L }, () => dense(UNITS, activation)), dense(10)];
  const random = randomSource(seed);
  const deep = new Network({ inputs: images.features, layers, init: 'nielsen', random });
  const single = new Network({ inputs: images.features, layers: [dense(10)] });
  const [{ parameters: product }] = single.denseLayers;
  // From the last layer down: W = W_1 W_2 ... W, b = ... + b_1 W_2 ... + b.
  const [last, ...above] = deep.denseLayers.toReversed();
  let W = last.parameters.W;
  product.b.set(last.parameters.b);
  for (const { I, O, parameters } of above) {
    const moved = new Float64Array(10);
    reference.affine(1, O, 10, parameters.b, W, product.b, moved);
    product.b.set(moved);
    const next = new Float64Array(I * 10);
    reference.affine(I, O, 10, parameters.W, W, new Float64Array(10), next);
    W = next;
  }
  product.W.set(W);
  for (const network of [deep, single]) backpropagate(network, images, '255');
  const errors = Array.from({ length: 10 * images.count }, (_, k) => Math.abs(deep.logits[k] - single.logits[k]));
  return largest(errors) / largest(deep.logits.subarray(0, errors.length).map(Math.abs));
}
