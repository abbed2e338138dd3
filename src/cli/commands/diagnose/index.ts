import type { Command } from 'commander';
import { comparisonAt } from '../../../experiments/comparison-folder.ts';
import { diagnoseRun } from '../../../runs/diagnose-run.ts';
import { listRuns } from '../../../runs/folder/list-runs.ts';
import { readRunRecord } from '../../../runs/folder/read-run-record.ts';
import { counted } from '../../../util/counted.ts';
import { diagnosisReport } from '../../output/diagnosis-report.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { notes } from '../../settings/help.ts';

export function configure(command: Command): void {
  command
    .argument('<run>', 'a run folder, or that of a comparison')
    .option('--json', 'print one JSON document')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
Reads config.json, metrics.csv and layers.jsonl, also of a training that is still under way; of a comparison, those of all
its runs.

Examples:
  $ gradlens diagnose runs/sigmoid-5x100
  $ gradlens diagnose runs/compare-sigmoid-tanh-relu
  $ gradlens diagnose runs/sigmoid-5x100 --json | jq -r '.diagnosis[].rule'
`;

function act(path: string, flags: { json?: true }): void {
  if (comparisonAt(path) === 'none') {
    const one = diagnosed(path);
    if (flags.json) printJson(one);
    else print(report(one));
    return;
  }
  const { runs, broken } = listRuns(path);
  for (const { name, reason } of broken) say(`${name}: ${reason}`);
  const all = runs.map(({ folder }) => diagnosed(folder)).sort((a, b) => a.run.localeCompare(b.run));
  if (flags.json) printJson({ comparison: path, runs: all });
  else print(all.map(report).join('\n\n'));
}

function diagnosed(run: string) {
  const { config, metrics, probes, summary, skipped } = readRunRecord(run);
  for (const what of skipped) say(what);
  const diagnosis = diagnoseRun(config, { metrics, probes, divergence: summary?.divergence ?? null });
  const attenuation = { start: probes[0]?.attenuation ?? null, end: probes.at(-1)?.attenuation ?? null };
  return { run, status: summary?.status ?? null, epochs: metrics.length, attenuation, diagnosis };
}

function report({ run, epochs, diagnosis }: ReturnType<typeof diagnosed>): string {
  return `${run}, ${counted(epochs, 'epoch')}\n${diagnosisReport(diagnosis, terminal(), { sources: true })}`;
}
