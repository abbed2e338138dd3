import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { reasonOf } from '../../dataset/file.ts';
import { encodeSafetensors } from '../../formats/safetensors.ts';
import type { Network } from '../../nn/network.ts';
import type { TrainingEvent } from '../../training/events.ts';
import { message, setting } from '../../util/message.ts';
import { asText } from '../../util/shown.ts';
import { UserError } from '../../util/user-error.ts';
import type { CheckpointShape, LogLengths } from '../checkpoint/checkpoint.ts';
import { CheckpointFolder } from '../checkpoint/checkpoint-folder.ts';
import { toJson } from '../files/json.ts';
import { replaceFile } from '../files/replace-file.ts';
import { layerLines } from '../logs/layer-line.ts';
import { metricsRow } from '../logs/metrics.ts';
import { closeLogs, createLogs, type Logs, lengthsOf, openLogs } from '../logs/run-logs.ts';
import { isLogged } from '../logs/step-interval.ts';
import { networkTensors } from '../models/model-file.ts';
import { RunLock } from './run-lock.ts';
import type { RunConfig, RunSummary } from './schema.ts';

/**
 * Writes a run folder while a training goes on: a listener to its events. Lines are appended whole, whole files are
 * replaced, so that a reader or a crash never sees half of one. Until it ends, the folder is locked for others.
 */
export class RunWriter {
  private checkpointed: LogLengths;

  private constructor(
    /** The folder, as it was asked for or with -2, -3, ... where that was taken. */
    readonly folder: string,
    private readonly config: RunConfig,
    private readonly logs: Logs,
    private readonly checkpoints: CheckpointFolder,
    private readonly lock: RunLock,
  ) {
    this.checkpointed = lengthsOf(this.logs);
  }

  /**
   * Makes the folder, never one that exists, and its config.json.
   * @throws UserError where it cannot be made
   */
  static async create(wanted: string, config: RunConfig, shape: CheckpointShape): Promise<RunWriter> {
    return writing(wanted, async () => {
      const folder = makeFolder(wanted);
      const lock = RunLock.take(folder);
      await replaceFile(join(folder, 'config.json'), `${toJson(config, 2)}\n`);
      const logs = createLogs(folder);
      return new RunWriter(folder, config, logs, new CheckpointFolder(folder, shape), lock);
    });
  }

  /**
   * Takes up a folder that is there, with its logs cut back to those lengths. What told of its end is removed.
   * @param lock on the folder, already taken
   * @throws UserError where it cannot be written
   */
  static async reopen(
    folder: string,
    config: RunConfig,
    shape: CheckpointShape,
    { lengths, lock }: { lengths: LogLengths; lock: RunLock },
  ): Promise<RunWriter> {
    return writing(folder, async () => {
      const logs = openLogs(folder, lengths);
      rmSync(join(folder, 'summary.json'), { force: true });
      await replaceFile(join(folder, 'config.json'), `${toJson(config, 2)}\n`);
      return new RunWriter(folder, config, logs, new CheckpointFolder(folder, shape), lock);
    });
  }

  /**
   * @param network its parameters, where the event is that of the best epoch so far
   * @throws UserError where something cannot be written: the last checkpoint stays as it is
   */
  add(event: TrainingEvent, best?: Network): void {
    try {
      this.write(event, best);
    } catch (error) {
      throw cannotGoOn(this.folder, error);
    }
  }

  private write(event: TrainingEvent, best: Network | undefined): void {
    const { logs, checkpoints, config } = this;
    if (event.type === 'epoch') {
      logs.metrics.append(`${metricsRow(event)}\n`);
      if (best) checkpoints.saveBest(best, { format: 'gradlens', epoch: String(event.epoch) });
    }
    if (event.type === 'probe') logs.layers.append(layerLines(event));
    if (event.type === 'step' && isLogged(event.step, config.settings.logEvery)) {
      const { step, loss, lr } = event;
      logs.steps.append(`${toJson({ step, loss, lr })}\n`);
    }
    if (event.type === 'checkpoint') {
      this.checkpointed = lengthsOf(this.logs);
      const safe = async () => void (await Promise.all(Object.values(logs).map((log) => log.flush())));
      checkpoints.save({ state: event.state, logs: this.checkpointed, settings: { ...config.settings } }, safe);
    }
    if (event.type === 'halved') {
      for (const [name, log] of Object.entries(logs)) log.cutBack(this.checkpointed[name as keyof LogLengths]);
    }
  }

  /** Writes the weights and the summary. @throws UserError where they, or the last checkpoint, cannot be written */
  async finish(network: Network, summary: RunSummary, metadata: Record<string, string>): Promise<void> {
    try {
      await this.checkpoints.settled();
      const model = encodeSafetensors({ tensors: networkTensors(network), metadata });
      await replaceFile(join(this.folder, 'model.safetensors'), model);
      await replaceFile(join(this.folder, 'summary.json'), `${toJson(summary, 2)}\n`);
    } catch (error) {
      throw cannotGoOn(this.folder, error);
    }
  }

  /** Lets go of the folder, however the training ended; checkpoints under way are waited for. */
  async close(): Promise<void> {
    await this.checkpoints.settled().catch(() => undefined);
    closeLogs(this.logs);
    this.lock.release();
  }
}

/**
 * A new folder of that name, or with -2, -3, ... where it is taken.
 * @param option what names it
 * @throws UserError where it cannot be made
 */
export function claimFolder(wanted: string, option = 'run'): string {
  try {
    return makeFolder(wanted, option);
  } catch (error) {
    throw cannotWrite(wanted, error, option);
  }
}

/** `wanted`, or the first of wanted-2, wanted-3, ... that is not there yet, newly made. */
export function makeFolder(wanted: string, option = 'run'): string {
  // As the shell completes it, the name of a taken folder ends in a slash; what is appended belongs before it.
  wanted = wanted.replace(/(?<=.)[\\/]+$/, '');
  if (['.', '..'].includes(basename(wanted))) {
    const rule = message`${setting(option)} must name a folder that can be made`;
    throw new UserError({
      rule,
      received: wanted,
      fix: message`for example ${setting(option, join(wanted, 'my-run'))}`,
    });
  }
  mkdirSync(join(wanted, '..'), { recursive: true });
  for (let n = 1; ; n++) {
    const folder = n === 1 ? wanted : `${wanted}-${n}`;
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      // Making the folder is the claim to it: two processes cannot both succeed.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** What is done in a folder. @throws UserError where the system does not let it be written */
export async function writing<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

function cannotWrite(folder: string, error: unknown, option = 'run'): UserError {
  if (error instanceof UserError) return error;
  const reason = error instanceof Error ? error.message : asText(error);
  return new UserError({
    rule: 'the run folder must be writable',
    received: folder,
    fix: message`the system says: ${reason}. Choose another ${setting(option)}`,
  });
}

/** The mistake of a folder that could no longer be written while the training went on. */
function cannotGoOn(folder: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  return new UserError({
    rule: `the training was stopped: ${folder} can no longer be written (${reasonOf(error)})`,
    fix: `mend that, then go on from the last checkpoint: gradlens resume ${folder}`,
  });
}
