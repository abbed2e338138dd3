import { hiddenText } from '../../settings/hidden-layers.ts';
import { settingNames } from '../../settings/table.ts';
import { csvText } from '../files/csv-text.ts';
import type { LoggedStep } from '../folder/read-run-record.ts';
import type { RunRecord } from '../folder/run-record.ts';
import type { LayerLine } from '../logs/layer-line.ts';
import { metricsColumns } from '../logs/metrics.ts';
import type { ExportedFile, Exporter } from './exporter.ts';

type Cell = string | number | boolean | null | undefined;
/** Columns of a table, in order: name -> the cell of a row. */
type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

const stepColumns: Columns<LoggedStep> = { step: ({ step }) => step, loss: ({ loss }) => loss, lr: ({ lr }) => lr };

/** Everything in a line of layers.jsonl but its histograms and the head's figures; a figure more there is a type error here. */
const layerNames: Record<keyof Omit<LayerLine, 'histograms' | 'head'>, string> = {
  epoch: 'epoch',
  step: 'step',
  layer: 'layer',
  units: 'units',
  hidden: 'hidden',
  activation: 'layer_activation',
  gradientNorm: 'gradient_norm',
  deltaRms: 'delta_rms',
  weightNorm: 'weight_norm',
  updateRatio: 'update_ratio',
  activationMean: 'activation_mean',
  activationStd: 'activation_std',
  saturated: 'saturated',
  off: 'off',
  dead: 'dead',
  nearZero: 'near_zero',
};

const layerColumns: Columns<LayerLine> = Object.fromEntries(
  Object.entries(layerNames).map(([field, name]) => [
    name,
    (line: LayerLine) => line[field as keyof typeof layerNames],
  ]),
);

/** What tells runs apart where their tables are put together; the settings are in run.csv, under the same name. */
const runColumns: Columns<RunRecord> = {
  run: ({ folder }) => folder,
  activation: ({ config }) => config.network.activation,
  seed: ({ config }) => config.settings.seed,
};

const settingColumns: Columns<RunRecord> = Object.fromEntries(
  settingNames
    .filter((name) => !(name in runColumns))
    .map((name) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      ({ config: { settings } }: RunRecord) =>
        (name === 'hidden' ? hiddenText(settings.hidden) : settings[name]) as Cell,
    ]),
);

/** One row: the settings, and how the training ended. */
const summaryColumns: Columns<RunRecord> = {
  ...runColumns,
  ...settingColumns,
  gradlens: ({ config }) => config.versions.gradlens,
  data_fingerprint: ({ config }) => config.data.fingerprint,
  parameters: ({ config }) => config.network.parameters,
  status: ({ summary }) => summary?.status,
  epochs_trained: ({ metrics }) => metrics.length,
  train_loss: ({ summary }) => summary?.train?.loss,
  train_accuracy: ({ summary }) => summary?.train?.accuracy,
  val_loss: ({ summary }) => summary?.validation?.loss,
  val_accuracy: ({ summary }) => summary?.validation?.accuracy,
  test_loss: ({ summary }) => summary?.test?.loss,
  test_accuracy: ({ summary }) => summary?.test?.accuracy,
  best_epoch: ({ summary }) => summary?.best?.epoch,
  attenuation_start: ({ summary }) => summary?.attenuation.start?.total,
  attenuation_end: ({ summary }) => summary?.attenuation.end?.total,
  seconds: ({ summary }) => summary?.seconds,
};

/** Tidy tables, one observation a row, that can be put under those of other runs. */
export const csv: Exporter = {
  name: 'csv',
  summary: 'tables for pandas, R or a spreadsheet: run.csv, epochs.csv, layers.csv, steps.csv',
  write(run) {
    const { record } = run;
    const layers = record.probes.flatMap(({ epoch, step, layers }) => layers.map((one) => ({ epoch, step, ...one })));
    return [
      table('run.csv', summaryColumns, [record]),
      table('epochs.csv', { ...ofRun(record), ...metricsColumns }, record.metrics),
      table('layers.csv', { ...ofRun(record), ...layerColumns }, layers),
      table('steps.csv', { ...ofRun(record), ...stepColumns }, run.steps()),
    ];
  },
};

/** The columns that name the run, the same in every row. */
function ofRun(record: RunRecord): Columns<unknown> {
  return Object.fromEntries(Object.entries(runColumns).map(([name, cell]) => [name, () => cell(record)]));
}

function table<Row>(path: string, columns: Columns<Row>, rows: readonly Row[]): ExportedFile {
  const fields = Object.keys(columns);
  const data = rows.map((row) => fields.map((name) => columns[name](row)));
  return { path, bytes: new TextEncoder().encode(csvText({ fields, data })) };
}
