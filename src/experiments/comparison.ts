import type { RunRecord } from '../runs/run-record.ts';
import type { Settings } from '../runs/settings.ts';
import type { Finding } from '../training/diagnosis.ts';
import type { Attenuation } from '../training/events.ts';
import type { MILESTONES, TrainingStatus } from '../training/summary.ts';

export type Milestone = (typeof MILESTONES)[number];

/** Middle, extremes and a 95 % bootstrap interval of the median over seeds; no interval (null) from fewer than 2 runs. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly ci95: readonly [number, number] | null;
}

/** Time until an event that some runs never see: those count as later than all others, and are not dropped. */
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
  readonly testAccuracy: number | null;
  readonly testLoss: number | null;
  readonly epochsTo: Readonly<Record<Milestone, number | null>>;
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
  /** Mean of the training loss over the epochs: the area under its curve, per epoch. Median over seeds. */
  readonly areaUnderLoss: number | null;
  /** Medians over seeds, at step 0 and at the last probe; null with fewer than two hidden layers. */
  readonly attenuation: { readonly start: Attenuation | null; readonly end: Attenuation | null };
  /** Mean share over the hidden layers at the last probe, median over seeds. */
  readonly saturated: number | null;
  readonly dead: number | null;
  readonly samplesPerSecond: number | null;
  /** How many runs ended in which way. */
  readonly status: Readonly<Partial<Record<TrainingStatus, number>>>;
  /** Of the run whose test accuracy is the median one. */
  readonly diagnosis: readonly Finding[];
}

/** One thing that can, or cannot, be said from the paired differences between two activations. */
export interface Verdict {
  /** The better one, where a difference is shown; else the two in the order of the table. */
  readonly better: string;
  readonly than: string;
  /** What was compared: `epochsTo.0.95`, `testAccuracy`, ... */
  readonly figure: string;
  /** Median of the paired differences; null where it cannot be told. */
  readonly difference: number | null;
  readonly shown: boolean;
  /** Two-sided p of the paired permutation test; null with fewer than two pairs. */
  readonly p: number | null;
  /** Pairs in which `better` is better, of all. */
  readonly wins: number;
  readonly pairs: number;
  /** In plain words: `relu reaches 95 % 2.1 epochs sooner than tanh (all 5 seeds)`. */
  readonly text: string;
}

/** compare.json, and what `compare --json` prints. */
export interface Comparison {
  /** The folder of the comparison. */
  readonly folder: string;
  readonly versions: { readonly gradlens: string; readonly node: string };
  /** What all runs share. */
  readonly settings: Settings;
  /** Names of settings that `--fix` held the same. */
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
