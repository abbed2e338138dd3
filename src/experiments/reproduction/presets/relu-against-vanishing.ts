import type { RunRecord } from '../../../runs/folder/run-record.ts';
import type { Settings } from '../../../settings/table.ts';
import type { Probe } from '../../../training/probes/figures.ts';
import { largest, smallest } from '../../../util/any-length.ts';
import { median } from '../../../util/statistics/quantile.ts';
import { figure } from '../figure.ts';
import type { Measurement, Preset, PresetChart, PresetRunner, PublishedFigure } from '../preset.ts';

const DEPTHS = { whole: [2, 3, 4, 5, 6, 7, 8, 9, 10], quick: [2, 6, 10] };
const DEEPEST = 10;
const UNITS = 100;

const setting: Partial<Settings> = { trainSize: 10_000, batchSize: 32, lr: 0.05, epochs: 5 };

/**
 * What one hidden layer leaves of the gradient below it, dL/dz, its root mean square: bounds decided before measuring.
 * Square layers of these initial weights keep a signal's size on its way back, times the slopes. logistic: slopes are at
 * most 1/4, with a tenth for chance. tanh: Glorot & Bengio's normalized initialization, at least 0.5. relu: half of the
 * slopes are 1 and the weights are twice as large (He et al.), so 1, and at most a third from it at finite width.
 */
const claimed: Readonly<Record<string, readonly [number, number]>> = {
  sigmoid: [0, 0.275],
  tanh: [0.5, 1.1],
  relu: [0.67, 1.5],
};

export const reluAgainstVanishing: Preset = {
  name: 'relu-against-vanishing',
  title: 'Gradients vanish with depth, and relu against it',
  kind: 'statement',
  source: 'the slope of the logistic function is at most 1/4, and each layer multiplies by it; that of relu is 0 or 1',
  setting: [
    `784-[${UNITS}] x L-10, L = 2..10, logistic, tanh and relu; weights U(+-sqrt(6/(I+O))), relu: N(0, 2/I); biases 0`,
    'the first 10,000 images, sgd, rate 0.05, batches of 32, 5 epochs',
    'root mean square of dL/dz in each hidden layer over 256 images, before training and after each epoch',
  ],
  data: 'mnist',
  seeds: 3,
  quickSeeds: 1,
  measure: (runner) => measureVanishing(runner),
};

/** @param change what a test gets wrong on purpose */
export async function measureVanishing(runner: PresetRunner, change: Partial<Settings> = {}): Promise<Measurement> {
  const depths = runner.quick ? DEPTHS.quick : DEPTHS.whole;
  const trained = await Promise.all(
    Object.keys(claimed).map((activation) =>
      Promise.all(
        depths.map((L) => {
          const hidden = new Array<number>(L).fill(UNITS);
          return runner.train(`${L} x ${activation}`, { ...setting, hidden, activation, ...change });
        }),
      ),
    ),
  );
  const figures = Object.entries(claimed).flatMap(([activation, accepted], k): PublishedFigure[] => {
    const deepest = trained[k][depths.length - 1];
    const perLayer = (record: RunRecord, at: number) => record.probes.at(at)?.attenuation?.perLayer ?? null;
    const all = runner.seeds.map((_, seed) => trained[k].map((records) => perLayer(records[seed], 0) ?? Number.NaN));
    return [
      figure(
        { name: `${activation}: gradient left per layer, L = 2..10, least`, published: null, accepted },
        all.map((values) => smallest(values)),
      ),
      figure(
        { name: `${activation}: gradient left per layer, L = 2..10, most`, published: null, accepted },
        all.map((values) => largest(values)),
      ),
      figure(
        { name: `${activation}: the same after training, L = ${DEEPEST}`, published: null, accepted },
        deepest.map((record) => perLayer(record, -1)),
      ),
    ];
  });
  return { figures, charts: chartsOf(depths, trained), notes: [] };
}

type Trained = readonly (readonly (readonly RunRecord[])[])[];

/** By layer at the start and after training, in the deepest network; over the epochs; and by depth. */
function chartsOf(depths: readonly number[], trained: Trained): PresetChart[] {
  const names = Object.keys(claimed);
  const middle = (records: readonly RunRecord[], at: number, of: (probe: Probe) => number) =>
    median(records.map(({ probes }) => of(probes.at(at) ?? probes[0])));
  const chart = (title: string, x: string, y: string, points: (k: number) => [number, number][]): PresetChart => ({
    title,
    x: { title: x },
    y: { title: y, log: true },
    series: names.map((name, k) => ({ name, drawn: 'both', points: points(k).filter(([, value]) => value > 0) })),
  });
  const byLayer = (at: number) => (k: number) =>
    Array.from({ length: DEEPEST }, (_, layer): [number, number] => {
      return [layer + 1, middle(trained[k][depths.length - 1], at, ({ layers }) => layers[layer].deltaRms)];
    });
  const total = ({ attenuation }: Probe) => attenuation?.total ?? Number.NaN;
  const layer = 'hidden layer, from the input side';
  return [
    chart('Gradient by layer before training, 10 hidden layers', layer, 'rms of dL/dz', byLayer(0)),
    chart('Gradient by layer after training, 10 hidden layers', layer, 'rms of dL/dz', byLayer(-1)),
    chart('What arrives at the bottom of 10 hidden layers', 'epoch', 'first layer / last', (k) =>
      trained[k][depths.length - 1][0].probes.map((probe, at): [number, number] => {
        return [probe.epoch, middle(trained[k][depths.length - 1], at, total)];
      }),
    ),
    chart('What arrives at the bottom before training', 'hidden layers', 'first layer / last', (k) =>
      depths.map((L, d): [number, number] => [L, middle(trained[k][d], 0, total)]),
    ),
  ];
}
