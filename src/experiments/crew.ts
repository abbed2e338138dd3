import { Worker } from 'node:worker_threads';
import type { Dataset, Splits } from '../dataset/dataset.ts';
import type { RunRecord } from '../runs/folder/run-record.ts';
import { type Mistake, UserError } from '../util/user-error.ts';
import type { Crew, Job, JobProgress } from './job.ts';
import type { Answer, Equipment, Order } from './training-worker.ts';

/** Milliseconds that a training has, at most, to save what it learned after an interruption; most need less than 100. */
const GRACE = 1000;

/** A job with those who wait for it. */
interface Task {
  readonly job: Job;
  readonly listen: ((progress: JobProgress) => void) | undefined;
  resolve(record: RunRecord): void;
  reject(error: unknown): void;
}

/** A thread and what it works on. */
interface Member {
  readonly worker: Worker;
  task: Task | undefined;
  since: number;
}

/** What a crew of threads is gathered for. */
export interface CrewOptions {
  /** The data of all jobs: loaded once, then shared by all threads without a copy. */
  readonly splits: Splits;
  /** Threads, at most; as many are started as there are jobs for. */
  readonly size: number;
  /** Version of gradlens, for config.json. */
  readonly version: string;
  /** Stops all jobs, under way or queued; those under way save what they have. */
  readonly signal?: AbortSignal;
}

/** A crew of worker threads: whole trainings side by side, each by one thread from beginning to end. */
export class ThreadCrew implements Crew {
  readonly size: number;
  /** Threads that were started. */
  threads = 0;
  private readonly equipment: Equipment;
  private readonly members = new Set<Member>();
  private readonly queue: Task[] = [];
  private readonly signal: AbortSignal | undefined;
  private ended: { readonly reason: unknown } | undefined;
  /** After an interruption: when the jobs under way have saved what they have. */
  private settled: Promise<void> | undefined;
  private idle: () => void = () => undefined;
  private busyMs = 0;

  constructor({ splits, size, version, signal }: CrewOptions) {
    this.size = size;
    this.equipment = { splits: onSharedMemory(splits), version };
    this.signal = signal;
    signal?.addEventListener('abort', this.stop);
  }

  /** Seconds that threads have spent on jobs, summed over the threads. */
  get busySeconds(): number {
    return this.busyMs / 1000;
  }

  perform(job: Job, listen?: (progress: JobProgress) => void): Promise<RunRecord> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended.reason);
      this.queue.push({ job, listen, resolve, reject });
      this.assign();
    });
  }

  /** Ends the threads; what they were doing fails, after an interruption not before it had its time to be saved. */
  async dismiss(reason: unknown = new Error('the crew was dismissed')): Promise<void> {
    this.signal?.removeEventListener('abort', this.stop);
    this.ended ??= { reason };
    await this.settled;
    for (const { reject } of this.queue.splice(0)) reject(reason);
    const members = [...this.members];
    this.members.clear();
    for (const { task } of members) task?.reject(reason);
    await Promise.all(members.map(({ worker }) => worker.terminate()));
  }

  /** Gives waiting jobs to idle threads, or to new ones while there may be more. */
  private assign(): void {
    while (this.queue.length > 0 && !this.ended) {
      const idle = [...this.members].find(({ task }) => !task) ?? this.recruit();
      if (!idle) return;
      const trial = this.queue.findIndex(({ job }) => job.folder === null);
      const [task] = this.queue.splice(Math.max(0, trial), 1);
      idle.task = task;
      idle.since = performance.now();
      idle.worker.postMessage({ type: 'job', job: task.job } satisfies Order);
    }
  }

  private recruit(): Member | undefined {
    if (this.members.size >= this.size) return undefined;
    const worker = new Worker(new URL('./training-worker.js', import.meta.url), { workerData: this.equipment });
    const member: Member = { worker, task: undefined, since: 0 };
    this.members.add(member);
    this.threads++;
    worker.on('message', (answer: Answer) => this.hear(member, answer));
    worker.on('error', (error) => this.lose(member, error.message));
    worker.on('exit', (code) => this.lose(member, `it ended with code ${code}`));
    return member;
  }

  private hear(member: Member, answer: Answer): void {
    const { task } = member;
    if (!task) return;
    if (answer.type === 'progress') {
      task.listen?.(answer);
      return;
    }
    member.task = undefined;
    this.busyMs += performance.now() - member.since;
    if (answer.type === 'mistaken') task.reject(mistake(task.job, answer.mistake));
    else if (answer.type === 'failed') task.reject(bug(task.job, answer.stack));
    else if (this.signal?.aborted) task.reject(this.signal.reason);
    else task.resolve(answer.record);
    this.assign();
    if (!this.working) this.idle();
  }

  private get working(): boolean {
    return [...this.members].some(({ task }) => task);
  }

  /** A thread that dies takes the whole crew with it: a comparison without one of its runs would be none. */
  private lose(member: Member, reason: string): void {
    if (!this.members.has(member)) return;
    const what = member.task ? `the training of ${member.task.job.name}` : 'a thread without work';
    void this.dismiss(
      new UserError({
        rule: 'every training must run to its end',
        received: `${what} died: ${reason}`,
        fix: 'where memory is short, fewer side by side may help: --jobs 1',
      }),
    );
  }

  private readonly stop = (): void => {
    const reason = this.signal?.reason;
    this.ended ??= { reason };
    for (const { reject } of this.queue.splice(0)) reject(reason);
    for (const { worker } of this.members) worker.postMessage({ type: 'stop' } satisfies Order);
    this.settled = new Promise((resolve) => {
      // One that never comes back to listen is not waited for.
      const timer = setTimeout(resolve, this.working ? GRACE : 0);
      this.idle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    void this.dismiss(reason);
  };
}

function mistake({ name }: Job, { rule, ...rest }: Mistake): UserError {
  return new UserError({ rule: `in the training of ${name}: ${rule}`, ...rest });
}

function bug({ name }: Job, stack: string): Error {
  const error = new Error(`the training of ${name} failed`);
  error.stack = `${error.message}: ${stack}`;
  return error;
}

/** The same data where all threads can read them. */
export function onSharedMemory(splits: Splits): Splits {
  return {
    ...splits,
    train: shared(splits.train),
    validation: splits.validation && shared(splits.validation),
    test: shared(splits.test),
  };
}

function shared(data: Dataset): Dataset {
  const { values, labels } = data;
  if (values.buffer instanceof SharedArrayBuffer) return data;
  const there = new SharedArrayBuffer(values.byteLength);
  const copy = values instanceof Uint8Array ? new Uint8Array(there) : new Float64Array(there);
  copy.set(values);
  const labelsThere = new Uint16Array(new SharedArrayBuffer(labels.byteLength));
  labelsThere.set(labels);
  return { ...data, values: copy, labels: labelsThere };
}
