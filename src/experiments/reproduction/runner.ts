import type { Dataset, Splits } from '../../dataset/dataset.ts';
import { divide } from '../../dataset/divide.ts';
import type { RunRecord } from '../../runs/folder/run-record.ts';
import { resolveSettings } from '../../settings/resolve.ts';
import type { Settings } from '../../settings/table.ts';
import { UserError } from '../../util/user-error.ts';
import { onSharedMemory } from '../pool/shared-splits.ts';
import type { Pool, Task, TaskProgress } from '../pool/task.ts';
import type { PresetRunner } from './preset.ts';

/** What the measurements of all presets share: data that are read once, threads that are started once. */
export interface Resources {
  /** The folder with the data, for the settings of trainings. */
  readonly data: string;
  /** The undivided data, on shared memory where trainings have threads. */
  images(): Promise<Splits>;
  /** What runs the trainings. */
  pool(): Promise<Pool>;
  readonly signal: AbortSignal;
}

/** Progress of a preset's measurements. */
export type ReproductionEvent =
  | { readonly type: 'queued'; readonly task: Task }
  | { readonly type: 'progress'; readonly task: Task; readonly progress: TaskProgress }
  | { readonly type: 'done'; readonly task: Task; readonly record: RunRecord }
  | { readonly type: 'said'; readonly text: string };

/** Trainings of one setting, for the record. */
export interface TrainingNote {
  readonly label: string;
  /** All that repeats them, but for their seeds. */
  readonly settings: Settings;
  /** By seed. */
  readonly ended: readonly TrainingEnd[];
}

/** How a training ended, and its wall-clock seconds. */
export interface TrainingEnd {
  readonly seed: number;
  readonly status: string;
  readonly seconds: number;
}

export interface RunnerOptions {
  readonly seeds: readonly number[];
  readonly quick: boolean;
  readonly listen?: (event: ReproductionEvent) => void;
}

/** A runner that remembers what it trained. */
export interface RecordingRunner extends PresetRunner {
  readonly trainings: readonly TrainingNote[];
}

/** The runner of one preset. */
export function createRunner(resources: Resources, { seeds, quick, listen }: RunnerOptions): RecordingRunner {
  const trainings: TrainingNote[] = [];
  const runOne = async (task: Task): Promise<RunRecord> => {
    const pool = await resources.pool();
    listen?.({ type: 'queued', task });
    const record = await pool.run(task, (progress) => listen?.({ type: 'progress', task, progress }));
    listen?.({ type: 'done', task, record });
    return record;
  };
  const images = async () => requireMnist(await resources.images());
  return {
    seeds,
    quick,
    signal: resources.signal,
    trainings,
    images,
    async train(label, given) {
      const { train, test } = await images();
      const values = { data: resources.data, threads: 1, ...given };
      const settings = resolveSettings({ label: (name) => `${name} of ${label}`, values });
      const whole = await resources.images();
      const parts = divide(train, {
        ...(settings.trainSize !== null && { trainSize: settings.trainSize }),
        validation: settings.validation,
        holdOut: settings.holdOut,
      });
      const splits = onSharedMemory({ ...whole, ...parts, test });
      const tasks = seeds.map((seed): Task => {
        const name = `${label}, seed ${seed}`;
        const { activation } = settings;
        return { name, activation, settings: { ...settings, seed }, folder: null, measured: true, splits };
      });
      const ended: TrainingEnd[] = [];
      // In the order in which they were asked for, whichever ends first.
      trainings.push({ label, settings, ended });
      const records = await Promise.all(tasks.map(runOne));
      for (const [k, { summary }] of records.entries()) {
        ended.push({ seed: seeds[k], status: summary?.status ?? 'lost', seconds: summary?.seconds ?? Number.NaN });
      }
      return records;
    },
    progress(text) {
      resources.signal.throwIfAborted();
      listen?.({ type: 'said', text });
    },
  };
}

/** The data, if they are as many as MNIST's: published figures are of all images. @throws UserError */
export function requireMnist({ train, test }: Splits): Pick<Splits, 'train' | 'test'> {
  return { train: requireImages(train, 60_000), test: requireImages(test, 10_000) };
}

function requireImages(data: Dataset, count: number): Dataset {
  if (data.count === count && data.features === 784) return data;
  throw new UserError({
    rule: `published figures need all ${count.toLocaleString('en-US')} images of 784 pixels in ${data.name}`,
    received: `${data.count} of ${data.features}`,
    fix: 'fetch them with: gradlens data download mnist',
  });
}
