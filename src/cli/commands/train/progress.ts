import cliProgress from 'cli-progress';
import { duration, percent, rate, significant } from '../../../charts/format.ts';
import type { TrainingEvent } from '../../../training/events.ts';
import type { EpochMetrics } from '../../../training/metrics.ts';
import { say } from '../../output/io.ts';

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
      format: '  {bar} epoch {epoch}/{epochs}  loss {loss}  {left} left',
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
    if (event.type === 'halved') say(halvedLine(event));
  }

  private step({ epoch, step, stepsPerEpoch, loss: value }: Extract<TrainingEvent, { type: 'step' }>): void {
    const { bar, epochs } = this;
    if (!bar) return;
    const total = epochs * stepsPerEpoch;
    // From all the time taken so far, evaluations included: what the rest will take at that pace.
    this.first ??= step;
    const left = ((performance.now() - this.started) / 1000 / (step - this.first + 1)) * (total - step);
    const shown = { epoch, epochs, loss: significant(value), left: duration(left) };
    if (bar.isActive) bar.update(step, shown);
    else bar.start(total, step, shown);
  }

  private line({ epoch, train, validation, test, samplesPerSecond }: EpochMetrics): string {
    const width = String(this.epochs).length;
    const parts = Object.entries({ train, val: validation, test })
      .filter(([, score]) => score !== null)
      .map(([name, score]) => `${name} ${significant(score?.loss)} ${percent(score?.accuracy)}`);
    return `  epoch ${String(epoch).padStart(width)}/${this.epochs}   ${parts.join('   ')}   ${rate(samplesPerSecond)}`;
  }
}

function halvedLine({ divergence, step, backTo, learningRate }: Extract<TrainingEvent, { type: 'halved' }>): string {
  return `  The loss became ${divergence.loss} at step ${step}: back to step ${backTo}, with a learning rate of ${learningRate}`;
}
