import { progressBar } from '../../../charts/bars.ts';
import { sparkline } from '../../../charts/sparkline.ts';
import { terminalOf } from '../../../charts/terminal.ts';
import { padEnd, textWidth } from '../../../charts/text.ts';
import type { ComparisonEvent } from '../../../experiments/compare.ts';
import type { RateSearch } from '../../../experiments/comparison.ts';
import type { Plan } from '../../../experiments/plan.ts';
import type { Task, TaskProgress } from '../../../experiments/pool/task.ts';
import { isAtEdge, madeNoDifference } from '../../../experiments/rate-search.ts';
import type { RunRecord } from '../../../runs/folder/run-record.ts';
import { say } from '../../output/io.ts';
import { LiveRows } from '../../output/live-rows.ts';
import { words } from '../../output/words.ts';
import { scoresOf } from '../train/report.ts';
import { Work } from './work.ts';

/** A task under way: its row, and the losses that its sparkline shows. */
interface Row {
  readonly losses: number[];
  progress: TaskProgress;
}

/** Columns of a bar. */
const BAR = 16;

/**
 * Shows a comparison on stderr: a line for each search and each training that has ended and, where it is a terminal, a
 * moving row for the whole and for each training under way.
 */
export class ComparisonProgress {
  /** Runs that came to their end, a diverged one too, and how many there will be. */
  trained = 0;
  readonly runs: number;
  private readonly live: LiveRows | undefined;
  private readonly rows = new Map<Task, Row>();
  private readonly work: Work;
  private nameWidth = 0;

  constructor(
    plan: Plan,
    activations: number,
    private readonly quiet: boolean,
  ) {
    this.runs = activations * plan.seeds;
    this.work = new Work(plan, activations);
    if (quiet || !process.stderr.isTTY) return;
    this.live = new LiveRows(() => this.allRows());
    this.live.refresh();
  }

  add(event: ComparisonEvent): void {
    if (event.type === 'searched') this.line(searchLine(event.activation, event.search));
    else if (event.type === 'progress') this.move(event.task, event.progress);
    else if (event.type === 'done') this.end(event.task, event.record);
    this.work.add(event);
    this.live?.refresh();
  }

  stop(): void {
    this.live?.stop();
  }

  private move(task: Task, progress: TaskProgress): void {
    const row = this.rows.get(task) ?? { losses: [], progress };
    row.losses.push(progress.loss);
    row.progress = progress;
    this.rows.set(task, row);
    this.nameWidth = Math.max(this.nameWidth, textWidth(task.name));
  }

  private end(task: Task, record: RunRecord): void {
    this.rows.delete(task);
    if (task.folder === null) return;
    this.trained++;
    this.line(runLine(task, record));
  }

  private line(text: string): void {
    if (this.quiet) return;
    if (this.live) this.live.log(`  ${text}`);
    else say(`  ${text}`);
  }

  /** The whole, then every training under way. */
  private allRows(): string[] {
    const { comparison } = words();
    const terminal = terminalOf(process.stderr, process.env);
    const { left, share, searching } = this.work;
    const whole = comparison.wholeRow({
      name: padEnd(comparison.whole, this.nameWidth),
      bar: progressBar(share, BAR, terminal),
      left,
      done: comparison.progress({ done: this.trained, runs: this.runs, searching }),
    });
    const each = [...this.rows].map(([{ name, settings }, { losses, progress }]) =>
      comparison.row({
        name: padEnd(name, this.nameWidth),
        bar: progressBar(progress.share, BAR, terminal),
        epoch: progress.epoch,
        epochs: settings.epochs,
        loss: progress.loss,
        trend: sparkline(losses, 12, terminal),
        testAccuracy: progress.testAccuracy,
      }),
    );
    return [whole, ...each].map((row) => `  ${row}`);
  }
}

function searchLine(activation: string, search: RateSearch): string {
  const { best, tried } = search;
  const loss = tried.find(({ lr }) => lr === best)?.loss ?? null;
  const remark = madeNoDifference(search) ? 'no-difference' : isAtEdge(search) ? 'at-edge' : null;
  return words().comparison.searched({ activation, best, tried: tried.length, loss, remark });
}

function runLine({ name, settings }: Task, { summary }: RunRecord): string {
  const { diverged, ran } = words().comparison;
  if (!summary) return name;
  if (summary.divergence) return diverged({ name, step: summary.divergence.step, lr: settings.lr });
  const scores = scoresOf({ ...summary, validation: null });
  return ran({ name, epochs: summary.epochs, scores, seconds: summary.seconds });
}
