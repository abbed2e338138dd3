import cliProgress from 'cli-progress';
import type { TrainingEvent } from '../../../training/events.ts';
import type { EpochMetrics } from '../../../training/metrics.ts';
import { significant } from '../../../words/numbers.ts';
import { say } from '../../output/io.ts';
import { words } from '../../output/words.ts';
import { scoresOf } from './report.ts';

/**
 * Shows a training on stderr: a bar that moves where it is a terminal, and one plain line per epoch in any case.
 */
export class Progress {
  private readonly bar: cliProgress.SingleBar | undefined;
  private readonly started = performance.now();
  /** Where this process began: a run may have been begun by another. */
  private first: number | undefined;

  constructor(private readonly epochs: number) {
    if (!process.stderr.isTTY) return;
    this.bar = new cliProgress.SingleBar({
      format: `  ${words().training.row}`,
      stream: process.stderr,
      barsize: 24,
      clearOnComplete: true,
      hideCursor: true,
      fps: 8,
    });
  }

  add(event: TrainingEvent): void {
    if (event.type === 'step') this.step(event);
    else if (event.type !== 'checkpoint') this.bar?.stop();
    if (event.type === 'epoch') say(this.line(event));
    if (event.type === 'halved') say(`  ${words().training.halved({ ...event, loss: event.divergence.loss })}`);
  }

  private step({ epoch, step, stepsPerEpoch, loss: value }: Extract<TrainingEvent, { type: 'step' }>): void {
    const { bar, epochs } = this;
    if (!bar) return;
    const total = epochs * stepsPerEpoch;
    // From all the time taken so far, evaluations included: what the rest will take at that pace.
    this.first ??= step;
    const left = ((performance.now() - this.started) / 1000 / (step - this.first + 1)) * (total - step);
    const shown = { epoch, epochs, loss: significant(value), left: words().figures.duration(left) };
    if (bar.isActive) bar.update(step, shown);
    else bar.start(total, step, shown);
  }

  private line(metrics: EpochMetrics): string {
    const { epoch, samplesPerSecond } = metrics;
    const { epochs } = this;
    return `  ${words().training.epochLine({ epoch, epochs, scores: scoresOf(metrics), samplesPerSecond })}`;
  }
}
