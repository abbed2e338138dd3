import { rmdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { compare, type Preparation, prepareComparison } from '../experiments/compare.ts';
import type { ComparisonRecord } from '../experiments/comparison.ts';
import { ThreadCrew } from '../experiments/crew.ts';
import { fixedSettings, type Plan, planTable, resolvePlan, sharedDefaults, sharedNames } from '../experiments/plan.ts';
import { replaceFile } from '../runs/files.ts';
import { claimFolder } from '../runs/run-writer.ts';
import { ComparisonProgress } from './compare-progress.ts';
import { comparisonReport, describeComparison, NO_INTERVAL } from './compare-report.ts';
import { readConfigFile } from './config-file.ts';
import { interruption } from './interruption.ts';
import { print, printJson, say, terminal } from './io.ts';
import { addSetting, addSettings, flagOf } from './options.ts';
import { version } from './version.ts';

interface CompareFlags extends Record<string, unknown> {
  fix?: string[];
  config?: string;
  printConfig?: true;
  run?: string;
  json?: true;
  quiet?: true;
}

export function configure(command: Command): void {
  for (const setting of Object.values(planTable)) addSetting(command, setting);
  addSettings(command, sharedNames, sharedDefaults)
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
    .addHelpText('after', EXAMPLES)
    .action(act);
}

const EXAMPLES = `
Examples:
  $ gradlens compare                                           sigmoid, tanh and relu, three seeds each
  $ gradlens compare --activations relu,gelu,./mine.mjs --seeds 5
  $ gradlens compare --activations sigmoid,tanh,relu --hidden 5x100 --seeds 1
  $ gradlens compare --lr 0.1 --fix init=glorot-uniform        the same rate and the same weights for all
  $ gradlens compare --data data/mnist --epochs 10 --json > result.json

The search tries five rates a factor of 3.16 apart around the optimizer's own, goes on beyond an edge that comes out
best, and ends with two neighbours of the best: short runs on the first seed, judged by validation loss alone.

Exit codes: 0 compared (diverged runs are in the table), 2 a mistake in what was asked, 130 interrupted.
`;

async function act(flags: CompareFlags): Promise<void> {
  const begun = performance.now();
  const plan = await planFrom(flags);
  if (flags.printConfig) return printJson(inForce(plan));
  const preparation = await prepareComparison(plan);
  const folder = claimFolder(flags.run ?? defaultFolder(preparation));
  const { signal, exitCode, release } = interruption();
  const size = plan.jobs === 'auto' ? availableParallelism() : plan.jobs;
  if (!flags.quiet) say(describeComparison(preparation, size));
  const crew = new ThreadCrew({ splits: preparation.splits, size, version: version(), signal });
  const progress = new ComparisonProgress(plan, preparation.activations.length, flags.quiet === true);
  let record: ComparisonRecord | undefined;
  try {
    const listen = progress.add.bind(progress);
    record = await compare(preparation, crew, { folder, version: version(), begun, listen });
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode = exitCode();
  } finally {
    progress.stop();
    await crew.dismiss();
    release();
    if (!record) sayWhatIsLeft(progress, folder, signal.aborted);
  }
  if (!record) return;
  const report = await saveReport(record);
  const { comparison } = record;
  if (flags.json && comparison.seeds.length === 1 && !flags.quiet) say(NO_INTERVAL);
  if (flags.json) printJson(comparison);
  else print(comparisonReport(record, { report, ...effortOf(crew, comparison.seconds) }, terminal()));
}

function effortOf({ threads, busySeconds }: ThreadCrew, seconds: number) {
  return { threads, busy: busySeconds / (seconds * threads) };
}

/** Defaults < config file < flags < --fix. */
async function planFrom({ fix = [], config, printConfig: _p, run: _r, json: _j, quiet: _q, ...values }: CompareFlags) {
  const fromFile = config === undefined ? [] : [await readConfigFile(config)];
  return resolvePlan(...fromFile, { label: flagOf, values }, fixedSettings(fix));
}

/** What --print-config shows, and --config takes. */
function inForce({ settings: { activation: _a, threads: _t, lr: _l, ...shared }, ...own }: Plan) {
  return { ...own, ...shared };
}

/** Names in the name of a folder, at most; some systems take no more than 255 characters. */
const MOST_NAMES = 6;

function defaultFolder({ activations }: Preparation): string {
  const names = activations.map(({ name }) => name);
  return `runs/compare-${names.length > MOST_NAMES ? `${names.length}-activations` : names.join('-')}`;
}

/** Where a comparison ends before its end, what is left of it: run folders, or nothing at all. */
function sayWhatIsLeft({ trained, runs }: ComparisonProgress, folder: string, interrupted: boolean): void {
  const began = !removedEmpty(folder);
  if (!interrupted && !began) return;
  const what = interrupted ? 'Interrupted' : 'Given up';
  const begun = began ? `; those under way are in ${folder}` : '';
  say(
    trained > 0
      ? `${what}: ${trained} of ${runs} runs are whole and stay in ${folder}.`
      : `${what}, before any run was whole${begun}.`,
  );
}

function removedEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Draws and saves report.html; where it is. What draws is heavy: it is loaded when it is needed. */
async function saveReport(record: ComparisonRecord): Promise<string> {
  const { comparisonReport: draw } = await import('../charts/report/index.ts');
  const file = join(record.comparison.folder, 'report.html');
  await replaceFile(file, await draw(record));
  return file;
}
