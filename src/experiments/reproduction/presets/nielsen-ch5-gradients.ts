import { type Dataset, slice } from '../../../dataset/dataset.ts';
import { append } from '../../../util/any-length.ts';
import { breather } from '../../../util/breathe.ts';
import { median } from '../../../util/statistics/quantile.ts';
import { backpropagate } from '../backpropagate.ts';
import { figure } from '../figure.ts';
import { asInTheBook, biasGradientNorms, type NielsenNetwork, nielsenNetwork } from '../nielsen.ts';
import type { Measurement, Preset, PresetChart, PresetRunner, PublishedFigure } from '../preset.ts';

interface PublishedNet {
  /** From the input side on. */
  readonly norms: readonly number[];
  /** Between which 95 % of seeds lie. */
  readonly spread: readonly (readonly [number, number])[];
}

/** By number of hidden layers. */
const published: Readonly<Record<string, PublishedNet>> = {
  2: {
    norms: [0.0657, 0.309],
    spread: [
      [0.03, 0.091],
      [0.21, 0.44],
    ],
  },
  3: {
    norms: [0.0118, 0.06, 0.283],
    spread: [
      [0.0063, 0.0206],
      [0.0343, 0.0929],
      [0.185, 0.426],
    ],
  },
  4: {
    norms: [0.00298, 0.0171, 0.0695, 0.285],
    spread: [
      [0.0015, 0.0043],
      [0.0071, 0.019],
      [0.03, 0.083],
      [0.19, 0.36],
    ],
  },
};

/** How much a layer learns faster than the one before it, and from how many seeds on the median tells. */
const ratio = { name: 'ratio to the layer before', accepted: [4.5, 5.6], seeds: 9 } as const;

const NOTE =
  'The book draws one network for each depth. Ranges of L = 3 are those of 1,000 networks in numpy, written after the formulas alone; for L = 2 and 4 they are given.';

export const nielsenCh5Gradients: Preset = {
  name: 'nielsen-ch5-gradients',
  title: 'Layers learn at different speeds',
  kind: 'published',
  source:
    'Nielsen, Neural Networks and Deep Learning (2015), chapter 5, "What\'s causing the vanishing gradient problem?"',
  setting: [
    '784-[30] x L-10, logistic units, cross-entropy over logistic outputs; weights N(0, 1/fan_in), biases N(0, 1)',
    'the first 1,000 training images, pixels / 256, no training',
    'the norm of dC/db in each hidden layer, b its biases, averaged over the images before the norm is taken',
  ],
  data: 'mnist',
  seeds: 25,
  quickSeeds: 9,
  measure: (runner) => measureGradients(runner, asInTheBook),
};

/** @param network as in the book: a test gets it wrong */
export async function measureGradients(runner: PresetRunner, network: NielsenNetwork): Promise<Measurement> {
  const { train } = await runner.images();
  const images = slice(train, 0, 1000);
  const breathe = breather();
  const figures: PublishedFigure[] = [];
  const series: PresetChart['series'][number][] = [];
  const ratios: number[][] = runner.seeds.map(() => []);
  for (const [L, { norms, spread }] of Object.entries(published)) {
    const bySeed: number[][] = [];
    for (const seed of runner.seeds) {
      runner.progress(`${L} hidden layers, seed ${seed}`);
      bySeed.push(initialNorms(Number(L), seed, images, network));
      await breathe();
    }
    bySeed.forEach((one, k) => {
      append(
        ratios[k],
        one.slice(1).map((norm, layer) => norm / one[layer]),
      );
    });
    const medians = norms.map((_, layer) => median(bySeed.map((one) => one[layer])));
    series.push(line(`L = ${L}`, medians), { ...line(`L = ${L}`, norms), published: true });
    norms.forEach((norm, layer) => {
      const name = `L = ${L}, hidden layer ${layer + 1}`;
      const seeds = bySeed.map((one) => one[layer]);
      figures.push(figure({ name, published: norm, accepted: spread[layer] }, seeds));
    });
  }
  if (runner.seeds.length >= ratio.seeds) {
    const { name, accepted } = ratio;
    figures.push(figure({ name, published: null, accepted }, ratios.map(median)));
  }
  const chart: PresetChart = {
    title: 'Speed of learning at the start, by layer',
    x: { title: 'hidden layer, from the input side' },
    y: { title: 'norm of dC/db', log: true },
    series,
  };
  return { figures, charts: [chart], notes: [NOTE] };
}

function line(name: string, norms: readonly number[]): PresetChart['series'][number] {
  return { name, drawn: 'both', points: norms.map((norm, k) => [k + 1, norm] as const) };
}

/** The norms of dC/db before any training, by hidden layer. */
function initialNorms(hidden: number, seed: number, images: Dataset, setting: NielsenNetwork): number[] {
  const network = nielsenNetwork(hidden, seed, setting);
  backpropagate(network, images, '256');
  return biasGradientNorms(network);
}
