import type { Dataset, Splits } from '../../dataset/dataset.ts';
import { divide } from '../../dataset/divide.ts';
import type { RunRecord } from '../../runs/folder/run-record.ts';
import { resolveSettings } from '../../settings/resolve.ts';
import type { Settings } from '../../settings/table.ts';
import { UserError } from '../../util/user-error.ts';
import { onSharedMemory } from '../crew.ts';
import type { Crew, Job, JobProgress } from '../job.ts';
import type { Laboratory } from './preset.ts';

/** What the measurements of all presets share: data that are read once, threads that are started once. */
export interface Facilities {
  /** The folder with the data, for the settings of trainings. */
  readonly data: string;
  /** The undivided data, on shared memory where trainings have threads. */
  images(): Promise<Splits>;
  /** Those who train. */
  crew(): Promise<Crew>;
  readonly signal: AbortSignal;
}

/** What a laboratory tells while it works. */
export type LaboratoryEvent =
  | { readonly type: 'queued'; readonly job: Job }
  | { readonly type: 'progress'; readonly job: Job; readonly progress: JobProgress }
  | { readonly type: 'done'; readonly job: Job; readonly record: RunRecord }
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

export interface LaboratoryOptions {
  readonly seeds: readonly number[];
  readonly quick: boolean;
  readonly listen?: (event: LaboratoryEvent) => void;
}

/** A laboratory that remembers what it trained. */
export interface KeptLaboratory extends Laboratory {
  readonly trainings: readonly TrainingNote[];
}

/** The laboratory of one preset. */
export function openLaboratory(facilities: Facilities, { seeds, quick, listen }: LaboratoryOptions): KeptLaboratory {
  const trainings: TrainingNote[] = [];
  const perform = async (job: Job): Promise<RunRecord> => {
    const crew = await facilities.crew();
    listen?.({ type: 'queued', job });
    const record = await crew.perform(job, (progress) => listen?.({ type: 'progress', job, progress }));
    listen?.({ type: 'done', job, record });
    return record;
  };
  const images = async () => requireMnist(await facilities.images());
  return {
    seeds,
    quick,
    signal: facilities.signal,
    trainings,
    images,
    async train(label, given) {
      const { train, test } = await images();
      const values = { data: facilities.data, threads: 1, ...given };
      const settings = resolveSettings({ label: (name) => `${name} of ${label}`, values });
      const whole = await facilities.images();
      const parts = divide(train, {
        ...(settings.trainSize !== null && { trainSize: settings.trainSize }),
        validation: settings.validation,
        holdOut: settings.holdOut,
      });
      const splits = onSharedMemory({ ...whole, ...parts, test });
      const jobs = seeds.map((seed): Job => {
        const name = `${label}, seed ${seed}`;
        const { activation } = settings;
        return { name, activation, settings: { ...settings, seed }, folder: null, measured: true, splits };
      });
      const ended: TrainingEnd[] = [];
      // In the order in which they were asked for, whichever ends first.
      trainings.push({ label, settings, ended });
      const records = await Promise.all(jobs.map(perform));
      for (const [k, { summary }] of records.entries()) {
        ended.push({ seed: seeds[k], status: summary?.status ?? 'lost', seconds: summary?.seconds ?? Number.NaN });
      }
      return records;
    },
    progress(text) {
      facilities.signal.throwIfAborted();
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
