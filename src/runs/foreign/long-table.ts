import type { LogRow, LogTable } from '../logs/csv-table.ts';
import { curvesOf, type Figure, type Moment } from './figures.ts';
import type { ForeignLog } from './foreign-log.ts';

/** Columns of a table with a row for each value of each figure, by what programs call them. */
const NAME = /^(key|metric|metric_?name|tag)$/i;
const VALUE = /^value$/i;
const STEP = /^step$/i;
const RUN = /^(run|run_?(id|uuid|name)|run ?name|run ?id)$/i;
/** The file of a figure that TensorBoard's page wrote: run-NAME-tag-TAG.csv. */
const TENSORBOARD = /(?:^run-(?<run>.*)-)?tag-(?<tag>.+)\.csv$/i;

/**
 * A table with a row for each value: as MLflow exports it (run_id, key, value, step, timestamp), and as TensorBoard's page
 * does (Wall time, Step, Value; the figure is in the file's name). undefined where it is none.
 */
export function longTable(table: LogTable, file: string): ForeignLog[] | undefined {
  const find = (pattern: RegExp) => table.columns.find((column) => pattern.test(column));
  const [name, value, step, run, clock] = [NAME, VALUE, STEP, RUN, /^wall ?time$/i].map(find);
  if (value === undefined || step === undefined || (name === undefined && clock === undefined)) return undefined;
  const told = TENSORBOARD.exec(file)?.groups;
  const figureIn = (row: LogRow) => (name === undefined ? (told?.tag ?? 'value') : row.text(name));
  const runs = new Map<string, Map<string, Moment[]>>();
  const start = clock === undefined ? null : (table.rows[0]?.number(clock) ?? null);
  for (const row of table.rows) {
    const at = row.number(value);
    if (at === null) continue;
    const figures = entry(runs, run === undefined ? '' : row.text(run), () => new Map<string, Moment[]>());
    const time = clock === undefined ? null : row.number(clock);
    const seconds = time === null || start === null ? null : time - start;
    entry(figures, figureIn(row), () => []).push({
      epoch: null,
      step: row.number(step),
      seconds,
      within: null,
      value: at,
    });
  }
  const dialect = name === undefined ? 'TensorBoard CSV' : 'MLflow CSV';
  return [...runs].map(([id, figures]) => ({
    dialect,
    run: runs.size > 1 ? id : null,
    curves: curvesOf([...figures].map(([name, points]): Figure => ({ name, points }))),
  }));
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
