import { progressBar } from '../../../charts/bars.ts';
import { terminalOf } from '../../../charts/terminal.ts';
import type { TrainingEvent } from '../../../training/events.ts';
import type { EpochMetrics } from '../../../training/metrics.ts';
import { say } from '../../output/io.ts';
import { LiveRows } from '../../output/live-rows.ts';
import { TimeLeft } from '../../output/time-left.ts';
import { words } from '../../output/words.ts';
import { scoresOf } from './report.ts';

type Step = Extract<TrainingEvent, { type: 'step' }>;

/**
 * Shows a training on stderr: a bar that moves where it is a terminal, and one plain line per epoch in any case.
 */
export class Progress {
  private readonly live: LiveRows | undefined;
  private readonly timeLeft = new TimeLeft();
  private step: Step | undefined;

  constructor(private readonly epochs: number) {
    if (process.stderr.isTTY) this.live = new LiveRows(() => this.rows());
  }

  add(event: TrainingEvent): void {
    if (event.type === 'step') {
      this.step = event;
      this.live?.refresh();
    } else if (event.type === 'epoch') this.line(this.epochLine(event));
    else if (event.type === 'halved') this.line(words().training.halved({ ...event, loss: event.divergence.loss }));
    else if (event.type !== 'checkpoint' && event.type !== 'probe') this.live?.stop();
  }

  private rows(): string[] {
    const { step: at, epochs } = this;
    if (!at) return [];
    const { epoch, step, stepsPerEpoch, loss } = at;
    const total = epochs * stepsPerEpoch;
    const bar = progressBar(step / total, 24, terminalOf(process.stderr, process.env));
    return [`  ${words().training.row({ bar, epoch, epochs, loss, left: this.timeLeft.seconds(step, total) })}`];
  }

  private line(text: string): void {
    if (this.live) this.live.log(`  ${text}`);
    else say(`  ${text}`);
  }

  private epochLine(metrics: EpochMetrics): string {
    const { epoch, samplesPerSecond } = metrics;
    return words().training.epochLine({ epoch, epochs: this.epochs, scores: scoresOf(metrics), samplesPerSecond });
  }
}
