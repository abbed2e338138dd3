import type { RunRecord } from '../runs/folder/run-record.ts';
import type { EpochMetrics } from '../training/metrics.ts';
import { firstToReach, MILESTONES, type TrainingStatus } from '../training/summary.ts';
import { largest, smallest } from '../util/any-length.ts';
import { medianInterval } from '../util/statistics/bootstrap.ts';
import { censoredMedian, mean, median } from '../util/statistics/quantile.ts';
import type { ActivationResult, Censored, ComparedRun, Milestone, RateSearch, Spread } from './comparison.ts';
import { summarizeLayers } from './summarize-layers.ts';

/** An activation's trainings, one for each seed, and what they had in common. */
export interface ActivationRuns {
  readonly name: string;
  readonly lr: number;
  readonly init: string;
  readonly search: RateSearch | null;
  readonly records: readonly RunRecord[];
}

/** All figures of an activation over its seeds. No run is dropped: what became of each is in `runs` and `status`. */
export function summarizeActivation({ name, lr, init, search, records }: ActivationRuns): ActivationResult {
  const runs = records.map(comparedRun);
  const typical = records[typicalRun(runs)];
  const timesTo = (time: (metrics: EpochMetrics) => number) =>
    byMilestone((goal) => censored(records.map(({ metrics }) => timeTo(goal, metrics, time))));
  return {
    name,
    lr,
    init,
    search,
    runs,
    testAccuracy: spread(runs.map(({ testAccuracy }) => testAccuracy)),
    testLoss: spread(runs.map(({ testLoss }) => testLoss)),
    epochsTo: timesTo(({ epoch }) => epoch),
    stepsTo: timesTo(({ step }) => step),
    secondsTo: timesTo(({ seconds }) => seconds),
    areaUnderLoss: censoredMedian(
      runs.filter(({ status }) => status !== 'interrupted').map(({ areaUnderLoss }) => areaUnderLoss),
    ),
    ...summarizeLayers(records),
    samplesPerSecond: spread(records.map(({ summary }) => summary?.samplesPerSecond || null))?.median ?? null,
    status: countStatus(runs),
    diagnosis: typical?.summary?.diagnosis ?? [],
  };
}

/** One training in short. Without a summary it was killed: interrupted. */
function comparedRun({ folder, config, metrics, summary }: RunRecord): ComparedRun {
  const status = summary?.status ?? 'interrupted';
  const whole = status === 'finished' || status === 'early-stopped';
  return {
    seed: config.settings.seed,
    run: folder,
    status,
    testAccuracy: whole ? finite(summary?.test?.accuracy) : null,
    testLoss: whole ? finite(summary?.test?.loss) : null,
    testSamples: config.data.samples.test,
    epochsTo: byMilestone((goal) => timeTo(goal, metrics, ({ epoch }) => epoch)),
    areaUnderLoss: whole ? finite(mean(metrics.map(({ train }) => train.loss))) : null,
    seconds: summary?.seconds ?? metrics.at(-1)?.seconds ?? 0,
  };
}

function timeTo(
  goal: Milestone,
  metrics: readonly EpochMetrics[],
  time: (metrics: EpochMetrics) => number,
): number | null {
  const first = firstToReach(goal, metrics);
  return first ? time(first) : null;
}

function byMilestone<T>(figure: (goal: Milestone) => T): Record<Milestone, T> {
  return Object.fromEntries(MILESTONES.map((goal) => [goal, figure(goal)])) as Record<Milestone, T>;
}

function censored(times: readonly (number | null)[]): Censored {
  return {
    median: censoredMedian(times),
    reached: times.filter((time) => time !== null).length,
    of: times.length,
  };
}

/** Of the figures that there are; null where there are none. */
function spread(figures: readonly (number | null)[]): Spread | null {
  const known = figures.filter((figure) => figure !== null);
  if (known.length === 0) return null;
  return {
    median: median(known),
    min: smallest(known),
    max: largest(known),
    ci95: medianInterval(known),
  };
}

/** Index of the run whose test accuracy is the median one, the lower of two; 0 where none has any. */
function typicalRun(runs: readonly ComparedRun[]): number {
  const ranked = [...runs.keys()]
    .filter((k) => runs[k].testAccuracy !== null)
    .sort((a, b) => Number(runs[a].testAccuracy) - Number(runs[b].testAccuracy) || runs[a].seed - runs[b].seed);
  return ranked[Math.floor((ranked.length - 1) / 2)] ?? 0;
}

function countStatus(runs: readonly ComparedRun[]): Partial<Record<TrainingStatus, number>> {
  const counts: Partial<Record<TrainingStatus, number>> = {};
  for (const { status } of runs) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function finite(figure: number | undefined): number | null {
  return figure !== undefined && Number.isFinite(figure) ? figure : null;
}
