import { append } from '../util/any-length.ts';
import { mean } from '../util/statistics/quantile.ts';
import type { Evidence, LayerFigures, ProbeFigures } from './diagnosis/evidence.ts';
import type { Divergence, Halving } from './divergence.ts';
import { afterEpoch, type EarlyStopping, monitored, NO_EPOCH } from './early-stopping.ts';
import { type EndEvent, type TrainingEvent, withoutType } from './events.ts';
import type { EpochMetrics, Score } from './metrics.ts';
import { hiddenOf } from './probes/attenuation.ts';
import type { Attenuation, Probe } from './probes/figures.ts';
import type { TrainingPosition } from './state.ts';

/** Test accuracies whose first epoch is worth knowing. */
export const MILESTONES = ['0.90', '0.95', '0.97', '0.98'] as const;

/** The first epoch whose test accuracy is at least `goal`. */
export function firstToReach(
  goal: (typeof MILESTONES)[number],
  epochs: readonly EpochMetrics[],
): EpochMetrics | undefined {
  return epochs.find(({ test }) => test !== null && test.accuracy >= Number(goal));
}

/** How a training ended. */
export type TrainingStatus = 'finished' | 'early-stopped' | 'interrupted' | 'diverged';

/** Figures of a whole training: what summary.json holds. */
export interface TrainingSummary {
  status: TrainingStatus;
  /** Epochs completed, and updates made. */
  epochs: number;
  steps: number;
  /** Of the last epoch, or of the best one where early stopping put its parameters back. */
  train: Score | null;
  validation: Score | null;
  test: Score | null;
  /** The best epoch by the watched figure; null before the first epoch ends. */
  best: {
    epoch: number;
    monitor: string;
    value: number;
    train: Score;
    validation: Score | null;
    test: Score | null;
  } | null;
  seconds: number;
  /** Over the whole training. */
  samplesPerSecond: number;
  /** The first epoch whose test accuracy is at least that, null where none was. */
  reached: Record<(typeof MILESTONES)[number], { epoch: number; step: number } | null>;
  /** At the first and the last probe, which early stopping does not change; null with fewer than two hidden layers. */
  attenuation: { start: Attenuation | null; end: Attenuation | null };
  /** Means over the hidden layers at the last probe; null without hidden layers, or probes. */
  saturated: number | null;
  off: number | null;
  dead: number | null;
  /** Where the learning rate was halved after a divergence. */
  halvings: readonly Halving[];
  /** The post-mortem of a diverged training. */
  divergence: Divergence | null;
}

const statusOf = {
  finished: 'finished',
  diverged: 'diverged',
  'early-stopping': 'early-stopped',
  interrupted: 'interrupted',
} as const;

/** How a training ended, by its last event. */
export function endStatus(end: EndEvent): TrainingStatus {
  return statusOf[end.type === 'stopped' ? end.reason : end.type];
}

/** Listens to a training and sums it up. */
export class Summarizer {
  private readonly epochs: EpochMetrics[] = [];
  private end: EndEvent | undefined;
  private readonly halvings: Halving[] = [];
  private steps = 0;
  private probes: ProbeFigures[] = [];

  private watched = NO_EPOCH;

  /** @param by what the best epoch is told by; @param restored whether its parameters are put back at the end */
  constructor(
    private readonly by: EarlyStopping,
    private readonly restored: boolean,
  ) {}

  /** The best epoch so far. */
  get best(): EpochMetrics | null {
    return this.watched.best;
  }

  /** Hears every event, in order. */
  add(event: TrainingEvent): void {
    if (event.type === 'epoch') {
      const { type: _, ...metrics } = event;
      this.epochs.push(metrics);
      this.watched = afterEpoch(this.watched, metrics, this.by);
    } else if (event.type === 'step') this.steps = event.step;
    else if (event.type === 'probe') this.probes.push(withoutHistograms(event));
    else if (event.type === 'halved') this.goBack(event);
    else if (event.type !== 'checkpoint') this.end = event;
  }

  /** Takes what a training that goes on has told before. */
  recall(
    epochs: readonly EpochMetrics[],
    probes: readonly Probe[],
    { steps, halvings }: Pick<TrainingPosition, 'steps' | 'halvings'>,
  ): void {
    for (const metrics of epochs) this.add({ type: 'epoch', ...metrics });
    for (const probe of probes) this.add({ type: 'probe', ...probe });
    this.steps = steps;
    append(this.halvings, halvings);
  }

  /** Forgets what no longer counts; whole epochs all lie before the checkpoint. */
  private goBack({ type: _, divergence: __, ...halving }: Extract<TrainingEvent, { type: 'halved' }>): void {
    this.halvings.push(halving);
    this.steps = halving.backTo;
    this.probes = this.probes.filter(({ step }) => step <= halving.backTo);
  }

  /** What a diagnosis goes by, so far. */
  course(): Pick<Evidence, 'metrics' | 'probes' | 'divergence'> {
    const { epochs, probes, end } = this;
    return { metrics: epochs, probes, divergence: end?.type === 'diverged' ? end : null };
  }

  /** The figures so far; of a training that has not ended, as if it were interrupted now. */
  summary(): TrainingSummary {
    const { epochs, end, steps, best, by, probes } = this;
    const lastProbe = probes.at(-1);
    const last = epochs.at(-1);
    const status = end ? endStatus(end) : 'interrupted';
    const putBack = this.restored && (status === 'finished' || status === 'early-stopped');
    const kept = putBack ? (best ?? last) : last;
    const samples = epochs.reduce((sum, { samplesPerSecond, seconds }, k) => {
      return sum + samplesPerSecond * (seconds - (epochs[k - 1]?.seconds ?? 0));
    }, 0);
    const reached = MILESTONES.map((goal) => {
      const first = firstToReach(goal, epochs);
      return [goal, first ? { epoch: first.epoch, step: first.step } : null] as const;
    });
    return {
      status,
      epochs: epochs.length,
      steps,
      train: kept?.train ?? null,
      validation: kept?.validation ?? null,
      test: kept?.test ?? null,
      best: best && {
        epoch: best.epoch,
        monitor: by.monitor,
        value: monitored(by.monitor, best),
        train: best.train,
        validation: best.validation,
        test: best.test,
      },
      seconds: last?.seconds ?? 0,
      samplesPerSecond: last ? samples / last.seconds : 0,
      reached: Object.fromEntries(reached) as TrainingSummary['reached'],
      attenuation: { start: probes[0]?.attenuation ?? null, end: lastProbe?.attenuation ?? null },
      saturated: meanOverHidden(lastProbe, ({ saturated }) => saturated),
      off: meanOverHidden(lastProbe, ({ off }) => off),
      dead: meanOverHidden(lastProbe, ({ dead }) => dead),
      halvings: this.halvings,
      divergence: end?.type === 'diverged' ? withoutType(end) : null,
    };
  }
}

function meanOverHidden(
  probe: ProbeFigures | undefined,
  figure: (layer: LayerFigures) => number | null,
): number | null {
  const shares = hiddenOf(probe?.layers ?? []).flatMap((layer) => figure(layer) ?? []);
  return shares.length === 0 ? null : mean(shares);
}

function withoutHistograms({ epoch, step, attenuation, layers }: Probe): ProbeFigures {
  return { epoch, step, attenuation, layers: layers.map(({ histograms: _, ...figures }) => figures) };
}
