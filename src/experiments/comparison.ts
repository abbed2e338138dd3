import type { RunRecord } from '../runs/folder/run-record.ts';
import type { Settings } from '../settings/table.ts';
import type { Attenuation } from '../training/probes/figures.ts';
import type { MILESTONES, TrainingStatus } from '../training/summary.ts';
import type { FindingRecord } from '../words/diagnosis.ts';
import type { VerdictFacts } from '../words/phrases/verdicts.ts';

/** A test accuracy whose first epoch is told. */
export type Milestone = (typeof MILESTONES)[number];

/**
 * Middle, extremes and a 95 % bootstrap interval of the median over seeds; no interval (null) from fewer than 2 runs.
 * Few runs cannot hold a median with 95 %: up to 5 runs the interval is their range, which holds it with 75 % from 3
 * runs and with 94 % from 5.
 */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly ci95: readonly [number, number] | null;
}

/**
 * Time until an event that some runs never see: those count as later than all others, and are not dropped. A diverged
 * or interrupted run keeps what it had reached by then.
 */
export interface Censored {
  /** null where half of the runs or more never get there. */
  readonly median: number | null;
  /** Runs that get there, of all. */
  readonly reached: number;
  readonly of: number;
}

/** One rate that was tried in a search, over its seeds. */
export interface TriedRate {
  readonly lr: number;
  /** Validation loss after the short run; null where it diverged. */
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly stage: 'grid' | 'extension' | 'refinement';
}

/** How a learning rate was found. Judged on validation data; the test set is never looked at. */
export interface RateSearch {
  /** In the order of trial. */
  readonly tried: readonly TriedRate[];
  readonly best: number;
  /** Epochs of each short run, and the seed they share. */
  readonly epochs: number;
  readonly seed: number;
}

/** One run of a comparison, in short. */
export interface ComparedRun {
  readonly seed: number;
  /** Its run folder. */
  readonly run: string;
  readonly status: TrainingStatus;
  /** At the end of a whole training; null where it diverged or was interrupted: what it had by then is not comparable. */
  readonly testAccuracy: number | null;
  readonly testLoss: number | null;
  /** Test samples; of comparisons of earlier versions not known. */
  readonly testSamples?: number;
  readonly epochsTo: Readonly<Record<Milestone, number | null>>;
  /** Mean of the training loss over the epochs; null where the training diverged or was interrupted. */
  readonly areaUnderLoss: number | null;
  readonly seconds: number;
}

/** One activation's part in a comparison. */
export interface ActivationResult {
  readonly name: string;
  readonly lr: number;
  /** The initializer that was in force. */
  readonly init: string;
  /** null where all were given the same rate. */
  readonly search: RateSearch | null;
  readonly runs: readonly ComparedRun[];
  /** null where no run has a figure. */
  readonly testAccuracy: Spread | null;
  readonly testLoss: Spread | null;
  readonly epochsTo: Readonly<Record<Milestone, Censored>>;
  readonly stepsTo: Readonly<Record<Milestone, Censored>>;
  readonly secondsTo: Readonly<Record<Milestone, Censored>>;
  /**
   * Mean of the training loss over the epochs: the area under its curve, per epoch. Median over seeds, in which diverged
   * runs count as larger than all others and interrupted ones not at all; null where half or more diverged.
   */
  readonly areaUnderLoss: number | null;
  /**
   * Medians over seeds, at step 0 and at the last probe; null with fewer than two hidden layers. Of an even number of
   * seeds the middle is taken between logarithms, since these are factors.
   */
  readonly attenuation: { readonly start: Attenuation | null; readonly end: Attenuation | null };
  /** Mean share over the hidden layers at the last probe, median over seeds; null without hidden layers or probes. */
  readonly saturated: number | null;
  /** Where a rectifier is at rest. */
  readonly off: number | null;
  readonly dead: number | null;
  readonly samplesPerSecond: number | null;
  /** How many runs ended in which way. */
  readonly status: Readonly<Partial<Record<TrainingStatus, number>>>;
  /** Of the run whose test accuracy is the median one (the lower of two); of the first run where none has any. */
  readonly diagnosis: readonly FindingRecord[];
}

/** One thing that can, or cannot, be said from the paired differences between two activations. */
export interface Verdict {
  /** The one ahead, whether or not `shown` says that this is more than chance; in the order of the table if neither is. */
  readonly better: string;
  readonly than: string;
  /** What was compared: `epochsTo.0.95`, `testAccuracy` or `areaUnderLoss`. */
  readonly figure: string;
  /** Median of the paired differences, `better` minus `than`; null where it cannot be told. */
  readonly difference: number | null;
  /** Whether p is at most 0.05: never with fewer than 6 pairs, however they turn out. */
  readonly shown: boolean;
  /**
   * Two-sided p of the paired permutation test (of the sign test where some run never gets there, or diverged),
   * corrected by Holm's method for all pairs of activations; null with fewer than two pairs.
   */
  readonly p: number | null;
  /** Pairs in which `better` is better, of all. */
  readonly wins: number;
  readonly pairs: number;
  /** What the sentence is made of, in any language. */
  readonly facts: VerdictFacts;
  /** In plain words: `relu reaches 95 % 2.1 epochs sooner than tanh (all 8 seeds, p = 0.00781)`. */
  readonly text: string;
}

/** compare.json, and what `compare` prints as JSON. */
export interface Comparison {
  /** The folder of the comparison. */
  readonly folder: string;
  readonly versions: { readonly gradlens: string; readonly node: string };
  /** What all runs share; not their activation and learning rate, which stand with each activation. */
  readonly settings: Settings;
  /** With the settings, all that repeats it: compare.json is a config file, too. */
  readonly plan: { readonly activations: readonly string[]; readonly seeds: number; readonly lr: number | 'search' };
  /** Names of settings that by default follow the activation, and were held the same. */
  readonly fixed: readonly string[];
  readonly seeds: readonly number[];
  readonly activations: readonly ActivationResult[];
  readonly verdicts: readonly Verdict[];
  /** Wall-clock, search included. */
  readonly seconds: number;
}

/** A comparison with everything its charts need. */
export interface ComparisonRecord {
  readonly comparison: Comparison;
  /** By activation, in the order of `comparison.activations`, one record for each seed. */
  readonly runs: readonly (readonly RunRecord[])[];
}
