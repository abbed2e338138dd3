import { selectEngine } from '../../../kernels/index.ts';
import type { Kernels } from '../../../kernels/kernels.ts';
import { reference } from '../../../kernels/reference/index.ts';
import { softmaxCrossEntropy } from '../../../nn/heads/softmax-cross-entropy.ts';
import { largest } from '../../../util/any-length.ts';
import { figure } from '../figure.ts';
import type { Preset, PresetChart, PublishedFigure } from '../preset.ts';

/** Logits of ten classes, a step of 1 apart, the first the largest: their softmax does not depend on it. */
const CLASSES = 10;
const logitsFrom = (largest: number) => Array.from({ length: CLASSES }, (_, o) => largest - o);
/** Of the first class: 1 / sum_k exp(-k). */
const TRUTH = 1 / logitsFrom(0).reduce((sum, z) => sum + Math.exp(z), 0);

const LARGEST = 1000;
/** Whose exp is the last one that the format holds. */
const limits = { float64: Math.log(Number.MAX_VALUE), float32: Math.log(2 ** 128 * (1 - 2 ** -24)) };

export const softmaxOverflow: Preset = {
  name: 'softmax-overflow',
  title: 'The printed softmax overflows',
  kind: 'statement',
  source: 'softmax as it is printed, exp(z_i) / sum_k exp(z_k), in doubles and in single precision',
  setting: [
    'ten logits a step of 1 apart, the largest from 0 to 1,000; their softmax is the same throughout',
    'the printed formula against the head softmax-cross-entropy of both engines, which subtracts the largest logit',
    'the loss where the true class lies 1,000 below the largest: 1,000 and the logarithm of the sum',
  ],
  data: 'none',
  seeds: 1,
  quickSeeds: 1,
  async measure(runner) {
    const engines = [reference, selectEngine('auto').kernels];
    const one = (figures: Omit<PublishedFigure, 'measured' | 'bySeed' | 'unit'>, value: number) =>
      figure(
        figures,
        runner.seeds.map(() => value),
      );
    const printedLimit = (round: (value: number) => number) => lastFinite((z) => printed(logitsFrom(z), round)[0]);
    return {
      figures: [
        // Rounded up to whole logits, a last one may lie a whole step below the limit: the sum is the first to overflow.
        one(
          { name: 'largest whole logit, printed, float64', published: null, accepted: within(limits.float64) },
          printedLimit((value) => value),
        ),
        one(
          { name: 'largest whole logit, printed, float32', published: null, accepted: within(limits.float32) },
          printedLimit(Math.fround),
        ),
        one(
          { name: 'NaN of 10 at 1,000, printed', published: CLASSES, accepted: [CLASSES, CLASSES] },
          printed(logitsFrom(LARGEST)).filter(Number.isNaN).length,
        ),
        ...engines.flatMap((kernels) => {
          const { probability, loss } = ours(kernels, LARGEST);
          // Ten terms and a division: at most 12 roundings, of 2^-53 and 2^-24 each, and exp in single precision.
          const bound = kernels.precision === 'float64' ? 12 * 2 ** -53 : 16 * 2 ** -24;
          return [
            one(
              { name: `relative error at 1,000, ours, ${kernels.name}`, published: null, accepted: [0, bound] },
              Math.abs(probability / TRUTH - 1),
            ),
            one(
              {
                name: `relative error of a loss of 1,000, ours, ${kernels.name}`,
                published: null,
                accepted: [0, bound],
              },
              Math.abs(loss / LARGEST - 1),
            ),
          ];
        }),
      ],
      charts: [chart()],
      notes: [],
    };
  },
};

/** The formula as it is printed, every result rounded to a format. */
export function printed(logits: readonly number[], round: (value: number) => number = (value) => value): number[] {
  const powers = logits.map((z) => round(Math.exp(z)));
  const sum = powers.reduce((total, power) => round(total + power), 0);
  return powers.map((power) => round(power / sum));
}

/** The probability of the first class with `logitsFrom(largest)`; the loss where the others are `largest` above the true one. */
export function ours(kernels: Kernels, largest: number): { probability: number; loss: number } {
  const [logits, outputs] = [kernels.allocate(2 * CLASSES), kernels.allocate(2 * CLASSES)];
  const losses = kernels.allocate(2);
  logits.set([...logitsFrom(largest), largest]);
  // Second row: one logit at `largest`, the true class at 0, the others so low that they do not count.
  logits.fill(-largest, CLASSES + 1);
  logits[CLASSES + 1] = 0;
  const labels = Uint16Array.of(0, 1);
  kernels.headOutputs(softmaxCrossEntropy, 2, CLASSES, logits, outputs);
  kernels.headLosses(softmaxCrossEntropy, 2, CLASSES, logits, outputs, labels, losses);
  return { probability: outputs[0], loss: losses[1] };
}

/** The largest whole number up to 1,000 of which f is a number, and of all below it. */
function lastFinite(f: (z: number) => number): number {
  let z = 0;
  while (z < LARGEST && Number.isFinite(f(z + 1)) && f(z + 1) > 0) z++;
  return z;
}

const within = (limit: number): [number, number] => [Math.floor(limit) - 1, Math.floor(limit)];

/** The largest of the powers that are summed, its logarithm, since a logarithmic axis overflows here, too: the printed formula's grows until it is no number, ours is exp(0). */
function chart(): PresetChart {
  const xs = Array.from({ length: 101 }, (_, k) => 10 * k);
  const line = (name: string, power: (largest: number) => number) => ({
    name,
    drawn: 'line' as const,
    points: xs.map((z) => [z, Math.log10(power(z))] as const).filter(([, value]) => Number.isFinite(value)),
  });
  return {
    title: 'The largest number that softmax sums; a line ends where it overflows',
    x: { title: 'largest logit' },
    y: { title: 'log10' },
    series: [
      line('printed, float64', (z) => Math.exp(z)),
      line('printed, float32', (z) => Math.fround(Math.exp(z))),
      line('gradlens', (z) => Math.exp(z - largest(logitsFrom(z)))),
    ],
  };
}
