import type { ComparisonEvent } from '../../../experiments/compare.ts';
import type { Plan } from '../../../experiments/plan.ts';
import type { Task } from '../../../experiments/pool/task.ts';
import { searchEpochs, USUAL_TRIALS } from '../../../experiments/rate-search.ts';
import { TimeLeft } from '../../output/time-left.ts';

/** What of a comparison is done and what is to do, in epochs: all tasks have the same data. */
export class Work {
  private readonly timeLeft = new TimeLeft();
  private readonly trials = new Map<string, number>();
  private readonly searched = new Set<string>();
  private readonly underWay = new Map<Task, number>();
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
    else if (event.type === 'progress') this.underWay.set(event.task, event.progress.share);
    else if (event.type === 'done') {
      this.underWay.delete(event.task);
      this.ended += event.task.settings.epochs;
    } else if (event.task.folder === null) {
      const { activation } = event.task;
      this.trials.set(activation, (this.trials.get(activation) ?? 0) + 1);
    }
  }

  get searching(): boolean {
    return this.plan.lr === 'search' && this.searched.size < this.activations;
  }

  get share(): number {
    return this.done / this.total;
  }

  /** Seconds that the rest will take; null at first. */
  get left(): number | null {
    return this.timeLeft.seconds(this.done, this.total);
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
    const unknown = this.activations - new Set([...this.trials.keys(), ...this.searched]).size;
    const trials = begun.reduce((sum, n) => sum + n, 0) + unknown * USUAL_TRIALS;
    return runs + trials * this.trialEpochs;
  }
}
