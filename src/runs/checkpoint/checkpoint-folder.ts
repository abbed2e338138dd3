import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readWhole, statsAt } from '../../dataset/file.ts';
import { encodeSafetensors } from '../../formats/safetensors.ts';
import type { NetworkBuffers } from '../../nn/buffers.ts';
import { UserError } from '../../util/user-error.ts';
import { requireOwnFolder } from '../files/own-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import { logFiles } from '../logs/run-logs.ts';
import { bufferTensors } from '../models/model-file.ts';
import {
  type Checkpoint,
  type CheckpointShape,
  decodeCheckpoint,
  encodeCheckpoint,
  largestCheckpoint,
} from './checkpoint.ts';

/** Files of the folder `checkpoint` in a run folder. */
const files = { last: 'last.safetensors', previous: 'previous.safetensors', best: 'best.safetensors' } as const;

const pathOf = (run: string, file: keyof typeof files) => join(run, 'checkpoint', files[file]);

/** Share of the time that writing may take. */
const SHARE = 0.03;

/**
 * Writes checkpoints beside the training: at once, unless that would take more than 3 % of the time; then as often as that
 * allows, the newest of those that wait, and at the end without delay.
 */
export class CheckpointFolder {
  private readonly waiting = new Map<'last' | 'best', () => Promise<void>>();
  private writing: Promise<void> | undefined;
  private failure: { readonly error: unknown } | undefined;
  private ending = false;
  private endPause: () => void = () => undefined;

  /** @param run the run folder */
  constructor(
    private readonly run: string,
    private readonly shape: CheckpointShape,
  ) {
    const folder = join(run, 'checkpoint');
    mkdirSync(folder, { recursive: true });
    requireOwnFolder(folder);
  }

  /**
   * Soon replaces the last checkpoint, which becomes the previous one.
   * @param safe resolves when all that it builds on is on the disk
   * @throws what went wrong with an earlier one
   */
  save(checkpoint: Checkpoint, safe: () => Promise<void>): void {
    this.soon('last', async () => {
      await safe();
      const bytes = await encodeCheckpoint(checkpoint, this.shape);
      await replaceFile(pathOf(this.run, 'last'), bytes, pathOf(this.run, 'previous'));
    });
  }

  /** Soon replaces the best epoch's weights, copied at once. @throws what went wrong with an earlier checkpoint */
  saveBest(buffers: NetworkBuffers, metadata: Record<string, string>): void {
    const tensors = bufferTensors(this.shape, buffers);
    this.soon('best', () => replaceFile(pathOf(this.run, 'best'), encodeSafetensors({ tensors, metadata })));
  }

  /** When all that was to be written is. @throws what went wrong */
  async settled(): Promise<void> {
    this.ending = true;
    this.endPause();
    await this.writing;
    if (this.failure) throw this.failure.error;
  }

  private soon(what: 'last' | 'best', write: () => Promise<void>): void {
    if (this.failure) throw this.failure.error;
    this.waiting.set(what, write);
    this.writing ??= this.writeAll().finally(() => {
      this.writing = undefined;
    });
  }

  private async writeAll(): Promise<void> {
    try {
      for (let next = this.next(); next; next = this.next()) {
        const begun = performance.now();
        await next();
        await this.pause((performance.now() - begun) / SHARE);
      }
    } catch (error) {
      this.failure = { error };
    }
  }

  private pause(milliseconds: number): Promise<void> | undefined {
    if (this.ending) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private next(): (() => Promise<void>) | undefined {
    for (const [what, write] of this.waiting) {
      this.waiting.delete(what);
      return write;
    }
    return undefined;
  }
}

/** What was found in a run folder. */
export interface FoundCheckpoint {
  /** null where there is none that is whole: the run begins again. */
  readonly checkpoint: Checkpoint | null;
  /** Which could not be used, and why: a sentence each. */
  readonly notes: readonly string[];
}

/** The newest whole checkpoint of a run, whose logs reach as far as it says. */
export function findCheckpoint(run: string, shape: CheckpointShape): FoundCheckpoint {
  const notes: string[] = [];
  for (const which of ['last', 'previous'] as const) {
    const file = pathOf(run, which);
    if (!statsAt(file)) continue;
    try {
      const checkpoint = readCheckpoint(file, shape);
      requireLogs(run, checkpoint);
      return { checkpoint, notes };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      notes.push(`The ${which} checkpoint cannot be used: ${error.message}`);
    }
  }
  return { checkpoint: null, notes };
}

/** @throws UserError for a file that is no whole checkpoint of that shape; a larger one is not even read */
export function readCheckpoint(file: string, shape: CheckpointShape): Checkpoint {
  return decodeCheckpoint(readWhole(file, largestCheckpoint(shape)), file, shape);
}

/** A checkpoint is of no use without the logs that lead to it. */
function requireLogs(run: string, { logs }: Checkpoint): void {
  for (const [name, length] of Object.entries(logs)) {
    const file = join(run, logFiles[name as keyof typeof logs]);
    const size = statsAt(file)?.size ?? 0;
    if (size < length)
      throw new UserError({ rule: `${file} must reach as far as the checkpoint, ${length} bytes`, received: size });
  }
}
