import { UserError } from '../util/user-error.ts';
import type { EpochMetrics } from './events.ts';

interface Monitor {
  readonly name: string;
  /** Which way is better. */
  readonly better: 'lower' | 'higher';
  value(metrics: EpochMetrics): number | undefined;
}

/** What may be watched. Never the test set: a choice made by it would make its figures dishonest. */
const monitors = [
  { name: 'val_loss', better: 'lower', value: ({ validation }) => validation?.loss },
  { name: 'val_accuracy', better: 'higher', value: ({ validation }) => validation?.accuracy },
  { name: 'train_loss', better: 'lower', value: ({ train }) => train.loss },
  { name: 'train_accuracy', better: 'higher', value: ({ train }) => train.accuracy },
] as const satisfies readonly Monitor[];

/** Figure that early stopping and "best" go by. */
export type MonitorName = (typeof monitors)[number]['name'];

/** Choices of --monitor. */
export const monitorNames: readonly MonitorName[] = monitors.map(({ name }) => name);

/** How far the search for the best epoch has come. */
export interface EarlyStoppingState {
  readonly best: EpochMetrics | null;
  /** Epochs since then. */
  readonly since: number;
}

/** Finds the best epoch so far by one figure, and says when it has not improved for too long. */
export class BestEpoch {
  best: EpochMetrics | null = null;
  private readonly monitor: Monitor;
  private since = 0;

  /**
   * @param patience epochs without improvement that are allowed
   * @param minDelta what counts as improvement: a change of more than this
   */
  constructor(
    readonly name: MonitorName,
    readonly patience = Number.POSITIVE_INFINITY,
    readonly minDelta = 0,
  ) {
    this.monitor = monitors.find((one) => one.name === name) as Monitor;
  }

  /** Takes an epoch's figures; returns whether they are the best yet. */
  add(metrics: EpochMetrics): boolean {
    const value = this.monitor.value(metrics);
    if (value === undefined) {
      throw new UserError({
        rule: `${this.name} needs a validation set`,
        fix: 'add --validation 0.1, or watch train_loss',
      });
    }
    const gain = this.best === null ? Number.POSITIVE_INFINITY : this.gain(value, this.valueOf(this.best));
    if (gain > this.minDelta) {
      this.best = metrics;
      this.since = 0;
      return true;
    }
    this.since++;
    return false;
  }

  /** Whether patience has run out. */
  get exhausted(): boolean {
    return this.since >= this.patience;
  }

  /** Where it stands. */
  save(): EarlyStoppingState {
    return { best: this.best, since: this.since };
  }

  /** Goes on from there. */
  restore({ best, since }: EarlyStoppingState): void {
    this.best = best;
    this.since = since;
  }

  /** The watched figure of an epoch. */
  valueOf(metrics: EpochMetrics): number {
    return this.monitor.value(metrics) ?? Number.NaN;
  }

  private gain(value: number, before: number): number {
    return this.monitor.better === 'lower' ? before - value : value - before;
  }
}
