import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type ChosenCurve, chosenCurves, curvesOfMetric, logMetrics } from '../../../charts/curve-selection.ts';
import { curvesChart } from '../../../charts/curves-chart.ts';
import { logLabels } from '../../../charts/labels.ts';
import { readLogs } from '../../../runs/foreign/read-curves.ts';
import { type CurveAxis, curveAxes, curveMetrics, type LoggedCurves } from '../../../runs/logs/curves.ts';
import { custom, number, oneOf } from '../../../settings/kinds.ts';
import { grouped } from '../../../settings/setting.ts';
import { nearest, UserError } from '../../../util/user-error.ts';
import { height, print, printJson, say, terminal } from '../../output/io.ts';
import { words } from '../../output/words.ts';
import { notes } from '../../settings/help.ts';
import { addSettings } from '../../settings/options.ts';
import { addFiles, checkFiles, type FileFlags, writeFiles } from './files.ts';
import { follow } from './follow.ts';

interface CurvesFlags extends FileFlags {
  metric?: string;
  x?: string;
  smooth?: string;
  split?: string;
  log?: boolean;
  json?: true;
  follow?: true;
}

const own = grouped('options', {
  metric: custom<string>(
    {
      title: 'metric',
      meaning: `what is drawn: ${curveMetrics.join(', ')}, or any other figure that is logged, by its name`,
      default: 'loss',
      placeholder: 'name',
      control: { kind: 'text' },
    },
    'the name of a figure',
    (received) => (typeof received === 'string' && received !== '' ? received : undefined),
  ),
  x: oneOf(
    {
      title: 'x axis',
      meaning: `over what: ${curveAxes.join(', ')}; steps where a log tells no epochs`,
      default: 'epoch',
      placeholder: 'axis',
    },
    curveAxes,
  ),
  smooth: number(
    {
      title: 'smoothing',
      meaning: 'exponential moving average with bias correction, as in TensorBoard',
      default: 0,
      placeholder: 'weight',
      example: '0.6',
    },
    { least: 0, below: 1 },
  ),
});

