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
import { dialectOf, logDialects } from './dialects.ts';
import { foreignCurves } from './foreign-log.ts';

/** What `readLoggedCurves` takes, in words. */
export const READABLE = `a run folder, or a log: ${['metrics.csv', ...logDialects.map(({ name }) => name)].join(', ')}`;

/**
 * The curves of a run folder, of a log file, or of a folder with a metrics.csv in it, as Lightning makes them.
 * @throws UserError where it is none of these, with what was found instead
 */
export function readLoggedCurves(source: string): LoggedCurves {
  const found = statsAt(source);
  if (!found) throw new UserError({ rule: `a run must be ${READABLE}`, received: `${source}, which does not exist` });
  if (!found.isDirectory()) return readLog(source, source);
  const names = namesIn(source);
  if (names.includes('metrics.csv') && !names.includes('config.json')) {
    return readLog(source, join(source, 'metrics.csv'));
  }
  return runCurves(source);
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

function readLog(source: string, path: string): LoggedCurves {
  const [name, text, omissions] = [basename(path), logText(path), new Omissions()];
  const table = logTable(text, name, omissions);
  const { dialect, curves } = read();
  return { source, dialect, curves, ended: false, skipped: omissions.sentences() };

  function read(): Pick<LoggedCurves, 'dialect' | 'curves'> {
    if (OURS.every((column) => table.columns.includes(column))) {
      return { dialect: 'gradlens', curves: epochCurves(metricsOf(table, name, omissions)) };
    }
    const foreign = dialectOf(table.columns);
    if (foreign) return { dialect: foreign.name, curves: foreignCurves(table, foreign, name, omissions) };
    throw new UserError({
      rule: `${plain(source)} must be ${READABLE}`,
      received: columnsFound(table.columns),
      fix: 'a log has a column epoch or step, and one such as loss or val_accuracy',
    });
  }
}

/** Columns that no other tool writes together. */
const OURS = ['epoch', 'step', 'samples_per_second'];

function columnsFound(columns: readonly string[]): string {
  const names = columns.filter(Boolean).map((name) => plain(name, 20));
  if (names.length === 0) return 'a file without a whole line';
  return `the columns ${names.slice(0, 8).join(', ')}${names.length > 8 ? `, and ${names.length - 8} more` : ''}`;
}
