import type { Score } from '../training/metrics.ts';
import type { TrainingStatus } from '../training/summary.ts';
import type { Words } from '../words/index.ts';
import { significant } from '../words/numbers.ts';

/** Where a training has got to: its summary, or its last epoch while it goes on. */
interface Scores {
  readonly train?: Score | null;
  readonly validation?: Score | null;
  readonly test?: Score | null;
  /** The best epoch, where the weights of an earlier one than the last were the best. */
  readonly best?: { readonly epoch: number; readonly monitor: string; readonly test: Score | null } | null;
  readonly epochs: number;
  readonly status?: TrainingStatus;
}

/** A row for each set that was measured: its name, loss and accuracy. Heads: '', loss, accuracy. */
export function scoreRows({ train, validation, test, best, epochs, status }: Scores, words: Words): string[][] {
  const { terms, training, figures } = words;
  const row = (name: string, score: Score | null | undefined) =>
    score ? [[name, significant(score.loss), figures.percent(score.accuracy)]] : [];
  // One that stopped early has been measured at its best epoch already.
  const earlier = best && best.epoch < epochs && status !== 'early-stopped' ? best : null;
  return [
    ...row(training.runningMean, train),
    ...row(terms.sets.validation, validation),
    ...row(terms.sets.test, test),
    ...(earlier ? row(training.atBestEpoch(earlier.epoch, earlier.monitor), earlier.test) : []),
  ];
}
