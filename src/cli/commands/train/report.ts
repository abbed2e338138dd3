import { lineChart, type Series } from '../../../charts/line-chart.ts';
import { scoreRows } from '../../../charts/score-rows.ts';
import { table } from '../../../charts/table.ts';
import { type Terminal, wordsOf } from '../../../charts/terminal.ts';
import type { Assembly } from '../../../runs/assemble.ts';
import { residualLayers } from '../../../runs/build-network.ts';
import type { RunSummary } from '../../../runs/folder/schema.ts';
import type { EpochMetrics, Score } from '../../../training/metrics.ts';
import type { Words } from '../../../words/index.ts';
import type { SetName } from '../../../words/phrases/terms.ts';
import type { SetScore } from '../../../words/phrases/training.ts';
import { noteText } from '../../../words/reading.ts';
import { diagnosisReport } from '../../output/diagnosis-report.ts';
import { dataFacts, engineFacts } from '../../output/facts.ts';
import { numberlessOf } from '../../output/formula-report.ts';

/** The training in two lines, before it starts, its data first; more where there is something to be said of them. */
export function describeNetwork(
  { network, settings, splits, scale, engine, slowdown, options }: Assembly,
  words: Words,
): string {
  const { training } = words;
  const { head, optimizer, lr, batchSize } = settings;
  const { kernels } = network;
  const lines = training.describe({
    sizes: [network.inputs, ...network.denseLayers.map(({ O }) => O)],
    activations: [...new Set(network.hiddenLayers.map((layer) => layer.activation.name))],
    norm: settings.norm,
    residual: residualLayers(settings, network.inputs),
    head,
    optimizer,
    lr,
    batchSize,
    parameters: network.layout.length,
    data: dataFacts(splits, settings.scale, scale),
    engine: engineFacts(kernels, kernels.compile ? (options.threads ?? 1) : null),
  });
  const notes = (splits.notes ?? []).map((note) => noteText(note, words));
  const slow = engine.reason === undefined ? [] : [training.slowEngine(engine.reason)];
  const numberless = numberlessOf(
    network.hiddenLayers.map(({ activation }) => activation),
    words,
  );
  return [lines, ...slow, ...numberless, ...(slowdown ? [training.slowed(slowdown)] : []), ...notes].join('\n');
}

/** Loss curve, result table, diagnosis and where things are: what `train` prints. */
export function trainReport(summary: RunSummary, epochs: readonly EpochMetrics[], terminal: Terminal): string {
  const words = wordsOf(terminal);
  const parts = [
    ...(epochs.length > 0 ? [lossCurve(epochs, terminal), resultTable(summary, terminal)] : []),
    words.training.milestones(
      Object.entries(summary.reached).map(([goal, when]) => ({ goal: Number(goal), epoch: when?.epoch ?? null })),
    ),
    halvings(summary, words),
    diagnosisReport(summary.diagnosis, terminal),
    closing(summary, words),
  ];
  return parts.filter((part) => part !== null).join('\n\n');
}

function lossCurve(epochs: readonly EpochMetrics[], terminal: Terminal): string {
  const { terms, training } = wordsOf(terminal);
  const sets = (['train', 'validation', 'test'] as const).filter((set) => epochs[0][set]);
  const series = sets.map(
    (set): Series => ({
      label: terms.sets[set],
      points: epochs.map((metrics) => [metrics.epoch, metrics[set]?.loss ?? Number.NaN]),
    }),
  );
  return lineChart(series, { title: training.lossByEpoch, xLabel: terms.epoch, yLabel: terms.loss }, terminal);
}

function resultTable(summary: RunSummary, terminal: Terminal): string {
  const words = wordsOf(terminal);
  const heads = ['', words.terms.loss, words.terms.accuracy];
  return table(heads, scoreRows(summary, words), { align: ['left', 'right', 'right'] }, terminal);
}

function halvings({ halvings }: RunSummary, { training }: Words): string | null {
  const last = halvings.at(-1);
  return last ? training.halvings({ times: halvings.length, ...last }) : null;
}

function closing(summary: RunSummary, { training }: Words): string {
  const { status, run, divergence, best } = summary;
  const endings = {
    finished: () => training.finished(summary),
    'early-stopped': () => training.earlyStopped({ ...summary, best: best?.epoch ?? null }),
    interrupted: () => training.interrupted(summary),
    diverged: () => (divergence ? training.postMortem(divergence) : ''),
  };
  // The weights of a diverged training cannot be evaluated.
  const next = status === 'diverged' ? [] : [training.lookCloser(run)];
  return [endings[status](), training.runFolder(run), ...next].join('\n');
}

/** The figures of an epoch, for its line. */
export function scoresOf(metrics: Readonly<Record<SetName, Score | null>>): SetScore[] {
  return (['train', 'validation', 'test'] as const).flatMap((set) => {
    const score = metrics[set];
    return score ? [{ set, ...score }] : [];
  });
}
