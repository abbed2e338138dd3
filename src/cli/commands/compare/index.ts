import type { Command } from 'commander';
import { folderName } from '../../../activations/names.ts';
import { type Preparation, prepareComparison } from '../../../experiments/compare.ts';
import { ComparisonFolder } from '../../../experiments/comparison-folder.ts';
import {
  fixedSettings,
  type Plan,
  planTable,
  resolvePlan,
  sharedDefaults,
  sharedNames,
} from '../../../experiments/plan.ts';
import { chosenIn } from '../../../settings/resolve.ts';
import { groupTitles, settingsTable } from '../../../settings/table.ts';
import { printJson } from '../../output/io.ts';
import { readConfigFile } from '../../settings/config-file.ts';
import { notes } from '../../settings/help.ts';
import { addSettings } from '../../settings/options.ts';
import { compareAndReport } from './run.ts';

interface CompareFlags extends Record<string, unknown> {
  fix?: string[];
  config?: string;
  printConfig?: true;
  run?: string;
  json?: true;
  quiet?: true;
}

export function configure(command: Command): void {
  const shared = sharedNames.map((name) => settingsTable[name]);
  addSettings(command, [...Object.values(planTable), ...shared], {
    defaults: sharedDefaults,
    headings: { comparison: 'Comparison', ...groupTitles },
  })
    .option(
      '--fix <name=value>',
      'hold what by default follows the activation, as in init=glorot-uniform',
      (text, earlier: string[] = []) => [...earlier, text],
    )
    .option(
      '--config <file>',
      'settings from a JSON or YAML file, the config.json of a run or a compare.json; flags overrule it',
    )
    .option('--print-config', 'show the settings in force and stop')
    .option('--run <folder>', 'where all goes; a taken name gets -2, -3, ... (default: runs/compare-NAMES)')
    .option('--json', 'print one JSON document')
    .option('--quiet', 'no progress')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
Examples:
  $ gradlens compare                    sigmoid, tanh and relu, three seeds each
  $ gradlens compare --activations relu,gelu,./mine.mjs --seeds 5
  $ gradlens compare --activations sigmoid,tanh,relu --hidden 5x100 --seeds 1
  $ gradlens compare --lr 0.1 --fix init=glorot-uniform   same rate and weights
  $ gradlens compare --data data/mnist --epochs 10 --json > result.json

The search tries five rates a factor of 3.16 apart around the optimizer's own, goes on beyond an edge that comes out
best, and ends with two neighbours of the best: short runs on the first seed, judged by validation loss alone.

Exit codes: 0 compared (diverged runs are in the table), 2 a mistake in what was asked; 130 (Ctrl-C), 143 (SIGTERM) or
129 (the terminal was closed) interrupted, which "gradlens resume FOLDER" mends.
`;

async function act(flags: CompareFlags): Promise<void> {
  const begun = performance.now();
  const { plan, chosen } = await planFrom(flags);
  if (flags.printConfig) return printJson(inForce(plan));
  const preparation = await prepareComparison(plan, chosen);
  const folder = await ComparisonFolder.create(flags.run ?? defaultFolder(preparation), preparation);
  await compareAndReport(preparation, folder, flags, begun);
}

/** Defaults < config file < flags < --fix. */
async function planFrom({ fix = [], config, printConfig: _p, run: _r, json: _j, quiet: _q, ...values }: CompareFlags) {
  const fromFile = config === undefined ? [] : [await readConfigFile(config)];
  const sources = [...fromFile, { values }, fixedSettings(fix)];
  return { plan: resolvePlan(...sources), chosen: chosenIn(...sources) };
}

/** What --print-config shows, and --config takes. */
function inForce({ settings: { activation: _a, threads: _t, lr: _l, ...shared }, ...own }: Plan) {
  return { ...own, ...shared };
}

/** Names in the name of a folder, at most; some systems take no more than 255 characters. */
const MOST_NAMES = 6;

function defaultFolder({ activations }: Preparation): string {
  const names = activations.map(({ name }) => folderName(name));
  return `runs/compare-${names.length > MOST_NAMES ? `${names.length}-activations` : names.join('-')}`;
}
