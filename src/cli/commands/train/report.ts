import { count, duration, percent, rate, significant } from '../../../charts/format.ts';
import { lineChart, type Series } from '../../../charts/line-chart.ts';
import { table } from '../../../charts/table.ts';
import type { Terminal } from '../../../charts/terminal.ts';
import type { Assembly } from '../../../runs/assemble.ts';
import type { RunSummary } from '../../../runs/folder/schema.ts';
import type { Divergence } from '../../../training/divergence.ts';
import type { EpochMetrics, Score } from '../../../training/metrics.ts';
import { counted } from '../../../util/counted.ts';
import { diagnosisReport } from '../../output/diagnosis-report.ts';

/** The training in two lines, before it starts; a third where the engine needs a word. */
export function describeNetwork({ network, activation, settings, splits, engine, options }: Assembly): string {
  const sizes = [network.inputs, ...network.denseLayers.map(({ O }) => O)].join('-');
  const hidden = settings.hidden.length > 0 ? ` ${activation.name}` : '';
  const held = splits.validation ? `, ${count(splits.validation.count)} to validate` : '';
  const { name, flavour, precision, compile } = network.kernels;
  const threads = compile ? `, ${counted(options.threads ?? 1, 'thread')}` : '';
  const lines = [
    `${sizes}${hidden}, ${settings.head}, ${settings.optimizer} at ${settings.lr}, batches of ${settings.batchSize}`,
    `${splits.name}: ${count(splits.train.count)} to train${held}, ${count(splits.test.count)} to test · ` +
      `${count(network.layout.length)} parameters · ${name} engine (${precision}, ${flavour}${threads})`,
    ...(engine.note ? [engine.note] : []),
  ];
  return lines.join('\n');
}

/** Loss curve, result table, diagnosis and where things are: what `train` prints. */
export function trainReport(summary: RunSummary, epochs: readonly EpochMetrics[], terminal: Terminal): string {
  const parts = [
    ...(epochs.length > 0 ? [lossCurve(epochs, terminal), resultTable(summary, terminal)] : []),
    milestones(summary),
    halvingsLine(summary),
    diagnosisReport(summary.diagnosis, terminal),
    closing(summary),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function lossCurve(epochs: readonly EpochMetrics[], terminal: Terminal): string {
  const curve = (label: string, score: (metrics: EpochMetrics) => Score | null): Series => ({
    label,
    points: epochs.map((metrics) => [metrics.epoch, score(metrics)?.loss ?? Number.NaN]),
  });
  const series = [
    curve('train', ({ train }) => train),
    ...(epochs[0].validation ? [curve('validation', ({ validation }) => validation)] : []),
    ...(epochs[0].test ? [curve('test', ({ test }) => test)] : []),
  ];
  return lineChart(series, { title: 'Loss by epoch', xLabel: 'epoch', yLabel: 'loss' }, terminal);
}

function resultTable({ train, validation, test, best, epochs, status }: RunSummary, terminal: Terminal): string {
  const row = (name: string, score: Score | null) => [name, significant(score?.loss), percent(score?.accuracy)];
  const rows = [
    row('train (running mean of the epoch)', train),
    ...(validation ? [row('validation', validation)] : []),
    row('test', test),
    ...(best && best.epoch < epochs && status !== 'early-stopped'
      ? [row(`test at the best epoch, ${best.epoch} by ${best.monitor}`, best.test)]
      : []),
  ];
  return table(['', 'loss', 'accuracy'], rows, { align: ['left', 'right', 'right'] }, terminal);
}

function milestones({ reached }: RunSummary): string {
  const texts = Object.entries(reached).map(([goal, when]) => {
    return `${Number(goal) * 100} % ${when ? `in epoch ${when.epoch}` : 'not reached'}`;
  });
  return `Test accuracy: ${texts.join(' · ')}`;
}

function halvingsLine({ halvings }: RunSummary): string {
  const last = halvings.at(-1);
  if (!last) return '';
  const times = halvings.length === 1 ? 'Diverged once' : `Diverged ${halvings.length} times`;
  return `${times}, last at step ${last.step}: went back to step ${last.backTo}, with a learning rate of ${last.learningRate}.`;
}

function closing({ status, epochs, steps, seconds, samplesPerSecond, run, divergence, best }: RunSummary): string {
  const pace = `${count(steps)} steps in ${duration(seconds)} of training, ${rate(samplesPerSecond)}`;
  const endings = {
    finished: `Trained for ${counted(epochs, 'epoch')}: ${pace}.`,
    'early-stopped': `Stopped early after ${counted(epochs, 'epoch')}, with the weights of epoch ${best?.epoch}: ${pace}.`,
    interrupted: `Interrupted after ${counted(epochs, 'whole epoch')}: ${pace}. The weights of the last step are saved.\nGo on: gradlens resume ${run}`,
    diverged: divergence ? postMortem(divergence) : '',
  };
  // The weights of a diverged training cannot be evaluated.
  const next = status === 'diverged' ? '' : `\nLook closer: gradlens evaluate ${run}`;
  return `${endings[status]}\nRun folder: ${run}${next}`;
}

/** Where a diverged training lost its numbers, and what to try. */
export function postMortem({
  step,
  epoch,
  loss,
  layer,
  what,
  lastFiniteLoss,
  lr,
  suggestedLearningRate,
}: Divergence): string {
  const place =
    what === 'loss'
      ? 'All weights and outputs were still finite; the loss itself was not.'
      : `First lost in layer ${layer}: its ${what} are no longer finite.`;
  return (
    `Diverged: the loss became ${loss} at step ${step} (epoch ${epoch}).\n` +
    `${place} Last finite loss: ${significant(lastFiniteLoss)}.\n` +
    `The learning rate was ${lr}; try --lr ${suggestedLearningRate}, or --clip-norm 1.`
  );
}
