import type { Dataset } from '../../dataset/dataset.ts';
import type { RunRecord } from '../../runs/folder/run-record.ts';
import type { Settings } from '../../settings/table.ts';

/** A published result, or a statement of the introduction, that anyone can check: data and a small measuring function. */
export interface Preset {
  /** As `gradlens reproduce NAME` has it. */
  readonly name: string;
  readonly title: string;
  readonly kind: 'statement' | 'published';
  /** Author, work, year, and where in it: chapter, table, figure. */
  readonly source: string;
  /** The setting in lines for people: network, initial weights, data, training, what is measured. */
  readonly setting: readonly string[];
  /** Data it needs: the 70,000 images, or none at all. */
  readonly data: 'mnist' | 'none';
  /** Seeds of the whole form, and of the quick one. */
  readonly seeds: number;
  readonly quickSeeds: number;
  /** Takes so long that `all` leaves it out unless it is asked for. */
  readonly long?: true;
  measure(runner: PresetRunner): Promise<Measurement>;
}

/** What a preset measures with. */
export interface PresetRunner {
  /** One for each repetition. */
  readonly seeds: readonly number[];
  /** Whether less should do: fewer epochs, fewer networks. Figures that need the whole are then left out, not widened. */
  readonly quick: boolean;
  /** All 60,000 training and 10,000 test images of MNIST, raw bytes. */
  images(): Promise<{ readonly train: Dataset; readonly test: Dataset }>;
  /**
   * Trains with these settings over the defaults of `train`, once for each seed, side by side on all cores.
   * Remaining time is told by what is queued, so ask for all trainings at once (Promise.all) where they can be.
   * @param label for progress: `3 hidden layers`
   * @returns in the order of the seeds
   */
  train(label: string, settings: Partial<Settings>): Promise<readonly RunRecord[]>;
  /**
   * Says how far something other than a training has come.
   * @throws the reason of the signal, where all was called off
   */
  progress(text: string): void;
  /** Calls off what a preset computes by itself; trainings end by themselves. */
  readonly signal: AbortSignal;
}

/** One published figure beside ours. */
export interface PublishedFigure {
  /** What it is: `accuracy, 2 hidden layers`. */
  readonly name: string;
  /** null where the source has a statement, not a number. */
  readonly published: number | null;
  /** Both ends of what counts as reproduced, from the issue or the spread of seeds; never widened to fit. */
  readonly accepted: readonly [number, number];
  /** Median over seeds; null where it could not be measured (diverged). */
  readonly measured: number | null;
  /** By seed. */
  readonly bySeed: readonly (number | null)[];
  /** How it is written. */
  readonly unit: 'number' | 'percent';
}

/** What came out. */
export interface Measurement {
  readonly figures: readonly PublishedFigure[];
  /** In the style of the original figure; null where the source has none. */
  readonly charts: readonly PresetChart[];
  /** What must be said beside the table. */
  readonly notes: readonly string[];
}

/** A chart as data; charts/ draws it. */
export interface PresetChart {
  readonly title: string;
  readonly x: { readonly title: string; readonly log?: boolean };
  readonly y: { readonly title: string; readonly log?: boolean; readonly unit?: 'percent' };
  /** Lines with points, or points alone. */
  readonly series: readonly {
    /** A published series has the name, and so the colour, of the one that it is compared with. */
    readonly name: string;
    readonly points: readonly (readonly [x: number, y: number])[];
    readonly drawn: 'line' | 'points' | 'both';
    /** Dashed where it is the published one. */
    readonly published?: boolean;
  }[];
}
