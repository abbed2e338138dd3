import type { Command } from 'commander';
import { assemble } from '../../../runs/assemble.ts';
import { modelSettings } from '../../../runs/models/first-weights.ts';
import { chosenIn, resolveSettings } from '../../../settings/resolve.ts';
import { groupTitles, type SettingName, type Settings, settingsTable } from '../../../settings/table.ts';
import { printJson } from '../../output/io.ts';
import { readConfigFile } from '../../settings/config-file.ts';
import { notes } from '../../settings/help.ts';
import { addSettings } from '../../settings/options.ts';
import { trainAndReport } from './run.ts';

interface TrainFlags extends Partial<Record<SettingName, unknown>> {
  config?: string;
  printConfig?: true;
  run?: string;
  tensorboard?: string | true;
  json?: true;
  quiet?: true;
}

export function configure(command: Command): void {
  addSettings(command, Object.values(settingsTable), { headings: groupTitles })
    .option('--config <file>', 'settings from a JSON or YAML file, or from the config.json of a run; flags overrule it')
    .option('--print-config', 'show the settings in force and stop')
    .option('--run <folder>', 'the run folder; a taken name gets -2, -3, ... (default: runs/ACTIVATION-SIZES)')
    .option('--tensorboard [folder]', 'log for TensorBoard too, into the run folder, or into FOLDER/RUN')
    .option('--json', 'print one JSON document')
    .option('--quiet', 'no progress')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
Examples:
  $ gradlens train                                       relu, 128 units
  $ gradlens train --activation sigmoid --hidden 5x100   watch it not learn
  $ gradlens train --hidden none                         softmax regression
  $ gradlens train --optimizer adam --lr 0.001 --validation 0.1 --early-stopping
  $ gradlens train --data data/mnist --epochs 10 --json > result.json
  $ gradlens train --lr 3 --on-divergence halve-lr       halve where it diverges
  $ gradlens train --tensorboard logs                    watch it in TensorBoard
  $ gradlens train --config runs/relu-128/config.json    the same run again
  $ gradlens train --from model.onnx --lr 0.01           go on from its weights

Exit codes: 0 trained, 2 a mistake in what was asked, 3 the training diverged; 130 (Ctrl-C), 143 (SIGTERM) or 129 (the
terminal was closed) interrupted, which "gradlens resume RUN" mends.
`;

async function act(flags: TrainFlags): Promise<void> {
  const { settings, chosen } = await settingsFrom(flags);
  if (flags.printConfig) return printJson(settings);
  const { run: folder, tensorboard } = flags;
  await trainAndReport(await assemble(settings, undefined, chosen), flags, {
    ...(folder && { folder }),
    ...(tensorboard && { tensorboard }),
  });
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
}: TrainFlags): Promise<{ settings: Settings; chosen: ReadonlySet<SettingName> }> {
  const fromFile = config === undefined ? [] : [await readConfigFile(config)];
  const sources = [...fromFile, { values }];
  const settings = resolveSettings(...sources);
  const chosen = chosenIn(...sources);
  if (settings.from === null) return { settings, chosen };
  const activation = sources.findLast((source) => source.values.activation !== undefined) && settings.activation;
  return { settings: resolveSettings(await modelSettings(settings.from, activation), ...sources), chosen };
}
