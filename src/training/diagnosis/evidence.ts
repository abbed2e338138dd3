import type { Settings } from '../../settings/table.ts';
import type { Divergence } from '../divergence.ts';
import type { EpochMetrics } from '../metrics.ts';
import type { LayerProbe, Probe } from '../probes/figures.ts';
import type { ActivationFacts } from './facts/activation-facts.ts';
import type { DataFacts } from './facts/data-facts.ts';

/** What a diagnosis needs of a probe: all of it but the histograms, which would fill the memory of a long training. */
export interface ProbeFigures extends Omit<Probe, 'layers'> {
  readonly layers: readonly LayerFigures[];
}

/** A layer's figures at a probe. */
export type LayerFigures = Omit<LayerProbe, 'histograms'>;

/** All that a diagnosis goes by. What is null is not known, and nothing is said of it. */
export interface Evidence {
  /** What the activations of the hidden layers are called, all together: `relu`, `tanh+relu`. */
  readonly activation: string;
  /** Facts of each of them by its name, where its formula is at hand. */
  readonly activations: Readonly<Record<string, ActivationFacts>>;
  /** The initializer in force. */
  readonly init: string;
  /** Units of the hidden layers. */
  readonly hidden: readonly number[];
  readonly inputs: number;
  readonly classes: number;
  /** All settings in force; null of a training by another program. */
  readonly settings: Settings | null;
  /** null where the data were not looked at before the training: by another program, or an earlier version. */
  readonly data: DataFacts | null;
  readonly metrics: readonly EpochMetrics[];
  /** In order; without any, nothing is said of gradients, units and updates. */
  readonly probes: readonly ProbeFigures[];
  readonly divergence: Pick<Divergence, 'step' | 'suggestedLearningRate'> | null;
}