export function configure(command: Command): void {
  command.argument('<runs...>', 'run folders, or logs of Keras, PyTorch, Lightning, TensorBoard and others');
  addSettings(command, Object.values(own))
    .option('--split <names>', 'only these of train, validation, test (default: all there are)')
    .option('--log', 'logarithmic y axis (default for gradient-norm)')
    .option('--no-log', 'linear y axis');
  addFiles(command)
    .option('--json', 'print one JSON document')
    .option('--follow', 'draw while the training goes on; ends with it, or with q')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
Over steps, the loss of single batches is drawn where it was logged; gradient-norm has a line for each layer. Of others:
TensorBoard's event files and folders of them, Keras' CSVLogger and its History as JSON, Lightning's metrics.csv, Hugging
Face's trainer_state.json, scikit-learn's loss_curve_ as JSON, CSV of Weights & Biases and MLflow; all trainings in them.

Examples:
  $ gradlens curves runs/relu-128
  $ gradlens curves runs/relu-128 runs/tanh-128 --metric accuracy --split test
  $ gradlens curves runs/relu-128 --x step --smooth 0.9 --log
  $ gradlens curves training.log lightning_logs/version_0   of Keras, Lightning
  $ gradlens curves tb_logs --metric val_f1                 of TensorBoard
  $ gradlens curves runs/relu-128 --follow                      while it trains
  $ gradlens curves runs/relu-128 --x seconds --csv curves.csv
`;

/** What is to be seen, and how. */
export type CurvesView = ReturnType<typeof viewFrom>;

function viewFrom(flags: CurvesFlags) {
  const metric = flags.metric === undefined ? own.metric.default : own.metric.parseText(flags.metric);
  return {
    metric,
    x: flags.x === undefined ? own.x.default : own.x.parseText(flags.x),
    smooth: flags.smooth === undefined ? own.smooth.default : own.smooth.parseText(flags.smooth),
    split: flags.split?.split(',').map((name) => name.trim()) ?? null,
    log: flags.log ?? logMetrics.includes(metric),
  };
}

async function act(named: readonly string[], flags: CurvesFlags): Promise<void> {
  const sources = [...new Map(named.map((source) => [resolve(source), source])).values()];
  const view = viewFrom(flags);
  if (flags.follow && flags.json) {
    throw new UserError({ rule: '--follow draws while a training goes on', fix: 'leave out --json, or --follow' });
  }
  checkFiles(flags, sources);
  const chart = (curves: readonly ChosenCurve[], seen: CurvesView, lines: number | undefined) =>
    curvesChart(curves, { ...seen, height: lines }, terminal());

  const logs = flags.follow
    ? await follow(sources, (read) => {
        const axis = axisFor(read, view, flags.x !== undefined);
        const seen = { ...view, x: axis };
        const curves = selected(labelled(read), seen);
        return { axis, curves, chart: (lines) => chart(curves, seen, lines) };
      })
    : sources.flatMap(readLogs);
  const runs = labelled(logs);
  view.x = axisFor(logs, view, flags.x !== undefined);
  const curves = selected(runs, view);
  for (const { label, log } of runs) for (const sentence of log.skipped) say(words().plots.leftOut(label, sentence));
  if (curves.length === 0 && !flags.follow) throw nothingToDraw(runs, view);
  for (const { label } of runs) {
    if (curves.length > 0 && !curves.some(({ run }) => run === label))
      say(words().plots.notLogged({ label, metric: view.metric, x: view.x }));
  }
  await writeFiles(flags, curves, view);
  if (flags.json) printJson(asJson(runs, curves, view));
  else if (!flags.follow || process.stdout.isTTY) print(chart(curves, view, height()));
}

/** Logs with the names that tell their trainings apart. */
function labelled(logs: readonly LoggedCurves[]): { label: string; log: LoggedCurves }[] {
  const labels = logLabels(logs);
  return logs.map((log, k) => ({ label: labels[k], log }));
}

/** The axis that was asked for; else the usual one where any log tells it, or what they all tell. */
function axisFor(logs: readonly LoggedCurves[], { metric, x: usual }: CurvesView, asked: boolean): CurveAxis {
  const points = logs.flatMap((log) => curvesOfMetric(log, metric).flatMap((curve) => curve.points.slice(0, 1)));
  const isTold = (axis: CurveAxis) => points.some((point) => point[axis] !== null);
  return asked || points.length === 0 || isTold(usual) ? usual : (curveAxes.find(isTold) ?? usual);
}

function selected(runs: readonly { label: string; log: LoggedCurves }[], view: CurvesView): ChosenCurve[] {
  return chosenCurves(runs, view).filter(({ part }) => view.split === null || view.split.includes(part));
}

/** The mistake of asking for what no log holds, with what they do hold. */
function nothingToDraw(runs: readonly { log: LoggedCurves }[], { metric, x, split }: CurvesView): UserError {
  const curves = runs.flatMap(({ log }) => log.curves);
  const metrics = [...new Set(curves.map((curve) => curve.metric))];
  const names = curves.map(({ name }) => name);
  if (!metrics.includes(metric) && !names.includes(metric)) {
    const near = nearest(metric, metrics);
    return new UserError({
      rule: `--metric must be one that was logged: ${metrics.join(', ') || 'nothing was yet'}`,
      received: metric,
      ...(near && { fix: `did you mean ${near}?` }),
      ...(metrics.length === 0 && { fix: '--follow waits for the first figures' }),
    });
  }
  const ofMetric = runs.flatMap(({ log }) => curvesOfMetric(log, metric));
  const axes = curveAxes.filter((axis) => ofMetric.some(({ points }) => points.some((point) => point[axis] !== null)));
  if (!axes.includes(x)) {
    return new UserError({ rule: `--x must be one that the log of ${metric} tells: ${axes.join(', ')}`, received: x });
  }
  const parts = [...new Set(ofMetric.map(({ part }) => part))];
  return new UserError({ rule: `--split must name some of ${parts.join(', ')}`, received: split?.join(',') });
}

function asJson(
  runs: readonly { label: string; log: LoggedCurves }[],
  curves: readonly ChosenCurve[],
  view: CurvesView,
) {
  const { metric, x, smooth } = view;
  return {
    metric,
    x,
    smooth,
    runs: runs.map(({ label, log: { source, dialect, ended, skipped } }) => ({
      run: label,
      source,
      dialect,
      ended,
      skipped,
      curves: curves
        .filter(({ run }) => run === label)
        .map(({ part, points }) => ({ part, points: points.map(({ x: _, ...point }) => point) })),
    })),
  };
}
