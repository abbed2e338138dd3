import { join } from 'node:path';
import { statsAt } from '../../dataset/file.ts';
import type { LogLengths } from '../checkpoint/checkpoint.ts';
import { LogFile } from './append-file.ts';
import { METRICS_HEADER } from './metrics.ts';

/** The logs of a run folder. */
export const logFiles = { metrics: 'metrics.csv', steps: 'steps.jsonl', layers: 'layers.jsonl' } as const;

/** They, while they are written. */
export type Logs = Readonly<Record<keyof LogLengths, LogFile>>;

/** First line of metrics.csv. */
const HEADER = `${METRICS_HEADER}\n`;

/** Of logs that have only just begun. */
export const EMPTY_LOGS: LogLengths = { metrics: HEADER.length, steps: 0, layers: 0 };

/** New ones. @throws Error where there are some already, or none can be made */
export function createLogs(folder: string): Logs {
  const logs = eachLog((file) => LogFile.create(join(folder, file)));
  logs.metrics.append(HEADER);
  return logs;
}

/** Those that are there, cut back to these lengths. @throws Error where one is shorter, or cannot be opened */
export function openLogs(folder: string, lengths: LogLengths): Logs {
  return eachLog((file, name) => LogFile.open(join(folder, file), lengths[name]));
}

/** Makes them as they are at the beginning: a process that was killed early may not have come to all of them. */
export function beginLogs(folder: string): void {
  for (const file of Object.values(logFiles)) {
    if (!statsAt(join(folder, file))) LogFile.create(join(folder, file)).close();
  }
  const logs = openLogs(folder, { metrics: 0, steps: 0, layers: 0 });
  logs.metrics.append(HEADER);
  closeLogs(logs);
}

export function closeLogs(logs: Logs): void {
  for (const log of Object.values(logs)) log.close();
}

/** How long they are by now, in bytes. */
export function lengthsOf({ metrics, steps, layers }: Logs): LogLengths {
  return { metrics: metrics.length, steps: steps.length, layers: layers.length };
}

function eachLog(open: (file: string, name: keyof LogLengths) => LogFile): Logs {
  const { metrics, steps, layers } = logFiles;
  return { metrics: open(metrics, 'metrics'), steps: open(steps, 'steps'), layers: open(layers, 'layers') };
}
