import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { reasonOf } from '../../dataset/file.ts';
import { message as protobufMessage } from '../../formats/protobuf.ts';
import type { Network } from '../../nn/network.ts';
import type { TrainingEvent } from '../../training/events.ts';
import { endStatus } from '../../training/summary.ts';
import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';
import { makeFolder } from '../folder/run-writer.ts';
import type { RunConfig } from '../folder/schema.ts';
import { isLogged } from '../logs/step-interval.ts';
import { EventLog, eventFileName } from './event-log.ts';

/** Records that may wait for the end of a long epoch. */
const MOST_WAITING = 4096;

/** What a log is of, and where it goes. */
export interface LiveLogOptions {
  readonly network: Network;
  readonly config: RunConfig;
  /** The run folder, for its name. */
  readonly run: string;
  /** A folder for the logs of many runs, one folder each; by default the log goes into the run folder. */
  readonly logs?: string | undefined;
  /** Called once, where the log can no longer be written. */
  readonly onFailure: (reason: string) => void;
}

/**
 * An event file that grows while a training goes on: a listener to its events. Whole records are written after each
 * epoch, probe and end, so that TensorBoard sees them at once and a crash leaves whole ones.
 */
export class LiveLog {
  private readonly log = new EventLog(() => Date.now() / 1000);
  private readonly file: number;
  private readonly waiting: Uint8Array[];

  /** Why the file could not be written to its end. */
  private failure: unknown;

  private constructor(
    /** Where the event file is. */
    readonly folder: string,
    private readonly network: Network,
    private readonly config: RunConfig,
    private readonly onFailure: (reason: string) => void,
  ) {
    this.file = openSync(join(folder, eventFileName(Date.now() / 1000)), 'wx');
    this.waiting = this.log.begin(config);
    this.write();
  }

  /**
   * Begins the log of a training.
   * @throws UserError where it cannot be made
   */
  static begin({ network, config, run, logs, onFailure }: LiveLogOptions): LiveLog {
    const wanted = logs === undefined ? join(run, 'tensorboard') : join(logs, basename(run));
    return made(logs ?? wanted, () => new LiveLog(makeFolder(wanted, 'tensorboard'), network, config, onFailure));
  }

  /** Makes sure of a folder for the logs of many runs. @throws UserError where it cannot be made */
  static requireFolder(logs: string): void {
    made(logs, () => mkdirSync(logs, { recursive: true }));
  }

  /** A disk that is full ends the log, not the training. */
  add(event: TrainingEvent): void {
    const { log, network, config, waiting } = this;
    if (this.failure !== undefined) return;
    switch (event.type) {
      case 'step':
        if (isLogged(event.step, config.settings.logEvery)) waiting.push(log.step(event));
        if (waiting.length < MOST_WAITING) return;
        break;
      case 'epoch':
        waiting.push(log.epoch(event));
        break;
      case 'probe':
        waiting.push(log.probe(event), log.weights(event.step, network));
        break;
      case 'checkpoint':
        return;
      case 'halved':
        waiting.push(log.restart(event.backTo + 1));
        break;
      default:
        waiting.push(log.end(event.step, endStatus(event)));
    }
    this.flush();
  }

  close(): void {
    closeSync(this.file);
  }

  private flush(): void {
    try {
      this.write();
    } catch (error) {
      this.failure = error;
      this.onFailure(reasonOf(error));
    }
  }

  private write(): void {
    const bytes = protobufMessage(this.waiting.splice(0));
    for (let done = 0; done < bytes.length; ) done += writeSync(this.file, bytes, done);
  }
}

function made<T>(folder: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new UserError({
      rule: message`${setting('tensorboard')} must be a folder that can be made and written`,
      received: folder,
      fix: `the system says: ${reasonOf(error)}`,
    });
  }
}
