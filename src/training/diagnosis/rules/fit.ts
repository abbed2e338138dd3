import type { EpochMetrics, Score } from '../../metrics.ts';
import type { Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

/** A loss on held-out data that has risen again. */
export interface OverFittingFacts {
  /** What the data are for: validation where there is such a set, else test. */
  readonly set: 'validation' | 'test';
  /** The epoch in which that loss was least, and that loss. */
  readonly epoch: number;
  readonly best: number;
  /** The last epochs lie at least this share above it. */
  readonly rise: number;
  /** The training loss in that epoch, and in the last. */
  readonly trainThen: number;
  readonly trainNow: number;
  readonly remedies: readonly Remedy[];
}

/** The loss on other data rises while that on the training set falls. */
export const overFitting = rule({
  name: 'over-fitting',
  source:
    'Prechelt, Early Stopping - But When? (1998): generalization loss GL above 5 %; here in each of the last three epochs, ' +
    'since single ones are noisy',
  thresholds: { generalizationLoss: 0.05, epochs: 3 },
  find({ metrics }, { generalizationLoss, epochs }): Sighting<OverFittingFacts> | undefined {
    const last = metrics.at(-1);
    const held = last && heldOut(last);
    if (!last || !held) return undefined;
    const best = bestOf(metrics);
    const rise = lossOf(bestOf(metrics.slice(-epochs))) / lossOf(best) - 1;
    if (!(rise > generalizationLoss && last.train.loss < best.train.loss)) return undefined;
    return {
      severity: 'warning',
      facts: {
        set: held.set,
        epoch: best.epoch,
        best: lossOf(best),
        rise,
        trainThen: best.train.loss,
        trainNow: last.train.loss,
        remedies: [
          { kind: 'settings', values: { validation: 0.1, earlyStopping: true } },
          { kind: 'settings', values: { dropout: 0.2 } },
          { kind: 'settings', values: { l2: 0.0001 } },
          { kind: 'more-data' },
        ],
      },
    };
  },
});

/** How far training has come, beside guessing. */
export interface ChanceFacts {
  readonly epochs: number;
  /** On the training set, and what guessing gives. */
  readonly accuracy: number;
  readonly chance: number;
  readonly remedies: readonly Remedy[];
}

/** Nothing has been learned: guessing does as well. */
export const chanceLevel = rule({
  name: 'chance-level',
  source:
    'Glorot & Bengio (2010), section 3.1: deep logistic networks on a plateau for many epochs. Fires at less than a tenth ' +
    'of the way from guessing to perfect, on the training set itself',
  thresholds: { way: 0.1 },
  find({ classes, metrics }, { way }): Sighting<ChanceFacts> | undefined {
    const last = metrics.at(-1);
    const chance = 1 / classes;
    if (!last || !(last.train.accuracy < chance + way * (1 - chance))) return undefined;
    return {
      severity: 'problem',
      facts: {
        epochs: last.epoch,
        accuracy: last.train.accuracy,
        chance,
        remedies: [
          { kind: 'more-epochs' },
          { kind: 'another-rate' },
          { kind: 'settings', values: { optimizer: 'adam' } },
        ],
      },
    };
  },
});

/** The score on data that are not trained on: validation where there is such a set, else test. */
function heldOut({ validation, test }: EpochMetrics): { set: 'validation' | 'test'; score: Score } | undefined {
  if (validation) return { set: 'validation', score: validation };
  return test ? { set: 'test', score: test } : undefined;
}

const bestOf = (metrics: readonly EpochMetrics[]): EpochMetrics =>
  metrics.reduce((least, one) => (lossOf(one) < lossOf(least) ? one : least));

const lossOf = (metrics: EpochMetrics): number => heldOut(metrics)?.score.loss ?? Number.NaN;
