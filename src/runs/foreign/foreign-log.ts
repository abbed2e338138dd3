import type { Omissions } from '../files/omissions.ts';
import type { LogRow, LogTable } from '../logs/csv-table.ts';
import type { LoggedCurve, LoggedPoint } from '../logs/curves.ts';
import { type ColumnMeaning, type LogDialect, meaningOf } from './dialects.ts';

/** Columns that say when, and not what. */
const TIMES = ['epoch', 'step'];
/** Columns of one meaning that are looked at in search of one with numbers in it. */
const MOST_TRIES = 8;

/** The curves in the log of another tool. */
export function foreignCurves(table: LogTable, dialect: LogDialect, file: string, omissions: Omissions): LoggedCurve[] {
  const times = timesOf(table, dialect);
  const taken = new Set<string>();
  const tries = new Map<string, number>();
  return [...new Set(table.columns)].flatMap((column): LoggedCurve[] => {
    if (TIMES.includes(column)) return [];
    const meaning = meaningOf(column, dialect);
    const key = JSON.stringify(meaning);
    const tried = tries.get(key) ?? 0;
    tries.set(key, tried + 1);
    if (!meaning || taken.has(key) || tried >= MOST_TRIES) {
      if (column !== '') omissions.add(file, `a column that is not read, ${column}`);
      return [];
    }
    const points = table.rows.flatMap((row): Moment[] => {
      const value = row.number(column);
      return value === null ? [] : [{ ...times(row), seconds: null, value }];
    });
    if (points.length === 0) return [];
    taken.add(key);
    return [{ metric: meaning.metric, part: meaning.part, ...placed(points, meaning) }];
  });
}

/** Points as of whole epochs or of single steps; where the name does not say, an epoch with two values tells. */
function placed(points: readonly Moment[], { per }: ColumnMeaning): Pick<LoggedCurve, 'per' | 'points'> {
  const epochs = new Set(points.map(({ epoch }) => epoch));
  const known = per ?? (epochs.size === points.length ? 'epoch' : 'step');
  return {
    per: known,
    points: points.map(({ within, ...point }) => (known === 'step' ? { ...point, epoch: within } : point)),
  };
}

interface Moment extends LoggedPoint {
  /** Epochs done, with the part of the one under way. */
  readonly within: number | null;
}

/** When a row was logged. */
function timesOf({ rows }: LogTable, { offset }: LogDialect): (row: LogRow) => Omit<Moment, 'value' | 'seconds'> {
  const at = (row: LogRow) => {
    const [epoch, step] = [row.number('epoch'), row.number('step')];
    return { epoch: epoch === null ? null : epoch + offset.epoch, step: step === null ? null : step + offset.step };
  };
  // After e whole epochs and inside the next one, a step is at most e + 1 epochs away; at its end it is just that.
  let stepsPerEpoch = 0;
  for (const row of rows) {
    const { epoch, step } = at(row);
    if (epoch && step) stepsPerEpoch = Math.max(stepsPerEpoch, step / epoch);
  }
  return (row) => {
    const { epoch, step } = at(row);
    return { epoch, step, within: step !== null && stepsPerEpoch > 0 ? step / stepsPerEpoch : epoch };
  };
}
