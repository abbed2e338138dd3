import { basename, join } from 'node:path';
import { namesIn, statsAt } from '../../dataset/file.ts';
import { plain } from '../../util/plain.ts';
import { UserError } from '../../util/user-error.ts';
import { logText } from '../files/log-text.ts';
import { Omissions } from '../files/omissions.ts';
import { readRunRecord, readSteps } from '../folder/read-run-record.ts';
import { logTable } from '../logs/csv-table.ts';
import type { LoggedCurves } from '../logs/curves.ts';
import { metricsOf } from '../logs/metrics.ts';
import { epochCurves, gradientCurves, stepCurves } from '../logs/run-curves.ts';
import type { ForeignLog } from './foreign-log.ts';
import { jsonLog } from './json-log.ts';
import { longTable } from './long-table.ts';
import { tableLog } from './table-log.ts';
import { eventFilesBelow, isEventFile, tensorboardLogs } from './tensorboard.ts';
import { wandbTable } from './wandb.ts';

/** What `readLogs` takes, in words. */
export const READABLE =
  'a run folder, or a log: metrics.csv, Keras CSVLogger or History as JSON, Lightning metrics.csv, TensorBoard event files, trainer_state.json, CSV of W&B or MLflow, loss_curve_ as JSON';

/** Logs that are looked for in a folder, the surest first. */
const USUAL = ['metrics.csv', 'trainer_state.json', 'history.json', 'history.csv', 'training.log', 'log.csv'];

/**
 * The curves of all trainings in a run folder, a log file, or a folder with a log in it: some logs hold several.
 * @throws UserError where it is none of these, with what was found instead
 */
export function readLogs(source: string): LoggedCurves[] {
  const found = statsAt(source);
  if (!found) throw new UserError({ rule: `a run must be ${READABLE}`, received: `${source}, which does not exist` });
  if (!found.isDirectory()) return isEventFile(source) ? fromEvents(source, [source]) : readLog(source, source);
  const names = namesIn(source);
  if (names.includes('config.json') && names.some((name) => OWN_FILES.includes(name))) return [runCurves(source)];
  const usual = USUAL.find((name) => names.includes(name));
  if (usual !== undefined) return readLog(source, join(source, usual));
  const events = names.includes('config.json') ? [] : eventFilesBelow(source);
  return events.length > 0 ? fromEvents(source, events) : [runCurves(source)];
}

/** Files that, beside config.json, a run folder of ours may hold; other programs have a config.json, too. */
const OWN_FILES = [
  'metrics.csv',
  'steps.jsonl',
  'layers.jsonl',
  'summary.json',
  'model.safetensors',
  'lock',
  'checkpoint',
];

/**
 * The curves of the one training in a run folder or log.
 * @throws UserError where it is none, or holds several, which {@link readLogs} reads
 */
export function readLoggedCurves(source: string): LoggedCurves {
  const logs = readLogs(source);
  if (logs.length === 1) return logs[0];
  throw new UserError({
    rule: `${plain(source)} must hold one training`,
    received: `${logs.length}: ${logs
      .slice(0, 8)
      .map(({ run }) => plain(run ?? '', 40))
      .join(', ')}`,
    fix: 'readLogs reads them all',
  });
}

function runCurves(folder: string): LoggedCurves {
  const { metrics, probes, summary, skipped } = readRunRecord(folder);
  const { steps, skipped: skippedSteps } = readSteps(folder);
  return {
    source: folder,
    dialect: 'gradlens',
    curves: [...epochCurves(metrics), ...stepCurves(steps, metrics), ...gradientCurves(probes, metrics)],
    ended: summary !== null,
    skipped: [...skipped, ...skippedSteps],
  };
}

function fromEvents(source: string, files: readonly string[]): LoggedCurves[] {
  const omissions = new Omissions();
  const logs = tensorboardLogs(source, files, omissions);
  if (logs.length === 0) {
    throw new UserError({
      rule: `${plain(source)} must hold scalars of TensorBoard`,
      received: `${files.length} event ${files.length === 1 ? 'file' : 'files'} without any`,
      fix: 'images, histograms and texts are not read',
    });
  }
  return withSource(source, logs, omissions);
}

function readLog(source: string, path: string): LoggedCurves[] {
  const [name, text, omissions] = [basename(path), logText(path), new Omissions()];
  const isJson = /\.json$/i.test(path) || /^\s*[[{]/.test(text.slice(0, 1000));
  if (isJson) {
    const log = jsonLog(text, plain(source));
    if (log) return withSource(source, [log], omissions);
    throw new UserError({
      rule: `${plain(source)} must be ${READABLE}`,
      received: 'JSON of another kind',
      fix: 'a History is {"loss": [...], "val_loss": [...]}',
    });
  }
  const table = logTable(text, name, omissions);
  if (OURS.every((column) => table.columns.includes(column))) {
    const curves = epochCurves(metricsOf(table, name, omissions));
    return [{ source, dialect: 'gradlens', curves, ended: false, skipped: omissions.sentences() }];
  }
  const logs = longTable(table, name) ?? wandbTable(table) ?? tableLog(table, name, omissions);
  if (logs) return withSource(source, logs, omissions);
  throw new UserError({
    rule: `${plain(source)} must be ${READABLE}`,
    received: columnsFound(table.columns),
    fix: 'a log has a column epoch or step, and one such as loss or val_accuracy',
  });
}

function withSource(source: string, logs: readonly ForeignLog[], omissions: Omissions): LoggedCurves[] {
  const skipped = omissions.sentences();
  return logs.map(({ dialect, run, curves }, k) => ({
    source,
    ...(run !== null && { run }),
    dialect,
    curves,
    ended: false,
    skipped: k === 0 ? skipped : [],
  }));
}

/** Columns that no other tool writes together. */
const OURS = ['epoch', 'step', 'samples_per_second'];

function columnsFound(columns: readonly string[]): string {
  const names = columns.filter(Boolean).map((name) => plain(name, 20));
  if (names.length === 0) return 'a file without a whole line';
  return `the columns ${names.slice(0, 8).join(', ')}${names.length > 8 ? `, and ${names.length - 8} more` : ''}`;
}
