import type { Command } from 'commander';
import { prepareComparison } from '../../../experiments/compare.ts';
import { ComparisonFolder, comparisonAt, planOf } from '../../../experiments/comparison-folder.ts';
import { type ContinuedRun, type ResumeChanges, resumeRun } from '../../../runs/checkpoint/resume.ts';
import type { RunRecord } from '../../../runs/folder/run-record.ts';
import { type SettingName, settingsTable } from '../../../settings/table.ts';
import { message, setting } from '../../../util/message.ts';
import { UserError } from '../../../util/user-error.ts';
import { printJson, say } from '../../output/io.ts';
import { words } from '../../output/words.ts';
import { notes } from '../../settings/help.ts';
import { addSettings } from '../../settings/options.ts';
import { compareAndReport } from '../compare/run.ts';
import { trainAndReport } from '../train/run.ts';

interface ResumeFlags extends Partial<Record<SettingName, unknown>> {
  json?: true;
  quiet?: true;
}

/** What may be different when a run goes on. */
const changeable = [
  'epochs',
  'threads',
  'onDivergence',
  'data',
  'activation',
] as const satisfies readonly SettingName[];

export function configure(command: Command): void {
  command.argument('<run>', 'a run folder, or that of a comparison');
  // Without a default: what is not given stays as the run has it.
  const noDefaults = Object.fromEntries(changeable.map((name) => [name, null]));
  const settings = changeable.map((name) => settingsTable[name]);
  addSettings(command, settings, { defaults: noDefaults });
  command
    .option('--json', 'print one JSON document')
    .option('--quiet', 'no progress')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
Examples:
  $ gradlens resume runs/relu-128           after Ctrl-C, a crash or a power cut
  $ gradlens resume runs/relu-128 --epochs 20   a finished run, trained further
  $ gradlens resume runs/relu-128 --on-divergence halve-lr
  $ gradlens resume runs/compare-sigmoid-tanh-relu   the runs that are missing

A run goes on from its last whole checkpoint, and ends with the very bits that it would have had without the stop, on any
number of threads. A run that is finished already is left as it is.

Exit codes: as of \`gradlens train\`.
`;

async function act(run: string, { json, quiet, ...values }: ResumeFlags): Promise<void> {
  const flags = { ...(json && { json }), ...(quiet && { quiet }) };
  const begun = performance.now();
  if (comparisonAt(run) !== 'none') return resumeComparison(run, values, flags, begun);
  const resumed = await resumeRun(run, changesOf(values));
  if ('done' in resumed) return tellDone(resumed.done, json);
  const { assembly, continued } = resumed;
  tellWhereItStands(run, continued, quiet);
  await trainAndReport(assembly, flags, { continued });
}

/** What may be different when a comparison goes on: where its data and its own activations are. */
async function resumeComparison(
  folder: string,
  { data, activation = '', ...others }: Partial<Record<SettingName, unknown>>,
  flags: Pick<ResumeFlags, 'json' | 'quiet'>,
  begun: number,
): Promise<void> {
  const [other] = changeable.filter((name) => Object.hasOwn(others, name));
  if (other) throw new UserError({ rule: message`${setting(other)} is for runs; ${folder} is a comparison` });
  if (comparisonAt(folder) === 'done') return say(words().comparison.complete(folder));
  const modules = String(activation).split(',').filter(Boolean);
  const preparation = await prepareComparison(planOf(folder, modules, data === undefined ? undefined : String(data)));
  await compareAndReport(preparation, ComparisonFolder.open(folder, preparation), flags, begun);
}

function changesOf(values: Partial<Record<SettingName, unknown>>): ResumeChanges {
  const given = changeable.filter((name) => values[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, settingsTable[name].parse(values[name])]));
}

function tellDone({ folder, summary }: RunRecord, json: true | undefined): void {
  const status = summary?.status;
  say(words().training.done({ run: folder, early: status === 'early-stopped', further: status === 'finished' }));
  if (json) printJson(summary);
}

/** What was lost, or may come out otherwise, is told in any case. */
function tellWhereItStands(run: string, { state, notes }: ContinuedRun, quiet: true | undefined): void {
  const { goesOn, beginsAgain } = words().training;
  for (const note of notes) say(note);
  if (!state) say(beginsAgain(run));
  else if (!quiet) say(goesOn({ run, step: state.steps, epoch: state.epoch, begun: state.stepInEpoch > 0 }));
}
