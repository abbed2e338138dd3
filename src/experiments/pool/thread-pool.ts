import { Worker } from 'node:worker_threads';
import type { Splits } from '../../dataset/dataset.ts';
import type { RunRecord } from '../../runs/folder/run-record.ts';
import { message, setting } from '../../util/message.ts';
import { type Mistake, UserError } from '../../util/user-error.ts';
import { onSharedMemory } from './shared-splits.ts';
import type { Pool, Task, TaskProgress } from './task.ts';
import type { WorkerReply, WorkerRequest, WorkerSetup } from './worker.ts';

/** Milliseconds that a training has, at most, to save what it learned after an interruption; most need less than 100. */
const GRACE = 1000;

/** A task with the promise that its caller waits for. */
interface PendingTask {
  readonly task: Task;
  readonly listen: ((progress: TaskProgress) => void) | undefined;
  resolve(record: RunRecord): void;
  reject(error: unknown): void;
}

/** A thread and what it works on. */
interface PoolThread {
  readonly worker: Worker;
  pending: PendingTask | undefined;
  /** When it began, by performance.now(). */
  since: number;
}

/** What a pool of threads works with. */
export interface ThreadPoolOptions {
  /** The data of all tasks: loaded once, then shared by all threads without a copy. */
  readonly splits: Splits;
  /** Threads, at most; as many are started as there are tasks for. */
  readonly size: number;
  /** Version of gradlens, for config.json. */
  readonly version: string;
  /** Stops all tasks, running or queued; those that run save what they have. */
  readonly signal?: AbortSignal;
}

/** A pool of worker threads: whole trainings side by side, each by one thread from beginning to end. */
export class ThreadPool implements Pool {
  readonly size: number;
  /** Threads that were started. */
  threads = 0;
  private readonly setup: WorkerSetup;
  private readonly running = new Set<PoolThread>();
  private readonly queue: PendingTask[] = [];
  private readonly signal: AbortSignal | undefined;
  private ended: { readonly reason: unknown } | undefined;
  /** After an interruption: when the running tasks have saved what they have. */
  private saved: Promise<void> | undefined;
  private onIdle: () => void = () => undefined;
  private busyMs = 0;

  constructor({ splits, size, version, signal }: ThreadPoolOptions) {
    this.size = size;
    this.setup = { splits: onSharedMemory(splits), version };
    this.signal = signal;
    signal?.addEventListener('abort', this.stop);
  }

  /** Seconds that threads have spent on tasks, summed over the threads. */
  get busySeconds(): number {
    return this.busyMs / 1000;
  }

  run(task: Task, listen?: (progress: TaskProgress) => void): Promise<RunRecord> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended.reason);
      this.queue.push({ task, listen, resolve, reject });
      this.assign();
    });
  }

  /** Ends the threads. Running tasks fail; after an interruption they first have time to be saved. */
  async close(reason: unknown = new Error('the pool was closed')): Promise<void> {
    this.signal?.removeEventListener('abort', this.stop);
    this.ended ??= { reason };
    await this.saved;
    for (const { reject } of this.queue.splice(0)) reject(reason);
    const threads = [...this.running];
    this.running.clear();
    for (const { pending } of threads) pending?.reject(reason);
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  /** Gives queued tasks to idle threads, or to new ones while there may be more. */
  private assign(): void {
    while (this.queue.length > 0 && !this.ended) {
      const thread = [...this.running].find(({ pending }) => !pending) ?? this.startThread();
      if (!thread) return;
      const trial = this.queue.findIndex(({ task }) => task.folder === null);
      const [pending] = this.queue.splice(Math.max(0, trial), 1);
      thread.pending = pending;
      thread.since = performance.now();
      thread.worker.postMessage({ type: 'run', task: pending.task } satisfies WorkerRequest);
    }
  }

  private startThread(): PoolThread | undefined {
    if (this.running.size >= this.size) return undefined;
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: this.setup });
    const thread: PoolThread = { worker, pending: undefined, since: 0 };
    this.running.add(thread);
    this.threads++;
    worker.on('message', (reply: WorkerReply) => this.onReply(thread, reply));
    worker.on('error', (error) => this.onDeath(thread, error.message));
    worker.on('exit', (code) => this.onDeath(thread, `it ended with code ${code}`));
    return thread;
  }

  private onReply(thread: PoolThread, reply: WorkerReply): void {
    const { pending } = thread;
    if (!pending) return;
    if (reply.type === 'progress') {
      pending.listen?.(reply);
      return;
    }
    thread.pending = undefined;
    this.busyMs += performance.now() - thread.since;
    if (reply.type === 'mistake') pending.reject(mistakeIn(pending.task, reply.mistake));
    else if (reply.type === 'bug') pending.reject(bugIn(pending.task, reply.stack));
    else if (this.signal?.aborted) pending.reject(this.signal.reason);
    else pending.resolve(reply.record);
    this.assign();
    if (!this.isBusy) this.onIdle();
  }

  private get isBusy(): boolean {
    return [...this.running].some(({ pending }) => pending);
  }

  /** A thread that dies ends the whole pool: a comparison that lacks one of its runs would be worth nothing. */
  private onDeath(thread: PoolThread, reason: string): void {
    if (!this.running.has(thread)) return;
    const what = thread.pending ? `the training of ${thread.pending.task.name}` : 'a thread without work';
    void this.close(
      new UserError({
        rule: 'every training must run to its end',
        received: `${what} died: ${reason}`,
        fix: message`where memory is short, fewer side by side may help: ${setting('jobs', 1)}`,
      }),
    );
  }

  private readonly stop = (): void => {
    const reason = this.signal?.reason;
    this.ended ??= { reason };
    for (const { reject } of this.queue.splice(0)) reject(reason);
    for (const { worker } of this.running) worker.postMessage({ type: 'stop' } satisfies WorkerRequest);
    this.saved = new Promise((resolve) => {
      // A thread that does not answer is not waited for.
      const timer = setTimeout(resolve, this.isBusy ? GRACE : 0);
      this.onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    void this.close(reason);
  };
}

function mistakeIn({ name }: Task, { rule, ...rest }: Mistake): UserError {
  return new UserError({ rule: message`in the training of ${name}: ${rule}`, ...rest });
}

function bugIn({ name }: Task, stack: string): Error {
  const error = new Error(`the training of ${name} failed`);
  error.stack = `${error.message}: ${stack}`;
  return error;
}
