import { join } from 'node:path';
import type { Splits } from '../../dataset/dataset.ts';
import { optimizerByName } from '../../nn/optimizers/index.ts';
import type { Settings } from '../../settings/table.ts';
import type { EpochMetrics } from '../../training/metrics.ts';
import type { Probe } from '../../training/probes/figures.ts';
import type { TrainingState } from '../../training/state.ts';
import { append } from '../../util/any-length.ts';
import { counted } from '../../util/counted.ts';
import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';
import { type Assembly, assemble } from '../assemble.ts';
import { readRunRecord } from '../folder/read-run-record.ts';
import { RunLock } from '../folder/run-lock.ts';
import { readRunConfig } from '../folder/run-reader.ts';
import type { RunRecord } from '../folder/run-record.ts';
import { writing } from '../folder/run-writer.ts';
import { beginLogs, closeLogs, EMPTY_LOGS, openLogs } from '../logs/run-logs.ts';
import { activationOf } from '../models/load-network.ts';
import type { CheckpointShape, LogLengths } from './checkpoint.ts';
import { findCheckpoint } from './checkpoint-folder.ts';
import { requireSameSettings } from './same-settings.ts';

/** A run that goes on: where it stood, and what it had told by then. */
export interface ContinuedRun {
  readonly folder: string;
  /** Taken; whoever trains releases it. */
  readonly lock: RunLock;
  /** null where it begins again, for want of a whole checkpoint. */
  readonly state: TrainingState | null;
  readonly lengths: LogLengths;
  readonly metrics: readonly EpochMetrics[];
  readonly probes: readonly Probe[];
  /** What must be said: a checkpoint that was passed over, and so on. */
  readonly notes: readonly string[];
}

/** What may be different when a run goes on. */
export interface ResumeChanges
  extends Partial<Pick<Settings, 'epochs' | 'threads' | 'onDivergence' | 'data' | 'activation'>> {}

/** A run that is taken up again, or one that has nothing left to do. */
export type Resumed = { readonly assembly: Assembly; readonly continued: ContinuedRun } | { readonly done: RunRecord };

/**
 * Takes up a run where its last whole checkpoint left it. Its logs are cut back to that moment.
 * @param loaded the data of the run, where they are at hand already
 * @throws UserError for what is no run, one that another process works on, other data than it began with, and a
 * training that diverged and would again
 */
export async function resumeRun(folder: string, changes: ResumeChanges = {}, loaded?: Splits): Promise<Resumed> {
  // Read first, so that nothing is written into a folder of another kind.
  readRunConfig(folder);
  const lock = RunLock.take(folder);
  try {
    const record = readRunRecord(folder, ['summary.json']);
    await activationOf(folder, record.config, changes.activation);
    const settings = { ...record.config.settings, ...changes };
    if (isDone(record, settings)) {
      lock.release();
      return { done: readRunRecord(folder) };
    }
    // A checkpoint has the weights that training began with behind it, and their file may be gone.
    const assembly = await assemble({ ...settings, from: null }, loaded);
    const notes = requireSame(record, assembly);
    const continued = { ...(await writing(folder, async () => takeUp(folder, assembly, notes))), lock, folder };
    if (continued.state || settings.from === null) return { assembly: { ...assembly, settings }, continued };
    return { assembly: await assemble(settings, loaded), continued };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The arrays in the checkpoints of a training. */
export function checkpointShape({ network, settings }: Assembly): CheckpointShape {
  const { layout, statisticsLayout } = network;
  return { layout, statisticsLayout, moments: optimizerByName(settings.optimizer).moments };
}

function takeUp(folder: string, assembly: Assembly, notes: string[]): Omit<ContinuedRun, 'lock' | 'folder'> {
  const found = findCheckpoint(folder, checkpointShape(assembly));
  append(notes, found.notes);
  if (found.checkpoint) requireSameSettings(folder, assembly.settings, found.checkpoint.settings);
  if (!found.checkpoint) notes.push(beginsAgain(folder, found.notes));
  const lengths = found.checkpoint?.logs ?? EMPTY_LOGS;
  if (found.checkpoint) closeLogs(openLogs(folder, lengths));
  else beginLogs(folder);
  const { metrics, probes, skipped } = readRunRecord(folder, ['metrics.csv', 'layers.jsonl']);
  return { state: found.checkpoint?.state ?? null, lengths, metrics, probes, notes: [...notes, ...skipped] };
}

/**
 * What is said of a run that has no checkpoint to go on from.
 * @throws UserError where its logs hold epochs, which beginning again would wipe out
 */
function beginsAgain(folder: string, damage: readonly string[]): string {
  const { metrics, summary } = readRunRecord(folder, ['metrics.csv', 'summary.json']);
  // A run that was killed early may have had no time for a checkpoint: little is lost.
  const killedEarly = damage.length === 0 && !summary;
  if (metrics.length === 0 || killedEarly) return 'There is no whole checkpoint: the run begins again.';
  throw new UserError({
    rule: `${folder} has no whole checkpoint to go on from, and its logs hold ${counted(metrics.length, 'epoch')}`,
    received: damage.length > 0 ? damage.join(' ') : 'no file in checkpoint/',
    fix: message`keep it as it is, and train anew, with ${setting('config', join(folder, 'config.json'))}`,
  });
}

function isDone({ folder, config, summary }: RunRecord, { epochs, onDivergence }: Settings): boolean {
  if (epochs < config.settings.epochs) {
    throw new UserError({ rule: `${folder} is to have ${config.settings.epochs} epochs or more`, received: epochs });
  }
  if (summary?.status === 'diverged' && onDivergence === config.settings.onDivergence) {
    throw new UserError({
      rule: `${folder} diverged at step ${summary.divergence?.step}, and would again`,
      fix: message`go on with half the rate, with ${setting('onDivergence', 'halve-lr')}, or train anew with a smaller one`,
    });
  }
  if (summary?.status === 'early-stopped') return true;
  return summary?.status === 'finished' && epochs === config.settings.epochs;
}

/** @returns what differs and may change the last bits @throws UserError where it would be another training */
function requireSame({ folder, config }: RunRecord, { splits, network }: Assembly): string[] {
  requireSameData(folder, config.data, splits);
  const { name, flavour } = network.kernels;
  const before = `${config.engine.name} (${config.engine.flavour})`;
  const now = `${name} (${flavour})`;
  return before === now ? [] : [`The engine was ${before} and is ${now}: the last bits may differ from now on.`];
}

/** @throws UserError where a run, or a comparison, would go on with other data than it began with */
export function requireSameData(folder: string, began: { readonly fingerprint: string }, splits: Splits): void {
  if (splits.fingerprint === began.fingerprint) return;
  throw new UserError({
    rule: `${folder} must go on with the data that it began with`,
    received: `${splits.name}, which has other images or labels`,
    fix: message`where the files were moved, say where they are: ${setting('data')}`,
  });
}
