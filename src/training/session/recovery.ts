import type { Divergence, Halving } from '../divergence.ts';
import type { TrainingState } from '../state.ts';

/** Takes a diverged training back to its last checkpoint, at half the learning rate, as often as it may. */
export class Recovery {
  private last: TrainingState | undefined;

  /** @param times how often in all */
  constructor(private readonly times: number) {}

  /** Whether it needs checkpoints. */
  get isWanted(): boolean {
    return this.times > 0;
  }

  /** That state is the one to go back to. */
  keep(state: TrainingState): void {
    this.last = state;
  }

  /**
   * @param learningRate the base rate that was too high
   * @param halvings those before
   * @returns the state to go on from and the halving, which is its last; undefined where this is the end
   */
  goBack(
    { epoch, step }: Pick<Divergence, 'epoch' | 'step'>,
    learningRate: number,
    halvings: readonly Halving[],
  ): { readonly state: TrainingState; readonly halving: Halving } | undefined {
    const { last } = this;
    if (!last || halvings.length >= this.times) return undefined;
    const halving = { epoch, step, backTo: last.steps, learningRate: learningRate / 2 };
    return { state: { ...last, halvings: [...halvings, halving] }, halving };
  }
}
