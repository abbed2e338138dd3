import type { Assembly } from '../runs/assemble.ts';
import { type RunOptions, runTraining } from '../runs/run-training.ts';
import type { EpochMetrics } from '../training/events.ts';
import { interruption } from './interruption.ts';
import { print, printJson, say, terminal } from './io.ts';
import { Progress } from './progress.ts';
import { describeNetwork, postMortem, trainReport } from './train-report.ts';
import { version } from './version.ts';

/** Exit code of a training whose loss was no longer a finite number. */
const DIVERGED = 3;

/** Trains with progress on stderr and the result on stdout, and sets the exit code. What `train` and `resume` share. */
export async function trainAndReport(
  assembly: Assembly,
  { quiet, json }: { quiet?: true; json?: true },
  options: Pick<RunOptions, 'folder' | 'continued'>,
): Promise<void> {
  const { epochs: wanted } = assembly.settings;
  const progress = quiet ? undefined : new Progress(wanted);
  const { signal, exitCode, release } = interruption();
  const epochs: EpochMetrics[] = [...(options.continued?.metrics ?? [])];
  const summary = await runTraining(assembly, {
    ...options,
    version: version(),
    signal,
    begin: () => quiet || say(describeNetwork(assembly)),
    listen(event) {
      progress?.add(event);
      if (event.type === 'epoch') epochs.push(event);
    },
  });
  release();
  if (summary.status === 'interrupted') process.exitCode = exitCode();
  if (summary.status === 'diverged') process.exitCode = DIVERGED;
  // Beside the document, which a script may swallow, the reader of messages learns why.
  if (json && summary.divergence) say(postMortem(summary.divergence));
  if (json) printJson(summary);
  else print(trainReport(summary, epochs, terminal()));
}
