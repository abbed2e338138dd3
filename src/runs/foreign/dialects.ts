import type { CurveMetric } from '../logs/curves.ts';

/** What a column of a foreign log holds. */
export interface ColumnMeaning {
  readonly metric: CurveMetric;
  readonly part: string;
  /** Unknown where the name does not say. */
  readonly per?: 'epoch' | 'step';
}

/** How one tool writes its logs. */
export interface LogDialect {
  readonly name: string;
  /** Columns by which it is known; every table must also have one of `meanings`. */
  readonly has: readonly string[];
  readonly hasNot: readonly string[];
  /** What is added to its counts to make them `epochs done` and `updates made`. */
  readonly offset: { readonly epoch: number; readonly step: number };
  /** The first that matches a column's name counts. */
  readonly meanings: readonly { readonly pattern: RegExp; readonly meaning: ColumnMeaning }[];
}

/** Names under which accuracy goes. */
const ACCURACY = '(?:(?:sparse_)?(?:top_k_)?(?:categorical_|binary_|multiclass)?(?:acc|accuracy))';
const metrics: readonly [CurveMetric, string][] = [
  ['loss', 'loss'],
  ['accuracy', ACCURACY],
];
const parts: readonly [string, string][] = [
  ['train', 'train(?:ing)?'],
  ['validation', 'val(?:id(?:ation)?)?'],
  ['test', 'test'],
];
const periods = ['step', 'epoch'] as const;

/** Columns for which `pattern` makes a regular expression of a metric and a part, either as the text of one. */
function figures(pattern: (metric: string, part: string) => string, per?: 'epoch' | 'step') {
  return metrics.flatMap(([metric, metricText]) =>
    parts.map(([part, partText]) => ({
      pattern: new RegExp(`^${pattern(metricText, partText)}$`, 'i'),
      meaning: { metric, part, ...(per && { per }) },
    })),
  );
}

/** Columns of a tool that gives its training figures no prefix. */
function bareFigures(suffix: string, per?: 'epoch' | 'step') {
  return metrics.map(([metric, text]) => ({
    pattern: new RegExp(`^${text}${suffix}$`, 'i'),
    meaning: { metric, part: 'train', ...(per && { per }) },
  }));
}

/** The foreign logs that are read. */
export const logDialects: readonly LogDialect[] = [
  {
    // Rows are sparse: a row holds what was logged at that moment. `epoch` and `step` count from 0, both the ones that
    // are under way. https://lightning.ai/docs/pytorch/stable/api/lightning.pytorch.loggers.csv_logs.html
    name: 'Lightning metrics.csv',
    has: ['step'],
    hasNot: ['samples_per_second'],
    offset: { epoch: 1, step: 1 },
    meanings: [
      ...periods.flatMap((per) => figures((metric, part) => `${part}[-_/. ]${metric}[-_/]${per}`, per)),
      ...periods.flatMap((per) => bareFigures(`[-_/]${per}`, per)),
      ...figures((metric, part) => `${part}[-_/. ]${metric}`),
      ...figures((metric, part) => `${metric}[-_/. ]${part}`),
      ...bareFigures(''),
      { pattern: /^(lr|learning[-_]rate)(-[\w/]+)?$/i, meaning: { metric: 'lr', part: 'lr', per: 'step' } },
    ],
  },
  {
    // `epoch` counts from 0, the other columns stand in alphabetical order. https://keras.io/api/callbacks/csv_logger/
    name: 'Keras CSVLogger',
    has: ['epoch'],
    hasNot: ['step', 'samples_per_second'],
    offset: { epoch: 1, step: 0 },
    meanings: [
      ...bareFigures('', 'epoch'),
      ...figures((metric, part) => `${part}_${metric}`, 'epoch'),
      { pattern: /^(lr|learning_rate)$/, meaning: { metric: 'lr', part: 'lr', per: 'epoch' } },
    ],
  },
];

/** What a column holds, by its name; null where the dialect does not say. */
export function meaningOf(column: string, dialect: LogDialect): ColumnMeaning | null {
  return dialect.meanings.find(({ pattern }) => pattern.test(column))?.meaning ?? null;
}

/** The dialect with these columns. */
export function dialectOf(columns: readonly string[]): LogDialect | undefined {
  return logDialects.find((dialect) => {
    const { has, hasNot } = dialect;
    const fits = has.every((name) => columns.includes(name)) && !hasNot.some((name) => columns.includes(name));
    return fits && columns.some((column) => meaningOf(column, dialect));
  });
}
