import { parentPort, workerData } from 'node:worker_threads';
import type { Splits } from '../../dataset/dataset.ts';
import type { RunRecord } from '../../runs/folder/run-record.ts';
import { asText } from '../../util/shown.ts';
import { type Mistake, UserError } from '../../util/user-error.ts';
import { runTask } from './run-task.ts';
import type { Task, TaskProgress } from './task.ts';

/** What a thread of the pool is asked. */
export type WorkerRequest = { readonly type: 'run'; readonly task: Task } | { readonly type: 'stop' };

/** What it replies: progress, then one of the others. */
export type WorkerReply =
  | ({ readonly type: 'progress' } & TaskProgress)
  | { readonly type: 'done'; readonly record: RunRecord }
  | { readonly type: 'mistake'; readonly mistake: Mistake }
  | { readonly type: 'bug'; readonly stack: string };

/** What every thread is given once, when it starts. */
export interface WorkerSetup {
  /** On memory that all threads share. */
  readonly splits: Splits;
  readonly version: string;
}

const { splits, version } = workerData as WorkerSetup;
const controller = new AbortController();
const reply = (message: WorkerReply) => parentPort?.postMessage(message);

parentPort?.on('message', (request: WorkerRequest) => {
  if (request.type === 'stop') return controller.abort();
  const listen = (progress: TaskProgress) => reply({ type: 'progress', ...progress });
  runTask(request.task, { splits, version, signal: controller.signal, listen }).then(
    (record) => reply({ type: 'done', record }),
    (error: unknown) => reply(failure(error)),
  );
});

/** An error loses its class on the way between threads. */
function failure(error: unknown): WorkerReply {
  if (error instanceof UserError) return { type: 'mistake', mistake: error.mistake };
  return { type: 'bug', stack: error instanceof Error ? String(error.stack) : asText(error) };
}
