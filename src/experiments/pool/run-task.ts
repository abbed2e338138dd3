import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Splits } from '../../dataset/dataset.ts';
import { statsAt } from '../../dataset/file.ts';
import { type Assembly, assemble } from '../../runs/assemble.ts';
import { type Resumed, resumeRun } from '../../runs/checkpoint/resume.ts';
import { readRunRecord } from '../../runs/folder/read-run-record.ts';
import type { RunRecord } from '../../runs/folder/run-record.ts';
import { runTraining } from '../../runs/run-training.ts';
import { type TrainingEvent, withoutType } from '../../training/events.ts';
import type { Probe } from '../../training/probes/figures.ts';
import type { Task, TaskProgress } from './task.ts';

/** What a task needs to run. */
export interface TaskContext {
  /** The data of its settings, unless it has its own. */
  readonly splits: Splits;
  /** Version of gradlens, for config.json. */
  readonly version: string;
  /** Ends the training after the steps under way. */
  readonly signal?: AbortSignal;
  readonly listen?: (progress: TaskProgress) => void;
}

/** Runs a task from beginning to end, on this thread. @throws UserError as assembling and running do */
export async function runTask(task: Task, { splits, version, signal, listen }: TaskContext): Promise<RunRecord> {
  const data = task.splits ?? splits;
  const found = task.folder === null ? undefined : await earlierRun(task.folder, task.settings.activation, data);
  if (found && 'done' in found) return found.done;
  const { assembly, continued } = found ?? { assembly: await assemble(task.settings, data), continued: undefined };
  const probes: Probe[] = [...(continued?.probes ?? [])];
  const report = listen && reporter(task.settings.epochs, listen);
  try {
    const { summary, metrics } = await runTraining(
      task.folder === null && !task.measured ? trial(assembly) : assembly,
      {
        folder: task.folder,
        ...(continued && { continued }),
        version,
        ...(signal && { signal }),
        listen(event) {
          if (event.type === 'probe') probes.push(withoutType(event));
          report?.(event);
        },
      },
    );
    return { folder: summary.run, config: summary.config, metrics, probes, summary, skipped: [] };
  } finally {
    // The next training of this thread takes the same memory.
    assembly.engine.kernels.dispose?.();
  }
}

/** An earlier run in that folder: its record where it has ended, what it takes to go on where it has not. */
async function earlierRun(folder: string, activation: string, splits: Splits): Promise<Resumed | undefined> {
  if (!statsAt(join(folder, 'config.json'))) {
    // A process that was killed right after it had made the folder.
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  const { summary } = readRunRecord(folder, ['summary.json']);
  const ended = summary !== null && summary.status !== 'interrupted';
  return ended ? { done: readRunRecord(folder) } : resumeRun(folder, { activation }, splits);
}

/** A trial computes only what the rate is chosen by: no test set, no probes. */
function trial(assembly: Assembly): Assembly {
  return { ...assembly, options: { ...assembly.options, test: null, probe: false } };
}

/** Milliseconds between two reports of progress. */
const PAUSE = 100;

/** Reports progress at most every {@link PAUSE} milliseconds: there may be thousands of steps a second. */
function reporter(epochs: number, tell: (progress: TaskProgress) => void): (event: TrainingEvent) => void {
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
