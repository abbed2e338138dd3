import type { Divergence } from '../divergence.ts';
import type { EpochMetrics } from '../metrics.ts';
import type { LayerProbe, Probe } from '../probes/figures.ts';

/** What a diagnosis needs of a probe: all of it but the histograms, which would fill the memory of a long training. */
export interface ProbeFigures extends Omit<Probe, 'layers'> {
  readonly layers: readonly LayerFigures[];
}

/** A layer's figures at a probe. */
export type LayerFigures = Omit<LayerProbe, 'histograms'>;

/** All that a diagnosis goes by. */
export interface Evidence {
  /** Of the hidden layers. */
  readonly activation: string;
  /** Share 0..1 of standard normal net inputs at which it is flat by its own word: half for relu, nothing for tanh; null
   * where its formula is not at hand. */
  readonly flatAtRest: number | null;
  /** Its largest slope; null for one that acts on rows. */
  readonly steepest: number | null;
  /** The initializer in force. */
  readonly init: string;
  readonly lr: number;
  readonly classes: number;
  readonly metrics: readonly EpochMetrics[];
  /** In order; without any, nothing is said of gradients, units and updates. */
  readonly probes: readonly ProbeFigures[];
  readonly divergence: Pick<Divergence, 'step' | 'suggestedLearningRate'> | null;
}
