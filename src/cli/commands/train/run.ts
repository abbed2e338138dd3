import { join } from 'node:path';
import { boundaryChart, boundaryGrid } from '../../../charts/boundary.ts';
import { boundarySvg } from '../../../charts/graphics/boundary-svg.ts';
import type { Assembly } from '../../../runs/assemble.ts';
import { replaceFile } from '../../../runs/files/replace-file.ts';
import { describeRun, type RunOptions, runTraining } from '../../../runs/run-training.ts';
import { LiveLog } from '../../../runs/tensorboard/live-log.ts';
import { shellLine } from '../../../settings/command-line.ts';
import { boundaryOf } from '../../../training/boundary.ts';
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
  else {
    print(trainReport(summary, metrics, terminal()));
    if (summary.status !== 'diverged') await showBoundary(assembly, summary.run);
  }
}

/** Squares of the picture that is saved. */
const FINE = { columns: 120, rows: 90 };

/** Where the network has two inputs: what it answers all over the plane, in the terminal and as boundary.svg in its folder. */
async function showBoundary({ network, scale, splits }: Assembly, run: string): Promise<void> {
  const boundary = await boundaryOf(network, scale, splits, boundaryGrid(terminal()));
  if (!boundary) return;
  print(`\n${boundaryChart(boundary, terminal())}`);
  const fine = await boundaryOf(network, scale, splits, FINE);
  if (!fine || run === '') return;
  await replaceFile(join(run, 'boundary.svg'), boundarySvg(fine, words()));
  print(words().training.boundaryFile(join(run, 'boundary.svg')));
}
