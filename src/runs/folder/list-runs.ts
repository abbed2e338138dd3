import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Settings } from '../../settings/table.ts';
import type { EpochMetrics } from '../../training/metrics.ts';
import type { TrainingStatus } from '../../training/summary.ts';
import { UserError } from '../../util/user-error.ts';
import { readRunRecord } from './read-run-record.ts';
import { ownerOf } from './run-lock.ts';

/** How a run stands: how it ended, that a process works on it, or that one was cut off (`gradlens resume` goes on). */
export type RunStatus = TrainingStatus | 'running' | 'killed';

/** One run, in short. */
export interface ListedRun {
  /** Its folder, from the one that was listed. */
  readonly name: string;
  readonly folder: string;
  /** The activation's own name: settings.activation may be the path of a module. */
  readonly activation: string;
  readonly settings: Settings;
  readonly status: RunStatus;
  /** Whole epochs done. */
  readonly epochs: number;
  /** On the test set, as the summary has it, or after the last whole epoch; null where there is none. */
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly seconds: number | null;
  /** When it was begun, by its config.json. */
  readonly date: Date;
}

/** A folder that looks like a run and is none. */
export interface BrokenRun {
  readonly name: string;
  readonly folder: string;
  readonly reason: string;
}

/** The runs of a folder, in no particular order. */
export interface RunList {
  readonly runs: readonly ListedRun[];
  readonly broken: readonly BrokenRun[];
}

/** Files by which a folder is known to be, or to have been, that of a run. */
const MARKS = ['config.json', 'metrics.csv', 'steps.jsonl', 'layers.jsonl', 'summary.json', 'model.safetensors'];
/** Comparisons hold their runs one folder further down; a search within one, two. */
const DEEPEST = 4;

/**
 * The runs in a folder, also in folders inside it; links are not followed.
 * @throws UserError where there is no such folder
 */
export function listRuns(folder: string): RunList {
  const runs: ListedRun[] = [];
  const broken: BrokenRun[] = [];
  visit(folder, 0);
  return { runs, broken };

  function visit(path: string, depth: number): void {
    const entries = entriesOf(path, depth === 0);
    const names = entries.map(({ name }) => name);
    if (MARKS.some((mark) => names.includes(mark))) add(path, names);
    else if (entries.length === 0 && depth > 0) broken.push({ ...named(path), reason: 'an empty folder' });
    else if (depth < DEEPEST) {
      for (const entry of entries) if (entry.isDirectory()) visit(join(path, entry.name), depth + 1);
    }
  }

  function add(path: string, names: readonly string[]): void {
    if (!names.includes('config.json')) {
      broken.push({
        ...named(path),
        reason: `no config.json beside ${names.filter((n) => MARKS.includes(n)).join(', ')}`,
      });
      return;
    }
    try {
      runs.push({ ...named(path), ...figuresOf(path) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      broken.push({ ...named(path), reason: error.message });
    }
  }

  function named(path: string) {
    return { name: relative(folder, path) || path, folder: path };
  }
}

function entriesOf(folder: string, isAsked: boolean): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // A folder inside may be closed to us, or gone since.
    if (!isAsked) return [];
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError({
      rule: 'the runs must be in a folder that can be read',
      received: `${folder}, ${code === 'ENOENT' ? 'which does not exist' : 'which is no readable folder'}`,
    });
  }
}

function figuresOf(folder: string): Omit<ListedRun, 'name' | 'folder'> {
  const { config, metrics, summary } = readRunRecord(folder, ['metrics.csv', 'summary.json']);
  const last: EpochMetrics | undefined = metrics.at(-1);
  const test = summary ? summary.test : (last?.test ?? null);
  return {
    activation: config.network.activation,
    settings: config.settings,
    status: ownerOf(folder) ? 'running' : (summary?.status ?? 'killed'),
    epochs: summary?.epochs ?? last?.epoch ?? 0,
    accuracy: test?.accuracy ?? null,
    loss: test?.loss ?? null,
    seconds: summary?.seconds ?? last?.seconds ?? null,
    date: new Date(statSync(join(folder, 'config.json')).mtimeMs),
  };
}
