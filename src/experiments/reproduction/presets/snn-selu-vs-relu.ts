import type { RunRecord } from '../../../runs/folder/run-record.ts';
import type { Settings } from '../../../settings/table.ts';
import { largest } from '../../../util/any-length.ts';
import { median } from '../../../util/statistics/quantile.ts';
import { figure, relative } from '../figure.ts';
import type { Measurement, Preset, PresetChart, PresetRunner, PublishedFigure } from '../preset.ts';

const common: Partial<Settings> = {
  hidden: [512, 256],
  optimizer: 'sgd',
  lr: 0.001,
  batchSize: 128,
  dropLast: true,
  validation: 10_000,
  holdOut: 'random',
  // 0.1307 and 0.3081 of pixels / 255.
  scale: 'standardize:33.3285,78.5655',
};

const networks = [
  { name: 'SELU', settings: { activation: 'selu', init: 'lecun-normal' } },
  { name: 'ReLU', settings: { activation: 'relu', init: 'pytorch' } },
] as const;

/** Validation losses in the order of `networks`, by epoch. */
const published: readonly { dropout: number; losses: readonly (readonly [number, number, number])[] }[] = [
  {
    dropout: 0.05,
    losses: [
      [1, 0.6669, 2.1446],
      [10, 0.3377, 0.5216],
      [20, 0.2957, 0.3584],
    ],
  },
  { dropout: 0, losses: [[10, 0.327, 0.523]] },
];

export const snnSeluVsRelu: Preset = {
  name: 'snn-selu-vs-relu',
  title: 'Self-normalizing networks learn sooner',
  kind: 'published',
  source:
    'Schweighofer, tutorial on self-normalizing networks, MLP on MNIST in PyTorch (2021), output of the training cells',
  setting: [
    '784-512-256-10, softmax cross-entropy; SELU: N(0, 1/fan_in), biases 0; ReLU: U(+-1/sqrt(fan_in)) for both',
    'pixels (x/255 - 0.1307) / 0.3081; 10,000 of the training images, drawn, for validation',
    'sgd, rate 0.001, batches of 128, the last one of an epoch left out; dropout 0.05, and without',
    'mean loss on the validation images after epochs 1, 10 and 20',
  ],
  data: 'mnist',
  seeds: 2,
  quickSeeds: 1,
  measure: (runner) => measureSnn(runner),
};

/** @param change what a test gets wrong on purpose */
export async function measureSnn(runner: PresetRunner, change: Partial<Settings> = {}): Promise<Measurement> {
  const figures: PublishedFigure[] = [];
  const series: PresetChart['series'][number][] = [];
  for (const { dropout, losses } of runner.quick ? quickly(published) : published) {
    const epochs = largest(losses.map(([epoch]) => epoch));
    const how = dropout > 0 ? `dropout ${dropout}` : 'no dropout';
    for (const [k, { name, settings }] of networks.entries()) {
      const records = await runner.train(`${name}, ${how}`, { ...common, ...settings, dropout, epochs, ...change });
      for (const [epoch, ...values] of losses) {
        const accepted = relative(values[k], 0.06);
        const bySeed = records.map((record) => lossAt(record, epoch));
        figures.push(figure({ name: `${name}, ${how}, epoch ${epoch}`, published: values[k], accepted }, bySeed));
      }
      const curve = records[0].metrics.map(({ epoch }) => [epoch, medianLoss(records, epoch)] as const);
      const points = losses.map(([epoch, ...values]) => [epoch, values[k]] as const);
      series.push({ name: `${name}, ${how}`, drawn: 'line', points: curve });
      series.push({ name: `${name}, ${how}`, drawn: 'points', published: true, points });
    }
  }
  const chart = { title: 'Validation loss', x: { title: 'epoch' }, y: { title: 'loss', log: true }, series };
  return { figures, charts: [chart], notes: [NOTE] };
}

const NOTE =
  'The published SELU network has alpha dropout, ours the ordinary one: figures of SELU with dropout compare two kinds of it.';

/** Epoch 1 alone, and nothing of the networks without dropout. */
function quickly([first]: typeof published): typeof published {
  return [{ ...first, losses: first.losses.slice(0, 1) }];
}

function lossAt({ metrics }: RunRecord, epoch: number): number | null {
  return metrics.find((one) => one.epoch === epoch)?.validation?.loss ?? null;
}

function medianLoss(records: readonly RunRecord[], epoch: number): number {
  return median(records.map((record) => lossAt(record, epoch) ?? Number.NaN));
}
