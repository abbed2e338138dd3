import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type ChosenCurve, chosenCurves, logMetrics } from '../../../charts/curve-selection.ts';
import { curvesChart } from '../../../charts/curves-chart.ts';
import { shortLabels } from '../../../charts/labels.ts';
import { readLoggedCurves } from '../../../runs/foreign/read-curves.ts';
import { curveAxes, curveMetrics, type LoggedCurves } from '../../../runs/logs/curves.ts';
import { number, oneOf } from '../../../settings/kinds.ts';
import { grouped } from '../../../settings/setting.ts';
import { UserError } from '../../../util/user-error.ts';
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
  metric: oneOf(
    {
      title: 'metric',
      meaning: `what is drawn: ${curveMetrics.join(', ')}`,
      default: 'loss',
      placeholder: 'name',
    },
    curveMetrics,
  ),
  x: oneOf(
    { title: 'x axis', meaning: `over what: ${curveAxes.join(', ')}`, default: 'epoch', placeholder: 'axis' },
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
  command.argument('<runs...>', 'run folders, or logs of Keras (CSVLogger) or Lightning (metrics.csv)');
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
Over steps, the loss of single batches is drawn where it was logged; gradient-norm has a line for each layer.

Examples:
  $ gradlens curves runs/relu-128
  $ gradlens curves runs/relu-128 runs/tanh-128 --metric accuracy --split test
  $ gradlens curves runs/relu-128 --x step --smooth 0.9 --log
  $ gradlens curves training.log lightning_logs/version_0   of Keras, Lightning
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
  const labels = shortLabels(sources);
  const labelled = (logs: readonly (LoggedCurves | null)[]) =>
    logs.flatMap((log, k) => (log ? [{ label: labels[k], log }] : []));
  const chart = (curves: readonly ChosenCurve[], lines: number | undefined) =>
    curvesChart(curves, { ...view, height: lines }, terminal());

  const logs = flags.follow
    ? await follow(sources, labels, view.x, (read, lines) => {
        const curves = selected(labelled(read), view);
        return { curves, chart: () => chart(curves, lines) };
      })
    : sources.map(readLoggedCurves);
  const runs = labelled(logs);
  const curves = selected(runs, view);
  for (const { label, log } of runs) for (const sentence of log.skipped) say(words().plots.leftOut(label, sentence));
  if (curves.length === 0 && !flags.follow) throw nothingToDraw(runs, view);
  for (const { label } of runs) {
    if (curves.length > 0 && !curves.some(({ run }) => run === label))
      say(words().plots.notLogged({ label, metric: view.metric, x: view.x }));
  }
  await writeFiles(flags, curves, view);
  if (flags.json) printJson(asJson(runs, curves, view));
  else if (!flags.follow || process.stdout.isTTY) print(chart(curves, height()));
}

function selected(runs: readonly { label: string; log: LoggedCurves }[], view: CurvesView): ChosenCurve[] {
  return chosenCurves(runs, view).filter(({ part }) => view.split === null || view.split.includes(part));
}

/** The mistake of asking for what no log holds, with what they do hold. */
function nothingToDraw(runs: readonly { log: LoggedCurves }[], { metric, x, split }: CurvesView): UserError {
  const curves = runs.flatMap(({ log }) => log.curves);
  const metrics = [...new Set(curves.map((curve) => curve.metric))];
  if (!metrics.includes(metric)) {
    return new UserError({
      rule: `--metric must be one that was logged: ${metrics.join(', ') || 'nothing was yet'}`,
      received: metric,
      ...(metrics.length === 0 && { fix: '--follow waits for the first figures' }),
    });
  }
  const ofMetric = curves.filter((curve) => curve.metric === metric);
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
