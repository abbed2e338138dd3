import { selectEngine } from '../../../kernels/index.ts';
import { type Initializer, initializerByName } from '../../../nn/initializers.ts';
import { dense } from '../../../nn/layers/index.ts';
import { Network } from '../../../nn/network.ts';
import { breather } from '../../../util/breathe.ts';
import { randomSource } from '../../../util/random.ts';
import { median } from '../../../util/statistics/quantile.ts';
import { figure, relative } from '../figure.ts';
import type { Measurement, Preset, PresetChart, PresetRunner } from '../preset.ts';

const UNITS = 500;
const LAYERS = 10;
const SAMPLES = 1000;

/** How far a row may be off, as a share. What halves or doubles by chance in a layer has done so ten times in the last. */
const FIRST = 0.03;
const RELU_LAST = 0.6;

export interface Case {
  readonly name: string;
  readonly activation: string;
  readonly init: string;
  /** Standard deviation of the outputs: layer, what was published, how far it may be off. */
  readonly rows: readonly (readonly [layer: number, std: number, tolerance: number])[];
}

export const cases: readonly Case[] = [
  {
    name: 'tanh, 0.01',
    activation: 'tanh',
    init: 'normal:0.01',
    rows: [
      [1, 0.213, FIRST],
      [2, 0.0476, FIRST],
      [3, 0.0106, FIRST],
      [4, 0.00238, FIRST],
      [5, 0.00053, FIRST],
    ],
  },
  {
    name: 'tanh, sqrt(1/n)',
    activation: 'tanh',
    init: 'lecun-normal',
    rows: [
      [1, 0.628, FIRST],
      [2, 0.486, FIRST],
      [3, 0.408, FIRST],
      [10, 0.228, FIRST],
    ],
  },
  {
    name: 'relu, sqrt(1/n)',
    activation: 'relu',
    init: 'lecun-normal',
    rows: [
      [1, 0.582, FIRST],
      // The network of the next case, each layer divided by the root of 2: what holds for one row holds for the other.
      [10, 0.026, RELU_LAST],
    ],
  },
  {
    name: 'relu, sqrt(2/n)',
    activation: 'relu',
    init: 'he-normal',
    rows: [
      [1, 0.825, FIRST],
      [10, 0.845, RELU_LAST],
    ],
  },
];

export const cs231nSignal: Preset = {
  name: 'cs231n-signal',
  title: 'Whether a signal gets through ten layers depends on the scale of the weights',
  kind: 'published',
  source: 'Karpathy, Johnson & Li, CS231n, Stanford (2016), lecture 5, weight initialization',
  setting: [
    `${SAMPLES.toLocaleString('en-US')} inputs of ${UNITS} numbers N(0, 1), ${LAYERS} layers of ${UNITS} units, biases 0, no training`,
    'weights N(0, 1) times 0.01, sqrt(1/n) or sqrt(2/n)',
    'standard deviation of the outputs of a layer, over all units and inputs',
  ],
  data: 'none',
  seeds: 9,
  quickSeeds: 5,
  measure: (runner) => measureSignal(runner, cases),
};

/** @param cases what is measured: a test gets them wrong */
export async function measureSignal(runner: PresetRunner, cases: readonly Case[]): Promise<Measurement> {
  const breathe = breather();
  const measured: (readonly number[])[][] = [];
  for (const { name, activation, init } of cases) {
    const bySeed: number[][] = [];
    const network = signalNetwork(activation);
    const initializer = initializerByName(init);
    for (const seed of runner.seeds) {
      runner.progress(`${name}, seed ${seed}`);
      bySeed.push(outputDeviations(network, initializer, seed));
      await breathe();
    }
    measured.push(bySeed);
  }
  const figures = cases.flatMap(({ name, rows }, k) =>
    rows.map(([layer, published, tolerance]) =>
      figure(
        { name: `${name}: layer ${layer}`, published, accepted: relative(published, tolerance) },
        measured[k].map((stds) => stds[layer - 1]),
      ),
    ),
  );
  return { figures, charts: [chartOf(cases, measured)], notes: [] };
}

function signalNetwork(activation: string): Network {
  const layers = Array.from({ length: LAYERS }, () => dense(UNITS, activation));
  return new Network({ inputs: UNITS, layers, kernels: selectEngine('auto').kernels });
}

/** By layer: the standard deviation of its outputs, with weights and inputs of this seed. */
function outputDeviations(network: Network, { weights }: Initializer, seed: number): number[] {
  const random = randomSource(seed);
  // One network for all seeds: its arrays are large.
  network.denseLayers.forEach(({ I, O, activation, parameters }, k) => {
    weights(I, O, random.stream(`init/layers.${k}.weight`), parameters.W, activation.gain);
  });
  const x = network.room(SAMPLES);
  const draws = random.stream('inputs');
  for (let k = 0; k < SAMPLES * UNITS; k++) x[k] = draws.normal();
  network.forward(x, SAMPLES);
  return network.denseLayers.map(({ a }) => deviation(a));
}

function deviation(values: ArrayLike<number>): number {
  const n = SAMPLES * UNITS;
  let [sum, squares] = [0, 0];
  for (let k = 0; k < n; k++) sum += values[k];
  for (let k = 0; k < n; k++) squares += (values[k] - sum / n) ** 2;
  return Math.sqrt(squares / n);
}

function chartOf(cases: readonly Case[], measured: readonly (readonly (readonly number[])[])[]): PresetChart {
  return {
    title: 'Standard deviation of the outputs by layer',
    x: { title: 'layer' },
    y: { title: 'standard deviation', log: true },
    series: cases.flatMap(({ name, rows }, k) => [
      {
        name,
        drawn: 'both' as const,
        points: Array.from({ length: LAYERS }, (_, layer): [number, number] => [
          layer + 1,
          median(measured[k].map((stds) => stds[layer])),
        ]),
      },
      { name, drawn: 'points' as const, points: rows.map(([layer, std]) => [layer, std] as const), published: true },
    ]),
  };
}
