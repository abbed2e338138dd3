import type { RunRecord } from '../../../runs/folder/run-record.ts';
import type { Settings } from '../../../settings/table.ts';
import { smallest } from '../../../util/any-length.ts';
import { median } from '../../../util/statistics/quantile.ts';
import { figure } from '../figure.ts';
import type { Measurement, Preset, PresetChart, PresetRunner } from '../preset.ts';

const UNITS = 64;
const DEPTHS = { shallow: 4, deep: 20 };
const EPOCHS = { whole: 10, quick: 3 };

const setting: Partial<Settings> = { activation: 'relu', trainSize: 10_000, batchSize: 32, optimizer: 'sgd', lr: 0.05 };

export const heResidual: Preset = {
  name: 'he-residual',
  title: 'Deeper plain networks have a higher training loss; residual connections take that away',
  kind: 'published',
  source: 'He et al., Deep Residual Learning for Image Recognition (2016), sections 1 and 4.1, figures 1 and 4',
  setting: [
    `784-[${UNITS}] x L-10, relu, L = ${DEPTHS.shallow} and ${DEPTHS.deep}, plain and with an identity connection around each`,
    'hidden layer but the first; the first 10,000 images, sgd, rate 0.05, batches of 32, 10 epochs',
    'training loss of the last epoch; the source compares convolutional networks on other images',
  ],
  data: 'mnist',
  seeds: 3,
  quickSeeds: 1,
  measure: (runner) => measureResidual(runner, true),
};

/**
 * @param residual whether the network compared with the plain one has its connections: a test leaves them out
 * @param change of the setting, for a test on fewer images
 */
export async function measureResidual(
  runner: PresetRunner,
  residual: boolean,
  change: Partial<Settings> = {},
): Promise<Measurement> {
  const epochs = runner.quick ? EPOCHS.quick : EPOCHS.whole;
  const trained = (L: number, connected: boolean) => {
    const hidden = new Array<number>(L).fill(UNITS);
    const label = `${L} layers${connected ? ', residual' : ''}`;
    return runner.train(label, { ...setting, hidden, epochs, residual: connected, ...change });
  };
  const { shallow, deep } = DEPTHS;
  const [plainShallow, plainDeep, joinedShallow, joinedDeep] = await Promise.all([
    trained(shallow, false),
    trained(deep, false),
    trained(shallow, residual),
    trained(deep, residual),
  ]);
  const loss = (records: readonly RunRecord[]) =>
    records.map(({ metrics }) => metrics.at(-1)?.train.loss ?? Number.NaN);
  const ratio = (above: readonly RunRecord[], below: readonly RunRecord[]) =>
    loss(above).map((value, k) => value / loss(below)[k]);
  const above = { published: null, accepted: [1, 1e6] as const };
  const figures = [
    figure({ name: `plain: loss of ${deep} layers / ${shallow}`, ...above }, ratio(plainDeep, plainShallow)),
    figure({ name: `${deep} layers: loss of plain / residual`, ...above }, ratio(plainDeep, joinedDeep)),
    figure(
      { name: `residual: loss of ${deep} layers / ${shallow}, beside plain`, published: null, accepted: [0, 1] },
      ratio(joinedDeep, joinedShallow).map((value, k) => value / ratio(plainDeep, plainShallow)[k]),
    ),
  ];
  const curves: PresetChart = {
    title: 'Training loss, plain and residual',
    x: { title: 'epoch' },
    y: { title: 'training loss', log: true },
    series: Object.entries({
      [`plain, ${shallow}`]: plainShallow,
      [`plain, ${deep}`]: plainDeep,
      [`residual, ${shallow}`]: joinedShallow,
      [`residual, ${deep}`]: joinedDeep,
    }).map(([name, records]) => ({
      name,
      drawn: 'both',
      points: Array.from({ length: smallest(records.map(({ metrics }) => metrics.length)) }, (_, k) => {
        return [k + 1, median(records.map(({ metrics }) => metrics[k].train.loss))] as const;
      }),
    })),
  };
  return { figures, charts: [curves], notes: [] };
}
