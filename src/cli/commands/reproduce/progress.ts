import { progressBar } from '../../../charts/bars.ts';
import { terminalOf } from '../../../charts/terminal.ts';
import type { Task } from '../../../experiments/pool/task.ts';
import type { Preset } from '../../../experiments/reproduction/preset.ts';
import type { ReproductionEvent } from '../../../experiments/reproduction/runner.ts';
import type { RunRecord } from '../../../runs/folder/run-record.ts';
import { hiddenUnits } from '../../../settings/hidden-layers.ts';
import type { Settings } from '../../../settings/table.ts';
import { say } from '../../output/io.ts';
import { LiveRows } from '../../output/live-rows.ts';
import { TimeLeft } from '../../output/time-left.ts';
import { words } from '../../output/words.ts';

/** Columns of the bar. */
const BAR = 16;

/** Seconds between two lines about what is no training, where no line can be overwritten. */
const PAUSE = 5;

/**
 * Shows one preset on stderr: a line for each training that has ended and, where it is a terminal, a moving row for the
 * trainings so far asked for, with the time that they will take.
 */
export class ReproductionProgress {
  private readonly timeLeft = new TimeLeft();
  private readonly queued = new Map<Task, number>();
  private readonly live: LiveRows | undefined;
  /** What is computed beside trainings; null where trainings go on. */
  private text: string | null = words().reproduction.beginning;
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
    this.live = new LiveRows(() => [this.row()]);
    this.live.refresh();
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
    this.text = null;
    this.live?.refresh();
  }

  stop(): void {
    this.live?.stop();
  }

  private tell(text: string): void {
    this.text = text;
    this.live?.refresh();
    const now = performance.now() / 1000;
    if (this.live || now - this.spoken < PAUSE) return;
    this.spoken = now;
    this.line(text);
  }

  private line(text: string): void {
    if (this.live) this.live.log(`  ${text}`);
    else say(`  ${text}`);
  }

  private row(): string {
    const { share, text, done, queued, preset } = this;
    const { row, progress } = words().reproduction;
    return `  ${row({
      bar: progressBar(share, BAR, terminalOf(process.stderr, process.env)),
      // The pace is that of trainings; what is computed beside them has none.
      left: text === null ? this.timeLeft.seconds(share, 1) : null,
      name: preset.name,
      what: text ?? progress({ done, all: queued.size }),
    })}`;
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
