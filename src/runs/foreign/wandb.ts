import type { LogTable } from '../logs/csv-table.ts';
import { curvesOf, type Figure, type Moment } from './figures.ts';
import type { ForeignLog } from './foreign-log.ts';

/** `happy-sun-12 - val_loss`; beside it stand its least and greatest values. */
const COLUMN = /^(?<run>.+) - (?<name>.+?)(?<bound>__(MIN|MAX))?$/;

interface Column {
  readonly column: string;
  readonly run?: string;
  readonly name?: string;
  readonly bound?: string;
}

/** A chart that the page of Weights & Biases wrote as a table: Step, and a column for each run. undefined where it is none. */
export function wandbTable({ columns, rows }: LogTable): ForeignLog[] | undefined {
  const [axis, ...others] = columns;
  const found = others.map((column): Column => ({ column, ...COLUMN.exec(column)?.groups }));
  if (found.length === 0 || !/^(step|epoch|relative time.*|wall time|_?[\w/]+)$/i.test(axis)) return undefined;
  if (found.some(({ run }) => run === undefined)) return undefined;
  const runs = new Map<string, Figure[]>();
  for (const { column, run = '', name = '', bound } of found) {
    if (bound !== undefined || /^_?step$/i.test(name)) continue;
    const points = rows.flatMap((row): Moment[] => {
      const [at, value] = [row.number(axis), row.number(column)];
      if (at === null || value === null) return [];
      const when = /^epoch$/i.test(axis) ? { epoch: at, step: null } : { epoch: null, step: at };
      return [{ ...when, seconds: null, within: when.epoch, value }];
    });
    if (points.length > 0) runs.set(run, [...(runs.get(run) ?? []), { name, points }]);
  }
  if (runs.size === 0) return undefined;
  return [...runs].map(([run, figures]) => ({
    dialect: 'Weights & Biases CSV',
    run: runs.size > 1 ? run : null,
    curves: curvesOf(figures),
  }));
}
