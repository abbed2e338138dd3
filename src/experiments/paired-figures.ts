import type { ComparedFigure } from '../words/phrases/verdicts.ts';
import type { ComparedRun, Milestone } from './comparison.ts';

/** A figure by which two activations are compared, seed by seed. */
export interface PairedFigure {
  /** As in {@link Verdict}. */
  readonly name: string;
  readonly better: 'lower' | 'higher';
  /** What it is, for sentences. */
  readonly figure: ComparedFigure;
  /** One run's figure; an infinity where it counts as worse than all others; undefined where it is not known. */
  value(run: ComparedRun): number | undefined;
}

/**
 * Epochs until a test accuracy is reached. A run that ended without it counts as later than all others. An interrupted
 * one that had not got there yet says nothing.
 */
export function epochsTo(goal: Milestone): PairedFigure {
  return {
    name: `epochsTo.${goal}`,
    better: 'lower',
    figure: { kind: 'epochsTo', goal: Number(goal) },
    value: ({ epochsTo, status }) =>
      epochsTo[goal] ?? (status === 'interrupted' ? undefined : Number.POSITIVE_INFINITY),
  };
}

/** Test accuracy at the end. A diverged run counts as lower than all others: its network tells nothing apart. */
export const testAccuracy: PairedFigure = {
  name: 'testAccuracy',
  better: 'higher',
  figure: { kind: 'testAccuracy' },
  value: ({ testAccuracy, status }) => testAccuracy ?? (status === 'diverged' ? Number.NEGATIVE_INFINITY : undefined),
};

/** Training loss, averaged over the epochs. A diverged run counts as higher than all others. */
export const areaUnderLoss: PairedFigure = {
  name: 'areaUnderLoss',
  better: 'lower',
  figure: { kind: 'areaUnderLoss' },
  value: ({ areaUnderLoss, status }) => areaUnderLoss ?? (status === 'diverged' ? Number.POSITIVE_INFINITY : undefined),
};
