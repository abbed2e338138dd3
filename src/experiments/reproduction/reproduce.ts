import { type Outcome, outcomeOf } from './figure.ts';
import type { Preset, PresetChart, PublishedFigure } from './preset.ts';
import { createRunner, type ReproductionEvent, type Resources, type TrainingNote } from './runner.ts';

/** A figure with its verdict. */
export interface JudgedFigure extends PublishedFigure {
  readonly outcome: Outcome;
}

/** What came out of a preset: results.json. */
export interface Reproduction {
  readonly preset: Pick<Preset, 'name' | 'title' | 'kind' | 'source' | 'setting'>;
  readonly quick: boolean;
  readonly seeds: readonly number[];
  readonly figures: readonly JudgedFigure[];
  /** Whether every figure lies in its range. */
  readonly reproduced: boolean;
  readonly notes: readonly string[];
  readonly charts: readonly PresetChart[];
  readonly trainings: readonly TrainingNote[];
  readonly versions: { readonly gradlens: string; readonly node: string };
  /** Wall-clock. */
  readonly seconds: number;
}

export interface ReproduceOptions {
  /** Default: what the preset says, for its whole or quick form. */
  readonly seeds?: number;
  readonly quick: boolean;
  /** Version of gradlens. */
  readonly version: string;
  readonly listen?: (event: ReproductionEvent) => void;
}

/** Measures a preset and judges its figures. Nothing is written. @throws UserError for data that do not serve */
export async function reproduce(
  preset: Preset,
  resources: Resources,
  { seeds, quick, version, listen }: ReproduceOptions,
): Promise<Reproduction> {
  const begun = performance.now();
  const count = seeds ?? (quick ? preset.quickSeeds : preset.seeds);
  const runner = createRunner(resources, {
    seeds: Array.from({ length: count }, (_, seed) => seed),
    quick,
    ...(listen && { listen }),
  });
  const { figures, notes, charts } = await preset.measure(runner);
  // What was computed up to an interruption is no result.
  resources.signal.throwIfAborted();
  const judged = figures.map((one) => ({ ...one, outcome: outcomeOf(one) }));
  const { name, title, kind, source, setting } = preset;
  return {
    preset: { name, title, kind, source, setting },
    quick,
    seeds: runner.seeds,
    figures: judged,
    reproduced: judged.every(({ outcome }) => outcome === 'reproduced'),
    notes,
    charts,
    trainings: runner.trainings,
    versions: { gradlens: version, node: process.versions.node },
    seconds: (performance.now() - begun) / 1000,
  };
}
