/** Seconds that a run of steps should take: often enough for progress and signals, seldom enough to cost nothing. */
const RUN_SECONDS = 0.06;

/** How many steps are taken in one go, by how long the last ones took. */
export class Pace {
  private secondsPerStep = RUN_SECONDS;

  /** Steps of the next run, at least one. */
  steps(most: number): number {
    return Math.max(1, Math.min(most, Math.floor(RUN_SECONDS / this.secondsPerStep)));
  }

  /** Learns from a run. */
  learn(steps: number, seconds: number): void {
    if (steps > 0) this.secondsPerStep = seconds / steps;
  }
}
