import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Splits } from '../dataset/dataset.ts';
import { statsAt } from '../dataset/file.ts';
import { type Assembly, assemble } from '../runs/assemble.ts';
import { type Resumed, resumeRun } from '../runs/checkpoint/resume.ts';
import { readRunRecord } from '../runs/folder/read-run-record.ts';
import type { RunRecord } from '../runs/folder/run-record.ts';
import { runTraining } from '../runs/run-training.ts';
import type { TrainingEvent } from '../training/events.ts';
import { withoutType } from '../training/events.ts';
import type { Probe } from '../training/probes/figures.ts';
import type { Job, JobProgress } from './job.ts';

/** What a job is done with. */
export interface Surroundings {
  /** The data of its settings, unless it has its own. */
  readonly splits: Splits;
  /** Version of gradlens, for config.json. */
  readonly version: string;
  /** Ends the training after the steps under way. */
  readonly signal?: AbortSignal;
  readonly listen?: (progress: JobProgress) => void;
}

/** Does a job from its beginning to its end, here and now. @throws UserError as assembling and running do */
export async function performJob(job: Job, { splits, version, signal, listen }: Surroundings): Promise<RunRecord> {
  const data = job.splits ?? splits;
  const found = job.folder === null ? undefined : await taken(job.folder, job.settings.activation, data);
  if (found && 'done' in found) return found.done;
  const { assembly, continued } = found ?? { assembly: await assemble(job.settings, data), continued: undefined };
  const probes: Probe[] = [...(continued?.probes ?? [])];
  const tell = listen && condensed(job.settings.epochs, listen);
  const { summary, metrics } = await runTraining(job.folder === null && !job.measured ? bare(assembly) : assembly, {
    folder: job.folder,
    ...(continued && { continued }),
    version,
    ...(signal && { signal }),
    listen(event) {
      if (event.type === 'probe') probes.push(withoutType(event));
      tell?.(event);
    },
  });
  return { folder: summary.run, config: summary.config, metrics, probes, summary, skipped: [] };
}

/** What there is of a run: its record where it has come to an end, and all it takes to go on where it has not. */
async function taken(folder: string, activation: string, splits: Splits): Promise<Resumed | undefined> {
  if (!statsAt(join(folder, 'config.json'))) {
    // A process that was killed right after it had made the folder.
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  const { summary } = readRunRecord(folder, ['summary.json']);
  const ended = summary !== null && summary.status !== 'interrupted';
  return ended ? { done: readRunRecord(folder) } : resumeRun(folder, { activation }, splits);
}

/** Of a trial, nothing is computed but what the rate is chosen by. */
function bare(assembly: Assembly): Assembly {
  return { ...assembly, options: { ...assembly.options, test: null, probe: false } };
}

/** Milliseconds between two words of progress. */
const PAUSE = 100;

/** Steps, of which there may be thousands a second, as a few words of progress. */
function condensed(epochs: number, tell: (progress: JobProgress) => void): (event: TrainingEvent) => void {
  let last = Number.NEGATIVE_INFINITY;
  let [sum, steps] = [0, 0];
  let testAccuracy: number | null = null;
  return (event) => {
    if (event.type === 'epoch') testAccuracy = event.test?.accuracy ?? null;
    if (event.type !== 'step') return;
    sum += event.loss;
    steps++;
    const now = performance.now();
    if (now - last < PAUSE) return;
    const share = event.step / (event.stepsPerEpoch * epochs);
    tell({ epoch: event.epoch, share, loss: sum / steps, testAccuracy });
    [last, sum, steps] = [now, 0, 0];
  };
}
