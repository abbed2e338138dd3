import type { Splits } from '../../dataset/dataset.ts';
import type { RunRecord } from '../../runs/folder/run-record.ts';
import type { Settings } from '../../settings/table.ts';

/** One whole training, for a pool to run. */
export interface Task {
  /** For messages and progress: `relu, seed 0`. */
  readonly name: string;
  /** Of its activation: the name that tables show. */
  readonly activation: string;
  readonly settings: Settings;
  /** Its run folder. null for a trial: nothing is written and, unless it is to be measured, the test set not even evaluated. */
  readonly folder: string | null;
  /** Measured like any training, test set and layers too, though it has no folder. */
  readonly measured?: true;
  /** Its own data instead of those of the pool; on shared memory they reach a thread without a copy. */
  readonly splits?: Splits;
}

/** How far a task has come. */
export interface TaskProgress {
  /** The epoch under way, from 1. */
  readonly epoch: number;
  /** Share 0..1 of all its steps that are done. */
  readonly share: number;
  /** Mean training loss of the batches since the last report. */
  readonly loss: number;
  /** After the last whole epoch; null before the first, and in a trial. */
  readonly testAccuracy: number | null;
}

/** Runs whole trainings side by side. */
export interface Pool {
  /** Tasks that run at the same time. */
  readonly size: number;
  /**
   * Runs a task, or queues it while all are busy: trials first, since others wait for their results, then in the order
   * in which they came. The record of a trial has an empty folder.
   * @param listen is told of its progress, about ten times a second at most
   * @throws UserError for a mistake of the user's, or where its thread died; the reason of the signal that stopped it
   */
  run(task: Task, listen?: (progress: TaskProgress) => void): Promise<RunRecord>;
}
