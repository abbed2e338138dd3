import { signTest } from './paired-tests.ts';

/** What two accuracies on the same samples allow to say of their difference. */
export interface PairedShares {
  /** A 95 % interval of the difference, first minus second: the widest that the two allow. */
  readonly interval: readonly [low: number, high: number];
  /** Two-sided p of the exact McNemar test: the greatest that the two allow. */
  readonly p: number;
}

/**
 * McNemar's test of two classifiers on the same n samples, from their accuracies alone. It goes by the samples that only
 * one of them gets right, whose number is not known; it is taken as large as the accuracies allow, which makes the
 * interval widest and p greatest: whatever the truth, no difference is claimed that the samples would not show.
 * Source: McNemar, Note on the Sampling Error of the Difference Between Correlated Proportions, Psychometrika 12 (1947);
 * the interval is Wald's (Agresti, Categorical Data Analysis (2013), section 11.1.1).
 */
export function mcnemarBounds(first: number, second: number, n: number): PairedShares {
  const [a, b] = [Math.round(first * n), Math.round(second * n)];
  const differing = Math.min(a + b, 2 * n - a - b);
  const difference = (a - b) / n;
  const half = 1.96 * Math.sqrt(Math.max(0, differing / n - difference ** 2) / n);
  const ahead = (differing + Math.abs(a - b)) / 2;
  return {
    interval: [Math.max(-1, difference - half), Math.min(1, difference + half)],
    p: signTest(ahead, differing - ahead),
  };
}
