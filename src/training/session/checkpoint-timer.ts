import type { CheckpointInterval } from '../../settings/intervals.ts';

/** Says when the next checkpoint is due, by an interval in steps or in seconds. */
export class CheckpointTimer {
  private last = 0;

  /** @param clock seconds from any moment on */
  constructor(
    private readonly interval: CheckpointInterval,
    private readonly clock = () => performance.now() / 1000,
  ) {}

  /** A checkpoint was just made, after that many steps. */
  restart(steps: number): void {
    this.last = this.now(steps);
  }

  isDue(steps: number): boolean {
    const { interval } = this;
    if (!interval) return false;
    return this.now(steps) - this.last >= ('steps' in interval ? interval.steps : interval.seconds);
  }

  /** Most steps to take before asking again, at least one. */
  stepsLeft(steps: number): number {
    const { interval, last } = this;
    if (!interval || 'seconds' in interval) return Number.POSITIVE_INFINITY;
    return Math.max(1, last + interval.steps - steps);
  }

  private now(steps: number): number {
    return this.interval && 'steps' in this.interval ? steps : this.clock();
  }
}
