import type { Command } from 'commander';
import { diagnoseRun } from '../../../runs/diagnose-run.ts';
import { readRunRecord } from '../../../runs/folder/read-run-record.ts';
import { counted } from '../../../util/counted.ts';
import { diagnosisReport } from '../../output/diagnosis-report.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { notes } from '../../settings/help.ts';

export function configure(command: Command): void {
  command
    .argument('<run>', 'a run folder')
    .option('--json', 'print one JSON document')
    .addHelpText('after', () => notes(EXAMPLES))
    .action(act);
}

const EXAMPLES = `
Reads config.json, metrics.csv and layers.jsonl, also of a training that is still under way.

Examples:
  $ gradlens diagnose runs/sigmoid-5x100
  $ gradlens diagnose runs/sigmoid-5x100 --json | jq -r '.diagnosis[].rule'
`;

function act(run: string, flags: { json?: true }): void {
  const { config, metrics, probes, summary, skipped } = readRunRecord(run);
  for (const what of skipped) say(what);
  const diagnosis = diagnoseRun(config, { metrics, probes, divergence: summary?.divergence ?? null });
  const attenuation = { start: probes[0]?.attenuation ?? null, end: probes.at(-1)?.attenuation ?? null };
  if (flags.json) printJson({ run, status: summary?.status ?? null, epochs: metrics.length, attenuation, diagnosis });
  else
    print(`${run}, ${counted(metrics.length, 'epoch')}\n${diagnosisReport(diagnosis, terminal(), { sources: true })}`);
}
