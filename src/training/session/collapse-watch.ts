import { type Collapse, collapseOf } from '../collapse.ts';
import { type Guessing, guessing } from '../guessing.ts';
import type { Probe } from '../probes/figures.ts';
import { Prober } from '../probes/probe.ts';
import type { TrainOptions } from '../train-options.ts';

/** Sees whether updates have driven a network to where it only guesses; it changes no bit of the training. */
export class CollapseWatch {
  private readonly prober: Prober;
  private readonly start: Probe;
  private readonly guess: Guessing;

  /** The network still has its first weights. */
  constructor({ network, train, scale }: Pick<TrainOptions, 'network' | 'train' | 'scale'>) {
    this.prober = new Prober(network, train, scale);
    this.start = this.prober.probe(0, 0);
    const perClass = new Array<number>(network.outputs).fill(0);
    for (const label of train.labels) perClass[label]++;
    this.guess = guessing(network.head, perClass);
  }

  /** What the network shows now, which must be up to date; null where it has not collapsed. */
  collapse(epoch: number, steps: number): Collapse | null {
    return steps === 0 ? null : collapseOf(this.start, this.prober.probe(epoch, steps), this.guess);
  }
}
