import type { Assembly } from '../../../runs/assemble.ts';
import { describeRun, type RunOptions, runTraining } from '../../../runs/run-training.ts';
import { LiveLog } from '../../../runs/tensorboard/live-log.ts';
import { shellLine } from '../../../settings/command-line.ts';
import { interruption } from '../../output/interruption.ts';
import { print, printJson, say, terminal } from '../../output/io.ts';
import { words } from '../../output/words.ts';
import { version } from '../../version.ts';
import { Progress } from './progress.ts';
import { describeNetwork, trainReport } from './report.ts';

/** Exit code of a training whose loss was no longer a finite number. */
const DIVERGED = 3;

/** Trains with progress on stderr and the result on stdout, and sets the exit code. What `train` and `resume` share. */
export async function trainAndReport(
  assembly: Assembly,
  { quiet, json }: { quiet?: true; json?: true },
  { tensorboard, ...options }: Pick<RunOptions, 'folder' | 'continued'> & { tensorboard?: true | string },
): Promise<void> {
  // Before a run folder is made for it.
  if (typeof tensorboard === 'string') LiveLog.requireFolder(tensorboard);
  let board: LiveLog | undefined;
  const { epochs: wanted } = assembly.settings;
  const progress = quiet ? undefined : new Progress(wanted);
  const { signal, exitCode, release } = interruption();
  const { summary, metrics } = await runTraining(assembly, {
    ...options,
    version: version(),
    signal,
    begin(run) {
      if (!quiet) say(describeNetwork(assembly, words()));
      if (!tensorboard || run === null) return;
      const logs = typeof tensorboard === 'string' ? tensorboard : undefined;
      const onFailure = (reason: string) =>
        say(words().training.tensorboardEnded({ folder: board?.folder ?? run, reason }));
      board = LiveLog.begin({
        network: assembly.network,
        config: describeRun(assembly, version()),
        run,
        logs,
        onFailure,
      });
      if (!quiet) say(words().training.tensorboard(`tensorboard --logdir ${shellLine([logs ?? board.folder])}`));
    },
    listen(event) {
      board?.add(event);
      progress?.add(event);
    },
  });
  release();
  board?.close();
  if (summary.status === 'interrupted') process.exitCode = exitCode();
  if (summary.status === 'diverged') process.exitCode = DIVERGED;
  // Beside the document, which a script may swallow, the reader of messages learns why.
  if (json && summary.divergence) say(words().training.postMortem(summary.divergence));
  if (json) printJson(summary);
  else print(trainReport(summary, metrics, terminal()));
}
