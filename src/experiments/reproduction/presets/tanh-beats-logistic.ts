import { activationByName } from '../../../activations/index.ts';
import type { RunRecord } from '../../../runs/folder/run-record.ts';
import type { Settings } from '../../../settings/table.ts';
import { hiddenOf } from '../../../training/probes/attenuation.ts';
import { largest } from '../../../util/any-length.ts';
import { mean, median } from '../../../util/statistics/quantile.ts';
import { searchRate } from '../../rate-search.ts';
import { figure } from '../figure.ts';
import type { Measurement, Preset, PresetChart, PresetRunner } from '../preset.ts';

const setting: Partial<Settings> = { hidden: [100, 100], init: 'glorot-uniform', batchSize: 32, trainSize: 10_000 };
const EPOCHS = 30;
const SEARCH_EPOCHS = 3;
/** Of the optimizer, sgd. */
const CENTRE = 0.1;
const NAMES = ['tanh', 'sigmoid'] as const;

export const tanhBeatsLogistic: Preset = {
  name: 'tanh-beats-logistic',
  title: 'tanh learns sooner than the logistic function',
  kind: 'statement',
  source:
    'the output of tanh is centred at 0 and lies in (-1, 1), that of the logistic function in (0, 1): LeCun et al., Efficient BackProp (1998), section 4.4',
  setting: [
    '784-100-100-10, tanh and logistic; weights U(+-sqrt(6/(I+O))), biases 0',
    'the first 10,000 images, sgd, batches of 32, up to 30 epochs, each at its own best rate: searched in 3 epochs on the last tenth of them',
    'epochs until 90 % and 95 % of the test images are right; mean output of the hidden units; tanh(z) = 2 sigmoid(2z) - 1',
  ],
  data: 'mnist',
  seeds: 5,
  quickSeeds: 2,
  measure: (runner) => measureTanh(runner),
};

/** @param change what a test gets wrong on purpose, by name */
export async function measureTanh(
  runner: PresetRunner,
  change: Partial<Record<(typeof NAMES)[number], Partial<Settings>>> = {},
): Promise<Measurement> {
  const trained = await Promise.all(
    NAMES.map(async (activation) => {
      const settings = { ...setting, activation, ...change[activation] };
      const lr = await bestRate(runner, settings);
      return { lr, records: await runner.train(`${activation} at ${lr}`, { ...settings, lr, epochs: EPOCHS }) };
    }),
  );
  const [tanh, logistic] = trained.map(({ records }) => records);
  const ahead = (goal: '0.90' | '0.95') =>
    tanh.map((record, k) => {
      const [ours, theirs] = [record, logistic[k]].map(({ summary }) => summary?.reached[goal]?.epoch ?? EPOCHS + 1);
      return theirs - ours;
    });
  const epochs = `of ${EPOCHS} epochs`;
  return {
    figures: [
      // Sooner: by an epoch at least, since whole epochs are counted.
      figure({ name: `epochs sooner at 90 %, ${epochs}`, published: null, accepted: [1, EPOCHS] }, ahead('0.90')),
      figure({ name: `epochs sooner at 95 %, ${epochs}`, published: null, accepted: [1, EPOCHS] }, ahead('0.95')),
      // An odd function of net inputs around 0, drawn by symmetric weights; the logistic function is 1/2 there.
      figure({ name: 'mean output before training, tanh', published: 0, accepted: [-0.1, 0.1] }, outputs(tanh)),
      figure(
        { name: 'mean output before training, logistic', published: 0.5, accepted: [0.4, 0.6] },
        outputs(logistic),
      ),
      // Three roundings of 2^-53 at values of at most 2.
      figure(
        { name: 'largest |tanh(z) - (2 sigmoid(2z) - 1)|', published: 0, accepted: [0, 3 * 2 ** -52] },
        runner.seeds.map(() => identityError()),
      ),
    ],
    charts: [accuracyChart(tanh, logistic), functionsChart()],
    notes: [
      `Rates found: tanh ${trained[0].lr}, logistic ${trained[1].lr}. ${EPOCHS + 1} epochs stand for "not within ${EPOCHS}".`,
    ],
  };
}

/** As `compare` finds it, from the mean validation loss of all seeds. */
async function bestRate(runner: PresetRunner, settings: Partial<Settings>): Promise<number> {
  const attempt = async (lr: number) => {
    const trial = { ...settings, lr, epochs: SEARCH_EPOCHS, validation: 0.1 };
    const records = await runner.train(`search: ${settings.activation} at ${lr}`, trial);
    const scores = records.map(({ summary }) => (summary?.status === 'finished' ? summary.validation : null));
    const whole = scores.filter((score) => score !== null);
    if (whole.length < scores.length) return { loss: null, accuracy: null };
    return { loss: mean(whole.map(({ loss }) => loss)), accuracy: mean(whole.map(({ accuracy }) => accuracy)) };
  };
  const [seed] = runner.seeds;
  return (await searchRate({ centre: CENTRE, attempt, epochs: SEARCH_EPOCHS, seed })).best;
}

/** Of all hidden units, before training. */
function outputs(records: readonly RunRecord[]): number[] {
  return records.map(({ probes }) => mean(hiddenOf(probes[0].layers).map(({ activationMean }) => activationMean)));
}

const zs = Array.from({ length: 161 }, (_, k) => (k - 80) / 10);

/** f at each of `zs`. */
function valuesOf(name: string, factor = 1): Float64Array {
  const z = Float64Array.from(zs, (value) => factor * value);
  const a = new Float64Array(z.length);
  activationByName(name).forward(1, z.length, z, a);
  return a;
}

/** Over -8..8. @param logistic the function that tanh is said to be made of */
export function identityError(logistic = 'sigmoid'): number {
  const [tanh, twice] = [valuesOf('tanh'), valuesOf(logistic, 2)];
  return largest(tanh.map((value, k) => Math.abs(value - (2 * twice[k] - 1))));
}

function functionsChart(): PresetChart {
  const line = (name: string, values: Float64Array) => ({
    name,
    drawn: 'line' as const,
    points: zs.map((z, k) => [z, values[k]] as const),
  });
  return {
    title: 'tanh and the logistic function',
    x: { title: 'z' },
    y: { title: 'f(z)' },
    series: [line('tanh', valuesOf('tanh')), line('logistic', valuesOf('sigmoid'))],
  };
}

function accuracyChart(tanh: readonly RunRecord[], logistic: readonly RunRecord[]): PresetChart {
  const line = (name: string, records: readonly RunRecord[]) => ({
    name,
    drawn: 'line' as const,
    points: records[0].metrics.map(({ epoch }, k) => {
      return [epoch, median(records.map(({ metrics }) => metrics[k]?.test?.accuracy ?? Number.NaN))] as const;
    }),
  });
  return {
    title: 'Test accuracy, each at its best rate',
    x: { title: 'epoch' },
    y: { title: 'accuracy' },
    series: [line('tanh', tanh), line('logistic', logistic)],
  };
}
