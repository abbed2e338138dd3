import cliProgress from 'cli-progress';
import { sparkline } from '../../../charts/sparkline.ts';
import { terminalOf } from '../../../charts/terminal.ts';
import { padEnd, textWidth } from '../../../charts/text.ts';
import type { ComparisonEvent } from '../../../experiments/compare.ts';
import type { RateSearch } from '../../../experiments/comparison.ts';
import type { Plan } from '../../../experiments/plan.ts';
import type { Task, TaskProgress } from '../../../experiments/pool/task.ts';
import { isAtEdge, madeNoDifference } from '../../../experiments/rate-search.ts';
import type { RunRecord } from '../../../runs/folder/run-record.ts';
import { significant } from '../../../words/numbers.ts';
import { fitted, say } from '../../output/io.ts';
import { words } from '../../output/words.ts';
import { scoresOf } from '../train/report.ts';
import { Work } from './work.ts';

/** A task under way: its row, and the losses that its sparkline shows. */
interface Row {
  readonly bar: cliProgress.SingleBar;
  readonly losses: number[];
}

/** Clears what a longer row has left on the line. */
const END_OF_LINE = '\u001b[K\n';

/**
 * Shows a comparison on stderr: a line for each search and each training that has ended and, where it is a terminal, a
 * moving row for the whole and for each training under way.
 */
export class ComparisonProgress {
  /** Runs that came to their end, a diverged one too, and how many there will be. */
  trained = 0;
  readonly runs: number;
  private readonly bars: cliProgress.MultiBar | undefined;
  private readonly rows = new Map<Task, Row>();
  private readonly work: Work;
  private whole: cliProgress.SingleBar | undefined;
  private nameWidth = 0;

  constructor(
    plan: Plan,
    activations: number,
    private readonly quiet: boolean,
  ) {
    this.runs = activations * plan.seeds;
    this.work = new Work(plan, activations);
    if (quiet || !process.stderr.isTTY) return;
    this.bars = new cliProgress.MultiBar({
      stream: process.stderr,
      barsize: 16,
      hideCursor: true,
      clearOnComplete: true,
      fps: 8,
      format: `  ${words().comparison.row}`,
    });
    this.whole = this.bars.create(1, 0, {}, { format: `  ${words().comparison.wholeRow}` });
    this.showWhole();
  }

  add(event: ComparisonEvent): void {
    if (event.type === 'searched') this.line(searchLine(event.activation, event.search));
    else if (event.type === 'progress') this.move(event.task, event.progress);
    else if (event.type === 'done') this.end(event.task, event.record);
    this.work.add(event);
    this.showWhole();
  }

  stop(): void {
    this.bars?.stop();
  }

  private move(task: Task, { epoch, share, loss, testAccuracy }: TaskProgress): void {
    if (!this.bars) return;
    const row = this.rows.get(task) ?? { bar: this.bars.create(1, 0, {}), losses: [] };
    this.rows.set(task, row);
    row.losses.push(loss);
    this.nameWidth = Math.max(this.nameWidth, textWidth(task.name));
    row.bar.update(share, {
      name: padEnd(task.name, this.nameWidth),
      epoch,
      epochs: task.settings.epochs,
      loss: significant(loss),
      trend: sparkline(row.losses, 12, terminalOf(process.stderr, process.env)),
      accuracy: testAccuracy === null ? '' : `  ${words().comparison.rowAccuracy(testAccuracy)}`,
    });
  }

  private end(task: Task, record: RunRecord): void {
    const row = this.rows.get(task);
    if (row) this.bars?.remove(row.bar);
    this.rows.delete(task);
    if (task.folder === null) return;
    this.trained++;
    this.line(runLine(task, record));
  }

  private line(text: string): void {
    if (this.quiet) return;
    if (this.bars) {
      this.bars.log(`${fitted(`  ${text}`, process.stderr)}\n`.replaceAll('\n', END_OF_LINE));
      // Otherwise the last line, logged just before the end, would never be shown.
      this.bars.update();
    } else say(`  ${text}`);
  }

  private showWhole(): void {
    const { whole, progress, timeLeft } = words().comparison;
    const { left } = this.work;
    this.whole?.update(this.work.share, {
      name: padEnd(whole, this.nameWidth),
      done: progress({ done: this.trained, runs: this.runs, searching: this.work.searching }),
      left: left === null ? '' : `${timeLeft(left)}  `,
    });
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
