import { loggedNumber } from '../files/log-text.ts';
import type { Omissions } from '../files/omissions.ts';
import type { LogRow, LogTable } from '../logs/csv-table.ts';
import { curvesOf, type Figure, type Moment } from './figures.ts';
import { fitsOf } from './fits.ts';
import type { ForeignLog } from './foreign-log.ts';
import { meaningOf } from './meanings.ts';

/** Columns that say when, and not what. */
const EPOCH = /^(current_)?epochs?$/i;
const STEP = /^(_?steps?|(trainer\/)?global_?step|iterations?|iter|batch)$/i;
const SECONDS = /^(_runtime|relative time.*|elapsed(_seconds)?|seconds)$/i;
const CLOCK = /^(_?timestamp|wall ?_?time|time)$/i;
/** What pandas calls a column of row numbers. */
const INDEX = /^(unnamed: ?0)?$/i;

/** Names that a table of figures must have one of, where it does not say when they were logged. */
const FIGURES = ['loss', 'accuracy'];
/** More columns are no figures of trainings. */
const MOST_COLUMNS = 2000;

interface Times {
  readonly epoch: string | undefined;
  readonly step: string | undefined;
  readonly seconds: string | undefined;
}

/**
 * A table with one row for each moment and one column for each figure, as Keras' CSVLogger, Lightning and pandas write
 * it: all trainings in it. undefined where it is none.
 */
export function tableLog(table: LogTable, file: string, omissions: Omissions): ForeignLog[] | undefined {
  const columns = [...new Set(table.columns)];
  const find = (pattern: RegExp) => columns.find((column) => column !== '' && pattern.test(column));
  const times: Times = { epoch: find(EPOCH), step: find(STEP), seconds: find(SECONDS) };
  const isTime = (column: string) => [EPOCH, STEP, SECONDS, CLOCK, INDEX].some((pattern) => pattern.test(column));
  const names = columns.filter((column) => !isTime(column)).slice(0, MOST_COLUMNS);
  const figures = names.filter((column) => holdsNumbers(table, column));
  const isTimed = times.epoch !== undefined || times.step !== undefined;
  if (table.rows.length === 0 ? !names.some(isFigure) : figures.length === 0) return undefined;
  if (!isTimed && !figures.some(isFigure)) return undefined;
  const read = new Set(figures);
  for (const column of names) {
    if (!read.has(column) && table.samples.get(column)?.length) {
      omissions.add(file, `a column that is not read, ${column}`);
    }
  }
  const dialect = dialectOf(times);
  const byEpoch = table.rows.map((row) => (times.epoch === undefined ? null : row.number(times.epoch)));
  const fits = fitsOf(
    byEpoch,
    table.rows.map(({ headers }) => headers),
  );
  const last = fits.at(-1) ?? 0;
  return Array.from({ length: last + 1 }, (_, fit): ForeignLog => {
    const rows = table.rows.filter((_row, k) => fits[k] === fit);
    const when = momentsOf(rows, times);
    const all = figures.flatMap((name): Figure[] => {
      const points = rows.flatMap((row, k): Moment[] => {
        const value = row.number(name);
        return value === null ? [] : [{ ...when[k], value }];
      });
      return points.length === 0 ? [] : [{ name, points }];
    });
    return { dialect, run: last === 0 ? null : `#${fit + 1}`, curves: curvesOf(all) };
  });
}

const isFigure = (column: string) => FIGURES.includes(meaningOf(column).metric);

/** Whether a number is among the first cells of a column; others may hold a slip. */
function holdsNumbers({ samples }: LogTable, column: string): boolean {
  return samples.get(column)?.some((text) => loggedNumber(text) !== undefined) ?? false;
}

function dialectOf({ epoch, step }: Times): string {
  if (epoch !== undefined && step !== undefined)
    return step === 'step' ? 'Lightning metrics.csv' : 'a table of figures';
  return epoch === 'epoch' ? 'Keras CSVLogger' : 'a table of figures';
}

/** When each row was logged: as far as its columns tell; without any, rows are epochs. */
function momentsOf(rows: readonly LogRow[], times: Times): Omit<Moment, 'value'>[] {
  const numbers = (column: string | undefined) => rows.map((row) => (column === undefined ? null : row.number(column)));
  const [epochs, steps, seconds] = [numbers(times.epoch), numbers(times.step), numbers(times.seconds)];
  if (times.epoch === undefined && times.step === undefined) {
    return rows.map((_, k) => ({ epoch: k + 1, step: null, seconds: seconds[k], within: k + 1 }));
  }
  // Keras and Lightning count from 0 the epochs and steps that are under way; others count from 1 what is done.
  const whole = epochs.filter((epoch) => epoch !== null);
  const fromZero = whole.length > 0 && whole[0] === 0 && whole.every(Number.isInteger);
  const offset = { epoch: fromZero ? 1 : 0, step: fromZero && times.step === 'step' ? 1 : 0 };
  const at = rows.map((_, k) => ({
    epoch: shifted(epochs[k], offset.epoch),
    step: shifted(steps[k], offset.step),
    seconds: seconds[k],
  }));
  // After e whole epochs and inside the next one, a step is at most e + 1 epochs away; at its end it is just that.
  let stepsPerEpoch = 0;
  for (const { epoch, step } of at) if (epoch && step) stepsPerEpoch = Math.max(stepsPerEpoch, step / epoch);
  return at.map(({ epoch, step, seconds }) => {
    const within = step !== null && stepsPerEpoch > 0 && fromZero ? step / stepsPerEpoch : epoch;
    return { epoch, step, seconds, within };
  });
}

const shifted = (value: number | null, by: number) => (value === null ? null : value + by);
