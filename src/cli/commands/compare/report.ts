import { count, duration, percent } from '../../../charts/format.ts';
import { lineChart, type Series } from '../../../charts/line-chart.ts';
import { paint, type Terminal } from '../../../charts/terminal.ts';
import { showable } from '../../../charts/text.ts';
import type { Preparation } from '../../../experiments/compare.ts';
import type { Comparison, ComparisonRecord } from '../../../experiments/comparison.ts';
import { searchEpochs } from '../../../experiments/rate-search.ts';
import type { RunRecord } from '../../../runs/folder/run-record.ts';
import { counted } from '../../../util/counted.ts';
import { findingLines } from '../../output/diagnosis-report.ts';
import { searchReport } from './search-report.ts';
import { comparisonTable } from './table.ts';

/** A comparison in two or three lines, before it starts. */
export function describeComparison({ plan, activations, splits, engine }: Preparation, size: number): string {
  const { settings, seeds, lr } = plan;
  const { hidden, head, optimizer, batchSize, epochs, init, seed } = settings;
  const sizes = [splits.train.features, ...hidden, splits.train.classes].join('-');
  const names = activations.map(({ name }) => name).join(', ');
  const held = splits.validation ? `, ${count(splits.validation.count)} to validate` : '';
  const runs = activations.length * seeds;
  const rate = lr === 'search' ? `, learning rates searched in runs of ${counted(searchEpochs(epochs), 'epoch')}` : '';
  const { name, precision, flavour } = engine.kernels;
  return [
    `${sizes}, ${head}, ${optimizer}${lr === 'search' ? '' : ` at ${lr}`}, batches of ${batchSize}: ${names}`,
    `${splits.name}: ${count(splits.train.count)} to train${held}, ${count(splits.test.count)} to test · ` +
      `${init === 'auto' ? "each activation's own init" : `init ${init}`} · ${name} engine (${precision}, ${flavour})`,
    `${counted(runs, 'run')} of ${counted(epochs, 'epoch')} (${seedsOf(seed, seeds)})${rate} · ${counted(size, 'thread')}`,
    ...(engine.note ? [engine.note] : []),
  ].join('\n');
}

function seedsOf(first: number, seeds: number): string {
  return seeds === 1 ? `seed ${first}` : `seeds ${first} to ${first + seeds - 1}, paired`;
}

/** Why a comparison of one seed has no intervals. */
export const NO_INTERVAL =
  'One seed has no 95 % interval: it tells nothing of how runs differ by chance. Give --seeds 3 or more.';

const GRADIENT_LEFT =
  'Gradient left: what of it arrives at the first hidden layer, beside the last one (RMS of dL/dz).';

/** What a report says beside the comparison itself. */
export interface Surroundings {
  /** Where report.html is. */
  readonly report: string;
  /** Threads, and the share 0..1 of their time that went into trainings. */
  readonly threads: number;
  readonly busy: number;
}

/** Searches, table, loss curves, verdicts and diagnosis: what `compare` prints. */
export function comparisonReport(record: ComparisonRecord, surroundings: Surroundings, terminal: Terminal): string {
  const { comparison } = record;
  const { bold } = paint(terminal);
  const parts = [
    searchReport(comparison, terminal),
    bold(titleOf(comparison)),
    comparisonTable(comparison.activations, terminal),
    notes(comparison),
    lossCurves(record, terminal),
    section(
      'What the runs show',
      comparison.verdicts.map(({ text }) => text),
    ),
    section(
      'Diagnosis',
      comparison.activations.flatMap(({ name, diagnosis }) => [name, ...findingLines(diagnosis, terminal)]),
    ),
    closing(comparison, surroundings),
  ];
  return showable(parts.filter((part) => part !== '').join('\n\n'), terminal);

  function section(title: string, lines: readonly string[]): string {
    return lines.length === 0 ? '' : [bold(title), ...lines.map((line) => `  ${line}`)].join('\n');
  }
}

function titleOf({ seeds, settings, activations }: Comparison): string {
  const runs = seeds.length === 1 ? 'One run each' : `Medians of ${seeds.length} runs each`;
  return `${runs}, ${counted(settings.epochs, 'epoch')}, ${counted(activations.length, 'activation')}`;
}

function notes({ seeds, activations, fixed }: Comparison): string {
  const inits = new Set(activations.map(({ init }) => init));
  const lines = [
    ...(seeds.length === 1 ? [NO_INTERVAL] : []),
    ...(activations.some(({ attenuation }) => attenuation.start) ? [GRADIENT_LEFT] : []),
    ...(inits.size > 1 ? ['Each activation has its own init; the same for all: --fix init=glorot-uniform'] : []),
    ...(fixed.length > 0 ? [`Held the same for all: ${fixed.join(', ')}.`] : []),
  ];
  return lines.join('\n');
}

/** Training loss by epoch, the median over the runs that got there. */
function lossCurves({ comparison, runs }: ComparisonRecord, terminal: Terminal): string {
  const series: Series[] = comparison.activations.map(({ name }, k) => ({ label: name, points: medianCurve(runs[k]) }));
  if (series.every(({ points }) => points.length === 0)) return '';
  const title = `Training loss by epoch${comparison.seeds.length > 1 ? ', median over seeds' : ''}`;
  return lineChart(series, { title, xLabel: 'epoch', yLabel: 'loss' }, terminal);
}

function medianCurve(records: readonly RunRecord[]): [epoch: number, loss: number][] {
  const epochs = Math.max(0, ...records.map(({ metrics }) => metrics.length));
  return Array.from({ length: epochs }, (_, k) => {
    const losses = records.flatMap(({ metrics }) => (metrics[k] ? [metrics[k].train.loss] : [])).sort((a, b) => a - b);
    return [k + 1, (losses[(losses.length - 1) >> 1] + losses[losses.length >> 1]) / 2];
  });
}

function closing({ folder, activations, seconds }: Comparison, { report, threads, busy }: Surroundings): string {
  const runs = activations.reduce((sum, one) => sum + one.runs.length, 0);
  const trials = activations.reduce((sum, { search }) => sum + (search?.tried.length ?? 0), 0);
  const tried = trials > 0 ? ` and ${count(trials)} short ones` : '';
  return [
    `${counted(runs, 'run')}${tried} in ${duration(seconds)}, ${counted(threads, 'thread')} ${percent(busy)} busy.`,
    `Run folders: ${folder}`,
    `Repeat it: gradlens compare --config ${folder}/compare.json`,
    `Report with charts, to open in a browser: ${report}`,
  ].join('\n');
}
