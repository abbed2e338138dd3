import { lineChart, type Series } from '../../../charts/line-chart.ts';
import { paint, type Terminal, wordsOf } from '../../../charts/terminal.ts';
import { showable } from '../../../charts/text.ts';
import type { Preparation } from '../../../experiments/compare.ts';
import type { Comparison, ComparisonRecord } from '../../../experiments/comparison.ts';
import { searchEpochs } from '../../../experiments/rate-search.ts';
import { residualLayers } from '../../../runs/build-network.ts';
import type { RunRecord } from '../../../runs/folder/run-record.ts';
import { hiddenUnits } from '../../../settings/hidden-layers.ts';
import { largest } from '../../../util/any-length.ts';
import { median } from '../../../util/statistics/quantile.ts';
import type { Words } from '../../../words/index.ts';
import { noteText } from '../../../words/reading.ts';
import { verdictText } from '../../../words/verdicts.ts';
import { findingLines } from '../../output/diagnosis-report.ts';
import { dataFacts, engineFacts } from '../../output/facts.ts';
import { numberlessOf } from '../../output/formula-report.ts';
import { searchReport } from './search-report.ts';
import { comparisonTable } from './table.ts';

/** A comparison in a few lines, before it starts. */
export function describeComparison(
  { plan, activations, splits, scale, engine }: Preparation,
  threads: number,
  words: Words,
): string {
  const { comparison, training } = words;
  const { settings, seeds, lr } = plan;
  const { hidden, norm, head, optimizer, batchSize, epochs, init, seed } = settings;
  const lines = comparison.describe({
    activations: activations.map(({ name }) => name),
    sizes: [splits.train.features, ...hidden.map((layer) => hiddenUnits(layer).units), splits.train.classes],
    norm,
    residual: residualLayers(settings, splits.train.features),
    head,
    optimizer,
    lr: lr === 'search' ? null : lr,
    searchEpochs: searchEpochs(epochs),
    batchSize,
    epochs,
    init: init === 'auto' ? null : init,
    firstSeed: seed,
    seeds,
    threads,
    data: dataFacts(splits, settings.scale, scale),
    engine: engineFacts(engine.kernels, null),
  });
  const notes = (splits.notes ?? []).map((note) => noteText(note, words));
  const slow = engine.reason === undefined ? [] : [training.slowEngine(engine.reason)];
  return [lines, ...slow, ...numberlessOf(activations, words), ...notes].join('\n');
}

/** What a report says beside the comparison itself. */
export interface ReportFacts {
  /** Where report.html is. */
  readonly report: string;
  /** Threads, and the share 0..1 of their time that went into trainings. */
  readonly threads: number;
  readonly busy: number;
}

/** Searches, table, loss curves, verdicts and diagnosis: what `compare` prints. */
export function comparisonReport(record: ComparisonRecord, facts: ReportFacts, terminal: Terminal): string {
  const { comparison } = record;
  const { bold } = paint(terminal);
  const words = wordsOf(terminal);
  const parts = [
    searchReport(comparison, terminal),
    bold(titleOf(comparison, words)),
    comparisonTable(comparison.activations, terminal),
    notes(comparison, words),
    lossCurves(record, terminal),
    section(
      words.comparison.verdicts,
      comparison.verdicts.map(({ facts }) => verdictText(facts, words)),
    ),
    section(
      words.diagnosis.title,
      comparison.activations.flatMap(({ name, diagnosis }) => [name, ...findingLines(diagnosis, terminal)]),
    ),
    closing(comparison, facts, words),
  ];
  return showable(parts.filter((part) => part !== '').join('\n\n'), terminal);

  function section(title: string, lines: readonly string[]): string {
    return lines.length === 0 ? '' : [bold(title), ...lines.map((line) => `  ${line}`)].join('\n');
  }
}

function titleOf({ seeds, settings, activations }: Comparison, { comparison }: Words): string {
  return comparison.title({ seeds: seeds.length, epochs: settings.epochs, activations: activations.length });
}

function notes({ seeds, activations, fixed }: Comparison, { comparison }: Words): string {
  const inits = new Set(activations.map(({ init }) => init));
  const lines = [
    ...(seeds.length === 1 ? [comparison.noInterval] : []),
    ...(activations.some(({ attenuation }) => attenuation.start) ? [comparison.gradientLeft] : []),
    ...(inits.size > 1 ? [comparison.ownInits] : []),
    ...(fixed.length > 0 ? [comparison.heldSame(fixed)] : []),
  ];
  return lines.join('\n');
}

/** Training loss by epoch, the median over the runs that got there. */
function lossCurves({ comparison, runs }: ComparisonRecord, terminal: Terminal): string {
  const series: Series[] = comparison.activations.map(({ name }, k) => ({ label: name, points: medianCurve(runs[k]) }));
  if (series.every(({ points }) => points.length === 0)) return '';
  const { terms, comparison: phrases } = wordsOf(terminal);
  const title = phrases.lossByEpoch({ seeds: comparison.seeds.length });
  return lineChart(series, { title, xLabel: terms.epoch, yLabel: terms.loss }, terminal);
}

function medianCurve(records: readonly RunRecord[]): [epoch: number, loss: number][] {
  const epochs = largest(
    records.map(({ metrics }) => metrics.length),
    0,
  );
  return Array.from({ length: epochs }, (_, k) => {
    return [k + 1, median(records.flatMap(({ metrics }) => (metrics[k] ? [metrics[k].train.loss] : [])))];
  });
}

function closing({ folder, activations, seconds }: Comparison, facts: ReportFacts, words: Words): string {
  const runs = activations.reduce((sum, one) => sum + one.runs.length, 0);
  const trials = activations.reduce((sum, { search }) => sum + (search?.tried.length ?? 0), 0);
  return words.comparison.closing({ ...facts, runs, trials, seconds, folder });
}
