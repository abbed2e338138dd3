import { headByName } from '../../nn/heads/index.ts';
import { type Guessing, guessing } from '../guessing.ts';
import type { EpochMetrics, Score } from '../metrics.ts';
import type { HeadProbe } from '../probes/figures.ts';
import type { Evidence } from './evidence.ts';

/** A set that is not trained on. */
export type HeldOutSet = 'validation' | 'test';

/** How a training went, as far as figures of epochs tell: what most rules ask for. */
export interface Course {
  /** The last whole epoch. */
  readonly last: EpochMetrics;
  readonly guess: Guessing;
  /** On the training set: the better of the running mean and of the probe batch, which is without dropout. */
  readonly trained: number;
  /** On the data that it is judged by: validation where there is such a set, else test; null where there is neither. */
  readonly heldOut: { readonly set: HeldOutSet; readonly score: Score; readonly samples: number | null } | null;
  /** The better of both. */
  readonly reached: number;
  /** The accuracy of the nearest neighbour on the training set: what the data allow at the least; null if not known. */
  readonly allowed: number | null;
  /** By what share of itself the training loss falls, an epoch; null where one epoch does not tell. */
  readonly fall: number | null;
  /** What the head says at the last probe. */
  readonly head: HeadProbe | null;
  /** It does what the data allow, or nearly; null where that is not known. */
  readonly isNear: boolean | null;
  /** It has come to rest: the loss no longer falls, or accuracy is so high that little is left. */
  readonly isSettled: boolean;
  /** Training samples fare no better than others, but for a little. */
  readonly isGapSmall: boolean;
}

/** Most that a training may lie below the nearest neighbour, lead others on the training set, and still fall. */
export const ALL_CLEAR = { below: 0.03, gap: 0.05, fall: 0.02, milestone: 0.95 } as const;

/** How the training went; undefined before its first epoch has ended. */
export function courseOf(evidence: Evidence): Course | undefined {
  const { metrics, probes, data } = evidence;
  const last = metrics.at(-1);
  if (!last) return undefined;
  const head = probes.at(-1)?.layers.at(-1)?.head ?? null;
  const heldOut = heldOutOf(last, evidence);
  const trained = Math.max(last.train.accuracy, head?.accuracy ?? 0);
  const reached = Math.max(trained, heldOut?.score.accuracy ?? 0);
  const allowed = data?.neighbour.train ?? null;
  const fall = fallOf(metrics, head);
  const near = (margin: number) =>
    allowed === null ? null : reached >= allowed - margin - 2 * deviationOf(allowed, data?.neighbour.queries ?? 1);
  const isNear = near(ALL_CLEAR.below);
  return {
    last,
    guess: guessOf(evidence),
    trained,
    heldOut,
    reached,
    allowed,
    fall,
    head,
    isNear,
    isSettled: (reached >= ALL_CLEAR.milestone && isNear !== false) || (fall !== null && fall < ALL_CLEAR.fall),
    isGapSmall: !heldOut || gapOf(trained, heldOut) <= ALL_CLEAR.gap,
  };
}

/** By how much training samples fare better than held-out ones, at the least: two standard errors are taken off. */
export function gapOf(trained: number, { score, samples }: NonNullable<Course['heldOut']>): number {
  return trained - score.accuracy - 2 * deviationOf(score.accuracy, samples ?? Number.POSITIVE_INFINITY);
}

/** Standard error of a share, from n samples. */
export function deviationOf(share: number, n: number): number {
  return Math.sqrt((share * (1 - share)) / n);
}

/** What guessing comes to in the training set; where classes were not counted, they count as equally frequent. */
export function guessOf({ classes, settings, data }: Pick<Evidence, 'classes' | 'settings' | 'data'>): Guessing {
  const perClass = data?.train.labels.perClass ?? (classes <= 1000 ? new Array<number>(classes).fill(1) : null);
  if (!perClass) return { accuracy: 1 / classes, loss: null };
  return guessing(settings && headByName(settings.head), perClass);
}

/** The score on data that are not trained on: validation where there is such a set, else test. */
export function heldOutIn({ validation, test }: EpochMetrics): { set: HeldOutSet; score: Score } | null {
  const score = validation ?? test;
  return score && { set: validation ? 'validation' : 'test', score };
}

function heldOutOf(metrics: EpochMetrics, { data }: Evidence): Course['heldOut'] {
  const found = heldOutIn(metrics);
  return found && { ...found, samples: data?.[found.set]?.samples ?? null };
}

/** A mean over the last three epochs where there are so many: single ones are noisy. */
function fallOf(metrics: readonly EpochMetrics[], head: HeadProbe | null): number | null {
  const last = metrics[metrics.length - 1];
  const back = Math.min(3, metrics.length - 1);
  if (back > 0) {
    const before = metrics[metrics.length - 1 - back].train.loss;
    return before > 0 && last.train.loss >= 0 ? 1 - (last.train.loss / before) ** (1 / back) : 0;
  }
  // Of one epoch: its mean lies in its middle, the losses on other samples and on the probe batch at its end.
  const end = head?.loss ?? heldOutIn(last)?.score.loss;
  return end === undefined || !(last.train.loss > 0) ? null : 1 - end / last.train.loss;
}
