import { join } from 'node:path';
import { statsAt } from '../../dataset/file.ts';
import { UserError } from '../../util/user-error.ts';
import { documentText } from '../files/document-text.ts';
import { parseJson } from '../files/json.ts';
import { jsonLines } from '../files/json-lines.ts';
import { logText } from '../files/log-text.ts';
import { Omissions } from '../files/omissions.ts';
import { logTable } from '../logs/csv-table.ts';
import { metricsOf } from '../logs/metrics.ts';
import { parseLayers } from '../logs/read-layers.ts';
import { readRunConfig } from './run-reader.ts';
import type { RunRecord } from './run-record.ts';
import { loggedStepSchema, type RunConfig, type RunSummary, runSummarySchema } from './schema.ts';

/** The files of a run folder that readRunRecord can leave unread. */
export type RecordFile = 'metrics.csv' | 'layers.jsonl' | 'summary.json';

/**
 * All that a training left in its run folder, as far as it can be read: half-written lines, missing files and unknown
 * columns are told in `skipped`.
 * @param only files that are of interest beside config.json; layers.jsonl may be large
 * @throws UserError where the folder is none of a run
 */
export function readRunRecord(
  folder: string,
  only: readonly RecordFile[] = ['metrics.csv', 'layers.jsonl', 'summary.json'],
): RunRecord {
  const config = readRunConfig(folder);
  const omissions = new Omissions();
  const from = <T>(file: RecordFile, none: T, parse: (text: string) => T): T => {
    const text = only.includes(file) ? textOf(folder, file, omissions) : null;
    return text === null ? none : parse(text);
  };
  const shape = { depth: config.settings.hidden.length + 1, activation: config.network.activation };
  return {
    folder,
    config,
    metrics: from('metrics.csv', [], (text) =>
      metricsOf(logTable(text, 'metrics.csv', omissions), 'metrics.csv', omissions),
    ),
    probes: from('layers.jsonl', [], (text) => parseLayers(text, shape, 'layers.jsonl', omissions)),
    summary: from<RunSummary | null>('summary.json', null, (text) => parseSummary(text, config, omissions)),
    skipped: omissions.sentences(),
  };
}

/** One line of steps.jsonl. */
export interface LoggedStep {
  readonly step: number;
  /** Mean loss of the batch before its update. */
  readonly loss: number;
  readonly lr: number;
}

/** The logged steps of a run, in order, with what could not be read; they are many, and few ask for them. */
export function readSteps(folder: string): { steps: readonly LoggedStep[]; skipped: readonly string[] } {
  const omissions = new Omissions();
  const text = textOf(folder, 'steps.jsonl', omissions) ?? '';
  const steps = jsonLines(text, loggedStepSchema, 'steps.jsonl', omissions).map(({ value }) => value);
  return { steps: steps.sort((a, b) => a.step - b.step), skipped: omissions.sentences() };
}

/** null where the file is not there, which may be as it must, or cannot be read, which is told. */
function textOf(folder: string, file: string, omissions: Omissions): string | null {
  const path = join(folder, file);
  if (!statsAt(path)) return null;
  try {
    return file === 'summary.json' ? documentText(path) : logText(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    omissions.add(file, `not read (${error.mistake.received})`);
    return null;
  }
}

function parseSummary(text: string, config: RunConfig, omissions: Omissions): RunSummary | null {
  try {
    const { divergence, ...summary } = runSummarySchema.parse(parseJson(text, 'summary.json'));
    return { ...summary, config, ...(divergence && { divergence }) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    omissions.add('summary.json', 'not the summary of a run');
    return null;
  }
}
