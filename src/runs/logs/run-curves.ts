import type { EpochMetrics } from '../../training/metrics.ts';
import type { Probe } from '../../training/probes/figures.ts';
import type { LoggedStep } from '../folder/read-run-record.ts';
import type { CurveMetric, LoggedCurve, LoggedPoint } from './curves.ts';

/** What metrics.csv holds of each metric. */
const columns: readonly { metric: CurveMetric; part: string; value: (metrics: EpochMetrics) => number | undefined }[] =
  [
    { metric: 'loss', part: 'train', value: ({ train }) => train.loss },
    { metric: 'loss', part: 'validation', value: ({ validation }) => validation?.loss },
    { metric: 'loss', part: 'test', value: ({ test }) => test?.loss },
    { metric: 'accuracy', part: 'train', value: ({ train }) => train.accuracy },
    { metric: 'accuracy', part: 'validation', value: ({ validation }) => validation?.accuracy },
    { metric: 'accuracy', part: 'test', value: ({ test }) => test?.accuracy },
    { metric: 'lr', part: 'lr', value: ({ lr }) => lr },
  ];

/** The curves of whole epochs; a part that there never is has none. */
export function epochCurves(metrics: readonly EpochMetrics[]): LoggedCurve[] {
  return columns.flatMap(({ metric, part, value }): LoggedCurve[] => {
    const points = metrics.flatMap((one): LoggedPoint[] => {
      const at = value(one);
      return at === undefined ? [] : [{ epoch: one.epoch, step: one.step, seconds: one.seconds, value: at }];
    });
    return points.length > 0 ? [{ metric, part, per: 'epoch', points }] : [];
  });
}

/** Loss and learning rate at single steps. */
export function stepCurves(steps: readonly LoggedStep[], metrics: readonly EpochMetrics[]): LoggedCurve[] {
  if (steps.length === 0) return [];
  const clock = clockOf(metrics);
  const points = (value: (step: LoggedStep) => number) =>
    steps.map((one) => ({ ...clock(one.step), step: one.step, value: value(one) }));
  return [
    { metric: 'loss', part: 'train', per: 'step', points: points(({ loss }) => loss) },
    { metric: 'lr', part: 'lr', per: 'step', points: points(({ lr }) => lr) },
  ];
}

/** The gradient norm of each layer, over all probes. */
export function gradientCurves(probes: readonly Probe[], metrics: readonly EpochMetrics[]): LoggedCurve[] {
  const clock = clockOf(metrics);
  const layers = new Set(probes.flatMap((probe) => probe.layers.map(({ layer }) => layer)));
  return [...layers].map((layer) => ({
    metric: 'gradient-norm',
    part: `layer ${layer}`,
    per: 'step',
    points: probes.flatMap(({ step, layers: probed }): LoggedPoint[] => {
      const found = probed.find((one) => one.layer === layer);
      return found ? [{ ...clock(step), step, value: found.gradientNorm }] : [];
    }),
  }));
}

/** Epochs and seconds at a step: at an even pace between the ends of two epochs, null after the last. */
function clockOf(metrics: readonly EpochMetrics[]): (step: number) => { epoch: number | null; seconds: number | null } {
  const marks = [{ epoch: 0, step: 0, seconds: 0 }, ...metrics];
  return (step) => {
    let [low, high] = [0, marks.length - 1];
    if (marks[high].step < step) return { epoch: null, seconds: null };
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle].step < step) low = middle + 1;
      else high = middle;
    }
    const [before, after] = [marks[Math.max(0, low - 1)], marks[low]];
    const share = after.step > before.step ? (step - before.step) / (after.step - before.step) : 0;
    const between = (a: number, b: number) => a + (b - a) * share;
    return { epoch: between(before.epoch, after.epoch), seconds: between(before.seconds, after.seconds) };
  };
}
