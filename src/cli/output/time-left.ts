/** Nothing is told before so many seconds, and so much of the work, or else so many seconds more. */
const [EARLIEST, LEAST_SHARE, SURELY] = [1, 0.01, 10];

/**
 * How long the rest of some work will take, at the pace of all that was done since it was first asked: evaluations, slow
 * epochs and pauses count, and what an earlier process did does not.
 */
export class TimeLeft {
  private first: { readonly done: number; readonly at: number } | undefined;

  /** @param clock seconds from any moment on */
  constructor(private readonly clock = () => performance.now() / 1000) {}

  /**
   * Seconds, or null while too little is done to tell.
   * @param done of `total`, in any unit
   */
  seconds(done: number, total: number): number | null {
    const at = this.clock();
    this.first ??= { done, at };
    const [made, elapsed] = [done - this.first.done, at - this.first.at];
    const rest = total - this.first.done;
    const enough = elapsed >= SURELY || (elapsed >= EARLIEST && made >= LEAST_SHARE * rest);
    return made > 0 && enough ? (elapsed / made) * (total - done) : null;
  }
}
