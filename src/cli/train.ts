import type { Command } from 'commander';
import { type Assembly, assemble } from '../runs/assemble.ts';
import { shellLine } from '../runs/command-line.ts';
import { describeRun, runTraining } from '../runs/run-training.ts';
import { resolveSettings, type SettingName, type Settings, settingNames } from '../runs/settings.ts';
import { LiveLog } from '../runs/tensorboard/live-log.ts';
import type { EpochMetrics } from '../training/events.ts';
import { readConfigFile } from './config-file.ts';
import { interruption } from './interruption.ts';
import { print, printJson, say, terminal } from './io.ts';
import { addSettings, flagOf } from './options.ts';
import { Progress } from './progress.ts';
import { describeNetwork, postMortem, trainReport } from './train-report.ts';
import { version } from './version.ts';

interface TrainFlags extends Partial<Record<SettingName, unknown>> {
  config?: string;
  printConfig?: true;
  run?: string;
  tensorboard?: string | true;
  json?: true;
  quiet?: true;
}

/** Exit code of a training whose loss was no longer a finite number. */
const DIVERGED = 3;

export function configure(command: Command): void {
  addSettings(command, settingNames)
    .option('--config <file>', 'settings from a JSON or YAML file, or from the config.json of a run; flags overrule it')
    .option('--print-config', 'show the settings in force and stop')
    .option('--run <folder>', 'the run folder; a taken name gets -2, -3, ... (default: runs/ACTIVATION-SIZES)')
    .option('--tensorboard [folder]', 'log for TensorBoard too, into the run folder, or into FOLDER/RUN')
    .option('--json', 'print one JSON document')
    .option('--quiet', 'no progress')
    .addHelpText('after', EXAMPLES)
    .action(act);
}

const EXAMPLES = `
Examples:
  $ gradlens train                                             relu, one hidden layer, embedded digits
  $ gradlens train --activation sigmoid --hidden 5x100         watch it not learn
  $ gradlens train --hidden none                               softmax regression
  $ gradlens train --optimizer adam --lr 0.001 --validation 0.1 --early-stopping
  $ gradlens train --data data/mnist --epochs 10 --json > result.json
  $ gradlens train --tensorboard logs                          watch it in TensorBoard meanwhile
  $ gradlens train --config runs/relu-128/config.json          the same run again

Exit codes: 0 trained, 2 a mistake in what was asked, 3 the training diverged, 130 interrupted.
`;

async function act(flags: TrainFlags): Promise<void> {
  const settings = await settingsFrom(flags);
  if (flags.printConfig) return printJson(settings);
  const assembly = await assemble(settings);
  const progress = flags.quiet ? undefined : new Progress(settings.epochs);
  const { signal, exitCode, release } = interruption();
  const epochs: EpochMetrics[] = [];
  let board: LiveLog | undefined;
  const summary = await runTraining(assembly, {
    ...(flags.run && { folder: flags.run }),
    version: version(),
    signal,
    begin(run) {
      if (!flags.quiet) say(describeNetwork(assembly));
      if (flags.tensorboard && run) board = beginBoard(assembly, run, flags);
    },
    listen(event) {
      board?.add(event);
      progress?.add(event);
      if (event.type === 'epoch') epochs.push(event);
    },
  });
  release();
  board?.close();
  if (summary.status === 'interrupted') process.exitCode = exitCode();
  if (summary.status === 'diverged') process.exitCode = DIVERGED;
  // Beside the document, which a script may swallow, the reader of messages learns why.
  if (flags.json && summary.divergence) say(postMortem(summary.divergence));
  if (flags.json) printJson(summary);
  else print(trainReport(summary, epochs, terminal()));
}

/** The event file beside the run, or where it was asked for. */
function beginBoard(assembly: Assembly, run: string, { tensorboard, quiet }: TrainFlags): LiveLog {
  const logs = typeof tensorboard === 'string' ? tensorboard : undefined;
  const board = LiveLog.begin(assembly.network, describeRun(assembly, version()), run, logs);
  if (!quiet) say(`TensorBoard: tensorboard --logdir ${shellLine([logs ?? board.folder])}`);
  return board;
}

/** Defaults < config file < flags. */
async function settingsFrom({
  config,
  printConfig: _p,
  run: _r,
  tensorboard: _t,
  json: _j,
  quiet: _q,
  ...values
}: TrainFlags): Promise<Settings> {
  const fromFile = config === undefined ? [] : [await readConfigFile(config)];
  return resolveSettings(...fromFile, { label: flagOf, values });
}
