import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { encodeSafetensors } from '../formats/safetensors.ts';
import type { Network } from '../nn/network.ts';
import type { TrainingEvent } from '../training/events.ts';
import { UserError } from '../util/user-error.ts';
import { replaceFile } from './files.ts';
import { toJson } from './json.ts';
import { layerLines } from './layers.ts';
import { METRICS_HEADER, metricsRow } from './metrics.ts';
import { networkTensors } from './model-file.ts';
import type { RunConfig, RunSummary } from './schema.ts';

/**
 * Writes a run folder while a training goes on: a listener to its events. Lines are appended whole, whole files are
 * replaced, so that a reader or a crash never sees half of one.
 */
export class RunWriter {
  private readonly metrics: number;
  private readonly steps: number;
  private readonly layers: number;

  private constructor(
    /** The folder, as it was asked for or with -2, -3, ... where that was taken. */
    readonly folder: string,
    private readonly logEvery: number,
  ) {
    this.metrics = openSync(join(folder, 'metrics.csv'), 'wx');
    this.steps = openSync(join(folder, 'steps.jsonl'), 'wx');
    this.layers = openSync(join(folder, 'layers.jsonl'), 'wx');
    writeSync(this.metrics, `${METRICS_HEADER}\n`);
  }

  /**
   * Makes the folder, never one that exists, and its config.json.
   * @throws UserError where it cannot be made
   */
  static create(wanted: string, config: RunConfig): RunWriter {
    try {
      const folder = makeFolder(wanted);
      replaceFile(join(folder, 'config.json'), `${toJson(config, 2)}\n`);
      return new RunWriter(folder, config.settings.logEvery);
    } catch (error) {
      throw cannotWrite(wanted, error);
    }
  }

  add(event: TrainingEvent): void {
    if (event.type === 'epoch') writeSync(this.metrics, `${metricsRow(event)}\n`);
    if (event.type === 'probe') writeSync(this.layers, layerLines(event));
    if (event.type === 'step' && (event.step === 1 || event.step % this.logEvery === 0)) {
      const { step, loss, lr } = event;
      writeSync(this.steps, `${toJson({ step, loss, lr })}\n`);
    }
  }

  /** Writes the weights and the summary, and closes the logs. */
  finish(network: Network, summary: RunSummary, metadata: Record<string, string>): void {
    closeSync(this.metrics);
    closeSync(this.steps);
    closeSync(this.layers);
    const model = encodeSafetensors({ tensors: networkTensors(network), metadata });
    replaceFile(join(this.folder, 'model.safetensors'), model);
    replaceFile(join(this.folder, 'summary.json'), `${toJson(summary, 2)}\n`);
  }
}

/**
 * A new folder of that name, or with -2, -3, ... where it is taken.
 * @param flag the option that names it
 * @throws UserError where it cannot be made
 */
export function claimFolder(wanted: string, flag = '--run'): string {
  try {
    return makeFolder(wanted);
  } catch (error) {
    throw cannotWrite(wanted, error, flag);
  }
}

/** `wanted`, or the first of wanted-2, wanted-3, ... that is not there yet, newly made. */
function makeFolder(wanted: string): string {
  // As the shell completes it, the name of a taken folder ends in a slash; what is appended belongs before it.
  wanted = wanted.replace(/(?<=.)[\\/]+$/, '');
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

function cannotWrite(folder: string, error: unknown, flag = '--run'): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError({
    rule: 'the run folder must be writable',
    received: folder,
    fix: `the system says: ${reason}. Choose another with ${flag}`,
  });
}
