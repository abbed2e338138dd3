import cliProgress from 'cli-progress';
import { duration, percent, significant } from '../../../charts/format.ts';
import { sparkline } from '../../../charts/sparkline.ts';
import { terminalOf } from '../../../charts/terminal.ts';
import { padEnd } from '../../../charts/text.ts';
import type { ComparisonEvent } from '../../../experiments/compare.ts';
import type { RateSearch } from '../../../experiments/comparison.ts';
import type { Job, JobProgress } from '../../../experiments/job.ts';
import type { Plan } from '../../../experiments/plan.ts';
import { isAtEdge, madeNoDifference } from '../../../experiments/rate-search.ts';
import type { RunRecord } from '../../../runs/folder/run-record.ts';
import { fitted, say } from '../../output/io.ts';
import { Work } from './work.ts';

/** A job under way: its row, and the losses that its sparkline shows. */
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
  private readonly rows = new Map<Job, Row>();
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
      format: '  {name}  {bar}  epoch {epoch}/{epochs}  loss {loss}  {trend}{accuracy}',
    });
    this.whole = this.bars.create(1, 0, {}, { format: '  {name}  {bar}  {left}{done}' });
    this.showWhole();
  }

  add(event: ComparisonEvent): void {
    if (event.type === 'searched') this.line(searchLine(event.activation, event.search));
    else if (event.type === 'progress') this.move(event.job, event.progress);
    else if (event.type === 'done') this.end(event.job, event.record);
    this.work.add(event);
    this.showWhole();
  }

  stop(): void {
    this.bars?.stop();
  }

  private move(job: Job, { epoch, share, loss, testAccuracy }: JobProgress): void {
    if (!this.bars) return;
    const row = this.rows.get(job) ?? { bar: this.bars.create(1, 0, {}), losses: [] };
    this.rows.set(job, row);
    row.losses.push(loss);
    this.nameWidth = Math.max(this.nameWidth, job.name.length);
    row.bar.update(share, {
      name: padEnd(job.name, this.nameWidth),
      epoch,
      epochs: job.settings.epochs,
      loss: significant(loss),
      trend: sparkline(row.losses, 12, terminalOf(process.stderr, process.env)),
      accuracy: testAccuracy === null ? '' : `  test ${percent(testAccuracy)}`,
    });
  }

  private end(job: Job, record: RunRecord): void {
    const row = this.rows.get(job);
    if (row) this.bars?.remove(row.bar);
    this.rows.delete(job);
    if (job.folder === null) return;
    this.trained++;
    this.line(runLine(job, record));
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
    this.whole?.update(this.work.share, {
      name: padEnd('in all', this.nameWidth),
      done: `${this.trained} of ${this.runs} runs${this.work.searching ? ', searching rates' : ''}`,
      left: this.work.left,
    });
  }
}

function searchLine(activation: string, search: RateSearch): string {
  const { best, tried } = search;
  const loss = tried.find(({ lr }) => lr === best)?.loss;
  const remark = madeNoDifference(search)
    ? ', no rate made a difference'
    : isAtEdge(search)
      ? ', at the edge of all that may be tried'
      : '';
  return `${activation}: learning rate ${best}, of ${tried.length} tried (validation loss ${significant(loss)}${remark})`;
}

function runLine({ name, settings }: Job, { summary }: RunRecord): string {
  if (summary?.divergence) return `${name}: diverged at step ${summary.divergence.step}, learning rate ${settings.lr}`;
  const { epochs, train, test, seconds } = summary ?? {};
  const figures = `train ${significant(train?.loss)} ${percent(train?.accuracy)}   test ${significant(test?.loss)} ${percent(test?.accuracy)}`;
  return `${name}: ${epochs} epochs   ${figures}   ${duration(seconds)}`;
}
