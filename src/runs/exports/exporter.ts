import type { Network } from '../../nn/network.ts';
import type { LoggedStep } from '../folder/read-run-record.ts';
import type { RunRecord } from '../folder/run-record.ts';

/** A run as an exporter sees it: what was logged, and the network with the weights of model.safetensors. */
export interface TrainedRun {
  readonly record: RunRecord;
  readonly network: Network;
  /** steps.jsonl, read when asked for. */
  steps(): readonly LoggedStep[];
}

/** A file to be written below the folder that the user named. */
export interface ExportedFile {
  /** Relative, with `/` between folders: `model.onnx`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What whoever uses the file must know, for stderr. */
  readonly note?: string;
}

/** One open format that a run can leave in. */
export interface Exporter {
  /** Of the format. */
  readonly name: string;
  /** For help: what it is good for. */
  readonly summary: string;
  /** @throws UserError where the run has something that the format cannot say, by its name */
  write(run: TrainedRun): readonly ExportedFile[];
}
