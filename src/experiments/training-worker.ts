import { parentPort, workerData } from 'node:worker_threads';
import type { Splits } from '../dataset/dataset.ts';
import type { RunRecord } from '../runs/folder/run-record.ts';
import { type Mistake, UserError } from '../util/user-error.ts';
import type { Job, JobProgress } from './job.ts';
import { performJob } from './perform.ts';

/** What a member of a crew is told. */
export type Order = { readonly type: 'job'; readonly job: Job } | { readonly type: 'stop' };

/** What it answers: progress, then one of the others. */
export type Answer =
  | ({ readonly type: 'progress' } & JobProgress)
  | { readonly type: 'done'; readonly record: RunRecord }
  | { readonly type: 'mistaken'; readonly mistake: Mistake }
  | { readonly type: 'failed'; readonly stack: string };

/** What every member is given once, when it starts. */
export interface Equipment {
  /** On memory that all members share. */
  readonly splits: Splits;
  readonly version: string;
}

const { splits, version } = workerData as Equipment;
const controller = new AbortController();
const answer = (words: Answer) => parentPort?.postMessage(words);

parentPort?.on('message', (order: Order) => {
  if (order.type === 'stop') return controller.abort();
  const listen = (progress: JobProgress) => answer({ type: 'progress', ...progress });
  performJob(order.job, { splits, version, signal: controller.signal, listen }).then(
    (record) => answer({ type: 'done', record }),
    (error: unknown) => answer(failure(error)),
  );
});

/** An error loses its class on the way between threads. */
function failure(error: unknown): Answer {
  if (error instanceof UserError) return { type: 'mistaken', mistake: error.mistake };
  return { type: 'failed', stack: error instanceof Error ? String(error.stack) : String(error) };
}
