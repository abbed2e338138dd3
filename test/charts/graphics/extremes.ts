import type { RunRecord } from '../../../src/runs/folder/run-record.ts';
import type { EpochMetrics } from '../../../src/training/metrics.ts';
import { layerProbe, probesOf } from '../records.ts';

/** Epochs of a made-up training; `loss` gives the test loss of each. */
export function epochs(count: number, loss: (epoch: number) => number): EpochMetrics[] {
  return Array.from({ length: count }, (_, k) => {
    const score = { loss: loss(k + 1), accuracy: Math.min(1, 0.1 + k / (count + 1)) };
    return {
      epoch: k + 1,
      step: (k + 1) * 25,
      lr: 0.1,
      train: score,
      validation: null,
      test: score,
      seconds: (k + 1) / 10,
      samplesPerSecond: 1000,
    };
  });
}

/** A record like `base`, of a training that went otherwise. */
export function madeUp(
  base: RunRecord,
  metrics: readonly EpochMetrics[],
  layers: number,
  more: Partial<RunRecord> = {},
): RunRecord {
  return { ...base, metrics, probes: probesOf(layers - 1, metrics, 0.5), ...more };
}

/** Trainings that charts must survive, by what is hard about them. */
export function extremes(base: RunRecord): Record<string, RunRecord[]> {
  const summary = base.summary && {
    ...base.summary,
    status: 'diverged' as const,
    divergence: {
      epoch: 3,
      step: 70,
      loss: Number.NaN,
      layer: 1,
      what: 'weights' as const,
      lastFiniteLoss: 5,
      lr: 1,
      suggestedLearningRate: 0.1,
    },
  };
  const wild = madeUp(
    base,
    epochs(4, (e) => [1, Number.NaN, Number.POSITIVE_INFINITY, 0][e - 1]),
    3,
  );
  return {
    'one epoch': [
      madeUp(
        base,
        epochs(1, () => 1),
        3,
      ),
    ],
    'no epoch': [madeUp(base, [], 3, { summary })],
    'not probed': [{ ...base, probes: [] }],
    'thousands of epochs': [
      madeUp(
        base,
        epochs(3000, (e) => 1 / e + (e === 1500 ? 9 : 0)),
        2,
      ),
    ],
    'one layer': [
      madeUp(
        base,
        epochs(3, (e) => 1 / e),
        1,
      ),
    ],
    'twenty layers': [
      madeUp(
        base,
        epochs(3, (e) => 1 / e),
        20,
      ),
    ],
    diverged: [
      madeUp(
        base,
        epochs(2, (e) => e),
        3,
        { summary },
      ),
    ],
    'seeds of unequal length': [
      madeUp(
        base,
        epochs(2, (e) => e),
        3,
        { summary },
      ),
      madeUp(
        base,
        epochs(5, (e) => 1 / e),
        3,
      ),
    ],
    'no finite value': [
      madeUp(
        base,
        epochs(2, () => Number.NaN),
        3,
      ),
    ],
    wild: [
      {
        ...wild,
        probes: wild.probes.map((probe, k) => ({
          ...probe,
          layers: [0, Number.NaN, Number.POSITIVE_INFINITY].map((size, l) =>
            layerProbe(l + 1, probe.step, k === 0 ? 1 : size),
          ),
          attenuation: { total: k === 1 ? 0 : Number.NaN, perLayer: 0 },
        })),
      },
    ],
  };
}
