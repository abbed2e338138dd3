import cliProgress from 'cli-progress';
import type { Task } from '../../../experiments/pool/task.ts';
import type { Preset } from '../../../experiments/reproduction/preset.ts';
import type { ReproductionEvent } from '../../../experiments/reproduction/runner.ts';
import type { RunRecord } from '../../../runs/folder/run-record.ts';
import { hiddenUnits } from '../../../settings/hidden-layers.ts';
import type { Settings } from '../../../settings/table.ts';
import { fitted, say } from '../../output/io.ts';
import { words } from '../../output/words.ts';

/** Clears what a longer row has left on the line. */
const END_OF_LINE = '\u001b[K\n';

/** Seconds between two words about what is no training, where no line can be overwritten. */
const PAUSE = 5;

/**
 * Shows one preset on stderr: a line for each training that has ended and, where it is a terminal, a moving row for the
 * trainings so far asked for, with the time that they will take.
 */
export class ReproductionProgress {
  private readonly begun = performance.now();
  private readonly queued = new Map<Task, number>();
  private readonly bars: cliProgress.MultiBar | undefined;
  private readonly row: cliProgress.SingleBar | undefined;
  private spoken = Number.NEGATIVE_INFINITY;
  private done = 0;

  constructor(
    private readonly preset: Preset,
    heading: string,
    private readonly quiet: boolean,
  ) {
    if (quiet) return;
    say(heading);
    if (!process.stderr.isTTY) return;
    const { row, beginning } = words().reproduction;
    const format = `  ${row}`;
    const options = { stream: process.stderr, barsize: 16, hideCursor: true, clearOnComplete: true, fps: 8, format };
    this.bars = new cliProgress.MultiBar(options);
    this.row = this.bars.create(1, 0, { left: '', what: beginning });
  }

  add(event: ReproductionEvent): void {
    if (this.quiet) return;
    if (event.type === 'said') {
      this.tell(event.text);
      return;
    }
    if (event.type === 'queued') this.queued.set(event.task, 0);
    else if (event.type === 'progress') this.queued.set(event.task, event.progress.share);
    else {
      this.queued.set(event.task, 1);
      this.done++;
      this.line(runLine(event.task, event.record));
    }
    this.row?.update(this.share, {
      left: this.left,
      what: words().reproduction.progress({ done: this.done, all: this.queued.size }),
    });
  }

  stop(): void {
    this.bars?.stop();
  }

  private tell(text: string): void {
    this.row?.update({ left: '', what: text });
    const now = performance.now() / 1000;
    if (this.row || now - this.spoken < PAUSE) return;
    this.spoken = now;
    this.line(text);
  }

  private line(text: string): void {
    if (!this.bars) {
      say(`  ${text}`);
      return;
    }
    this.bars.log(`${fitted(`  ${text}`, process.stderr)}\n`.replaceAll('\n', END_OF_LINE));
    // Otherwise the last line, logged just before the end, would never be shown.
    this.bars.update();
  }

  /** Of the trainings asked for so far; each weighs as much as its updates and its network. */
  private get share(): number {
    let [all, made] = [0, 0];
    for (const [{ settings, splits }, share] of this.queued) {
      const work = settings.epochs * (splits?.train.count ?? 1) * unitsOf(settings.hidden);
      all += work;
      made += work * share;
    }
    return all > 0 ? made / all : 0;
  }

  private get left(): string {
    const { share } = this;
    const elapsed = (performance.now() - this.begun) / 1000;
    // The first words come from one training alone, before the others have begun.
    if (share <= 0.01) return '';
    return `${words().reproduction.timeLeft((elapsed / share) * (1 - share), this.preset.name)}  `;
  }
}

/** The first layer is the widest by far; each of the others adds a little. */
function unitsOf(hidden: Settings['hidden']): number {
  const [first] = hidden.map((layer) => hiddenUnits(layer).units);
  return (first ?? 10) * (1 + 0.1 * hidden.length);
}

function runLine({ name }: Task, { summary }: RunRecord): string {
  const { diverged, ran } = words().reproduction;
  if (!summary) return name;
  if (summary.divergence) return diverged(name, summary.divergence.step);
  const { epochs, train, validation, test, seconds } = summary;
  return ran({
    name,
    epochs,
    trainLoss: train?.loss ?? null,
    trainAccuracy: train?.accuracy ?? null,
    validationAccuracy: validation?.accuracy ?? null,
    testAccuracy: test?.accuracy ?? null,
    seconds,
  });
}
