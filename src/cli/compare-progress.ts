import cliProgress from 'cli-progress';
import { duration, percent, significant } from '../charts/format.ts';
import { sparkline } from '../charts/sparkline.ts';
import { terminalOf } from '../charts/terminal.ts';
import { padEnd } from '../charts/text.ts';
import type { ComparisonEvent } from '../experiments/compare.ts';
import type { RateSearch } from '../experiments/comparison.ts';
import type { Job, JobProgress } from '../experiments/job.ts';
import type { Plan } from '../experiments/plan.ts';
import { isAtEdge, madeNoDifference, searchEpochs, USUAL_TRIALS } from '../experiments/rate-search.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { say } from './io.ts';

/** A job under way: its row, and the losses that its sparkline shows. */
interface Row {
  readonly bar: cliProgress.SingleBar;
  readonly losses: number[];
}

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
    this.whole = this.bars.create(1, 0, {}, { format: '  {name}  {bar}  {done}  {left}' });
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
    if (this.bars) this.bars.log(`  ${text}\n`);
    else say(`  ${text}`);
  }

  private showWhole(): void {
    this.whole?.update(this.work.share, {
      name: padEnd('in all', this.nameWidth),
      done: `${this.trained} of ${this.runs} runs${this.work.searching ? ', searching rates' : ''}`,
      left: this.work.left,
    });
  }
}

/** What is done and what is to do, in epochs: all jobs have the same data. */
class Work {
  private readonly started = performance.now();
  private readonly trials = new Map<string, number>();
  private readonly searched = new Set<string>();
  private readonly underWay = new Map<Job, number>();
  private readonly trialEpochs: number;
  private ended = 0;

  constructor(
    private readonly plan: Plan,
    private readonly activations: number,
  ) {
    this.trialEpochs = searchEpochs(plan.settings.epochs);
  }

  add(event: ComparisonEvent): void {
    if (event.type === 'searched') this.searched.add(event.activation);
    else if (event.type === 'progress') this.underWay.set(event.job, event.progress.share);
    else if (event.type === 'done') {
      this.underWay.delete(event.job);
      this.ended += event.job.settings.epochs;
    } else if (event.job.folder === null) {
      const { activation } = event.job;
      this.trials.set(activation, (this.trials.get(activation) ?? 0) + 1);
    }
  }

  get searching(): boolean {
    return this.plan.lr === 'search' && this.searched.size < this.activations;
  }

  get share(): number {
    return this.done / this.total;
  }

  /** From all the time taken so far, evaluations included: what the rest will take at that pace. */
  get left(): string {
    const elapsed = (performance.now() - this.started) / 1000;
    return this.done > 0 ? `about ${duration((elapsed / this.done) * (this.total - this.done))} left` : '';
  }

  private get done(): number {
    return [...this.underWay].reduce((sum, [{ settings }, share]) => sum + share * settings.epochs, this.ended);
  }

  /** Searches that go on are counted with as many trials as most have. */
  private get total(): number {
    const { lr, seeds, settings } = this.plan;
    const runs = this.activations * seeds * settings.epochs;
    if (lr !== 'search') return runs;
    const begun = [...this.trials].map(([name, n]) => (this.searched.has(name) ? n : Math.max(n, USUAL_TRIALS)));
    const trials = begun.reduce((sum, n) => sum + n, 0) + (this.activations - begun.length) * USUAL_TRIALS;
    return runs + trials * this.trialEpochs;
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
