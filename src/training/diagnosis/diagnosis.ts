import type { Divergence } from '../divergence.ts';
import type { EpochMetrics } from '../metrics.ts';
import type { LayerProbe, Probe } from '../probes/figures.ts';
import { rules } from './rules/index.ts';

/** What a training suffers from, in plain words. */
export interface Finding {
  /** The rule that fired: `vanishing-gradient`, `dead-units`, ... */
  readonly rule: string;
  readonly severity: 'problem' | 'warning' | 'note';
  /** What was seen, with its figures. */
  readonly text: string;
  /** What to try. */
  readonly advice: string;
  /** Where the threshold comes from. */
  readonly source: string;
}

/** What a diagnosis needs of a probe: all of it but the histograms, which would fill the memory of a long training. */
export interface ProbeFigures extends Omit<Probe, 'layers'> {
  readonly layers: readonly LayerFigures[];
}

/** A layer's figures at a probe. */
export type LayerFigures = Omit<LayerProbe, 'histograms'>;

/** All that a diagnosis goes by. */
export interface DiagnosisFacts {
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

/** What to say of a training in which no rule found anything. */
export const HEALTHY = 'Nothing stands out: gradients, units, learning rate and fit look healthy.';

const SEVERITIES: readonly Finding['severity'][] = ['problem', 'warning', 'note'];

/** What a training suffers from, gravest first; nothing where it is healthy. */
export function diagnose(facts: DiagnosisFacts): Finding[] {
  const found = rules.flatMap((rule): Finding[] => {
    const finding = rule.find(facts);
    return finding ? [{ rule: rule.name, ...finding, source: rule.source }] : [];
  });
  return found.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
