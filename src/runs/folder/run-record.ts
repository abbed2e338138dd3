import type { EpochMetrics } from '../../training/metrics.ts';
import type { Probe } from '../../training/probes/figures.ts';
import type { RunConfig, RunSummary } from './schema.ts';

/** All that a training left behind, from its run folder or straight from its events. */
export interface RunRecord {
  /** The run folder. */
  readonly folder: string;
  readonly config: RunConfig;
  /** Whole epochs, in order: metrics.csv. */
  readonly metrics: readonly EpochMetrics[];
  /** In order, the first at step 0: layers.jsonl. Empty where nothing was probed. */
  readonly probes: readonly Probe[];
  /** null where the training has not ended, or was killed. */
  readonly summary: RunSummary | null;
  /** What could not be read, one sentence each: a half-written last line and so on. */
  readonly skipped: readonly string[];
}
