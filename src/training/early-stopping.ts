import type { MonitorName } from '../settings/monitors.ts';
import { message, setting } from '../util/message.ts';
import { UserError } from '../util/user-error.ts';
import type { EpochMetrics } from './metrics.ts';

/** A figure that may be watched. */
interface Monitor {
  /** Which way is better. */
  readonly better: 'lower' | 'higher';
  value(metrics: EpochMetrics): number | undefined;
}

const monitors: Readonly<Record<MonitorName, Monitor>> = {
  val_loss: { better: 'lower', value: ({ validation }) => validation?.loss },
  val_accuracy: { better: 'higher', value: ({ validation }) => validation?.accuracy },
  train_loss: { better: 'lower', value: ({ train }) => train.loss },
  train_accuracy: { better: 'higher', value: ({ train }) => train.accuracy },
};

/** Which figure the best epoch goes by, and how long a training waits for a better one. */
export interface EarlyStopping {
  readonly monitor: MonitorName;
  /** Epochs without improvement that are allowed. Default: any number. */
  readonly patience?: number;
  /** An improvement is a change of more than this. Default 0. */
  readonly minDelta?: number;
}

/** The best epoch so far. */
export interface EarlyStoppingState {
  readonly best: EpochMetrics | null;
  /** Epochs since then. */
  readonly since: number;
}

/** Before the first epoch has ended. */
export const NO_EPOCH: EarlyStoppingState = { best: null, since: 0 };

/**
 * The state after one more epoch. Where it improved, `best` is that epoch.
 * @throws UserError where a validation set is missing
 */
export function afterEpoch(
  { best, since }: EarlyStoppingState,
  metrics: EpochMetrics,
  { monitor, minDelta = 0 }: EarlyStopping,
): EarlyStoppingState {
  requireMonitored(monitor, metrics.validation !== null);
  const gain = best === null ? Number.POSITIVE_INFINITY : gainOf(monitor, best, metrics);
  return gain > minDelta ? { best: metrics, since: 0 } : { best, since: since + 1 };
}

/** Whether patience has run out. */
export function isExhausted({ since }: EarlyStoppingState, { patience = Number.POSITIVE_INFINITY }: EarlyStopping) {
  return since >= patience;
}

/** The watched figure of an epoch; NaN where it has none. */
export function monitored(monitor: MonitorName, metrics: EpochMetrics): number {
  return monitors[monitor].value(metrics) ?? Number.NaN;
}

/** @throws UserError where a figure of the validation set is watched, and there is no such set */
export function requireMonitored(monitor: MonitorName, hasValidation: boolean): void {
  if (hasValidation || !monitor.startsWith('val_')) return;
  throw new UserError({
    rule: `${monitor} needs a validation set`,
    fix: message`add ${setting('validation', 0.1)}, or watch train_loss`,
  });
}

/** How much better the watched figure has become. */
function gainOf(monitor: MonitorName, before: EpochMetrics, now: EpochMetrics): number {
  const change = monitored(monitor, now) - monitored(monitor, before);
  return monitors[monitor].better === 'lower' ? -change : change;
}
