import type { RunRecord } from '../../../runs/folder/run-record.ts';
import type { Settings } from '../../../settings/table.ts';
import { median } from '../../../util/statistics/quantile.ts';
import { figure } from '../figure.ts';
import type { Measurement, Preset, PresetChart, PresetRunner, PublishedFigure } from '../preset.ts';

const HARD = -10;
const MILD = -4;
const PUSHES = { whole: [0, -2, MILD, -6, HARD], quick: [0, MILD, HARD] };

const setting: Partial<Settings> = {
  hidden: [100],
  init: 'glorot-uniform',
  lr: 0.1,
  batchSize: 32,
  trainSize: 10_000,
  epochs: 20,
};

/**
 * The gradient that is left of the hidden weights at the start. By the slopes at -10 over those at 0: logistic
 * 4.5e-5 / 0.25 = 1.8e-4, tanh 8.2e-9, relu none at all; net inputs lie around -10, so a factor of five either way.
 */
const left: Readonly<Record<string, readonly [number, number]>> = {
  sigmoid: [3.6e-5, 9e-4],
  tanh: [0, 4.1e-8],
  relu: [0, 0],
};
/** Nothing learned: biases of the output layer alone lead to the most frequent class, 11.35 % of the test images. */
const CHANCE = [0.05, 0.15] as const;

export const logisticSaturation: Preset = {
  name: 'logistic-saturation',
  title: 'Units pushed far to the left hardly learn',
  kind: 'statement',
  source: 'large negative inputs saturate a logistic unit: its output and its slope are almost 0, and learning stalls',
  setting: [
    '784-100-10 with logistic, tanh and relu units; weights U(+-sqrt(6/(I+O))); hidden biases start at 0, ..., -10',
    'the first 10,000 images, sgd, rate 0.1, batches of 32, 20 epochs',
    'norm of dL/dW of the hidden layer before training; epochs until 90 % of the test images are right; accuracy at the end',
  ],
  data: 'mnist',
  seeds: 3,
  quickSeeds: 1,
  measure: (runner) => measureSaturation(runner),
};

/** @param hard the hardest push, where figures are taken; @param change what a test does otherwise */
export async function measureSaturation(
  runner: PresetRunner,
  hard = HARD,
  change: Partial<Settings> = {},
): Promise<Measurement> {
  const pushes = (runner.quick ? PUSHES.quick : PUSHES.whole).with(-1, hard);
  const trained = await Promise.all(
    Object.keys(left).map((activation) =>
      Promise.all(
        pushes.map((initBias) =>
          runner.train(`${activation}, biases ${initBias}`, { ...setting, activation, initBias, ...change }),
        ),
      ),
    ),
  );
  const figures = Object.entries(left).flatMap(([activation, accepted], k): PublishedFigure[] => {
    const [free, pushed] = [trained[k][0], trained[k][pushes.length - 1]];
    return [
      figure(
        { name: `${activation}: gradient at the start, biases ${hard} / 0`, published: null, accepted },
        pushed.map((record, seed) => gradientOf(record) / gradientOf(free[seed])),
      ),
      figure(
        {
          name: `${activation}: accuracy after 20 epochs, biases ${hard}`,
          published: null,
          accepted: CHANCE,
          unit: 'percent',
        },
        pushed.map(accuracyOf),
      ),
    ];
  });
  const [[free, ...others]] = trained;
  const mild = others[pushes.indexOf(MILD) - 1];
  figures.push(
    figure(
      // Later than without a push; how much later is not claimed.
      { name: `sigmoid: epochs to 90 %, biases ${MILD} / 0`, published: null, accepted: [1.05, 20] },
      mild.map((record, seed) => (epochsTo90(record) ?? Number.NaN) / (epochsTo90(free[seed]) ?? Number.NaN)),
    ),
  );
  return { figures, charts: chartsOf(pushes, trained), notes: [NOTE] };
}

const NOTE =
  'The same push is worse for tanh and relu, not better: tanh is flatter at -4 than the logistic function, relu has no slope at all. They are ahead where nothing is pushed.';

const gradientOf = ({ probes }: RunRecord) => probes[0].layers[0].gradientNorm;
const accuracyOf = ({ summary }: RunRecord) => summary?.test?.accuracy ?? null;
const epochsTo90 = ({ summary }: RunRecord) => summary?.reached['0.90']?.epoch ?? null;

type Trained = readonly (readonly (readonly RunRecord[])[])[];

/** Against the push: gradient at the start, time to 90 % (a gap where it is never reached), accuracy at the end. */
function chartsOf(pushes: readonly number[], trained: Trained): PresetChart[] {
  const chart = (title: string, unit: string, log: boolean, of: (record: RunRecord) => number | null): PresetChart => ({
    title,
    x: { title: 'biases at the start' },
    y: { title: unit, log },
    series: Object.keys(left).map((name, k) => ({
      name,
      drawn: 'both',
      points: pushes
        .map((push, p) => [push, median(trained[k][p].map((record) => of(record) ?? Number.NaN))] as const)
        .filter(([, y]) => Number.isFinite(y) && (!log || y > 0)),
    })),
  });
  return [
    chart('Gradient of the hidden weights at the start', 'norm of dL/dW', true, gradientOf),
    chart('Epochs until 90 % are right', 'epochs', false, epochsTo90),
    chart('Test accuracy after 20 epochs', 'accuracy', false, accuracyOf),
  ];
}
