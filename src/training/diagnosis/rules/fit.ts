import { wayOf } from '../../guessing.ts';
import type { EpochMetrics } from '../../metrics.ts';
import { deviationOf, gapOf, heldOutIn } from '../course.ts';
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
    'since single ones are noisy, and never while that loss is not above a fifth more than the training loss',
  thresholds: { generalizationLoss: 0.05, epochs: 3, above: 1.2 },
  explains: ['still-learning', 'unsettled'],
  find({ metrics }, { generalizationLoss, epochs, above }): Sighting<OverFittingFacts> | undefined {
    const last = metrics.at(-1);
    const held = last && heldOutIn(last);
    if (!last || !held) return undefined;
    if (!(held.score.loss > above * last.train.loss)) return undefined;
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

/** A training set known by heart. */
export interface MemorisedFacts {
  readonly trained: number;
  readonly heldOut: number;
  readonly set: 'validation' | 'test';
  /** Training samples; null where that is not known. */
  readonly samples: number | null;
  readonly remedies: readonly Remedy[];
}

/** Every training sample is right, and of others far fewer: what was learned is the samples. */
export const memorised = rule({
  name: 'memorised',
  source:
    'Zhang et al., Understanding Deep Learning Requires Rethinking Generalization (2017). Fires where 99 of 100 training ' +
    'samples are right, and of others ten in a hundred fewer, two standard errors taken off',
  thresholds: { trained: 0.99, gap: 0.1 },
  explains: ['unsettled', 'still-learning'],
  find({ data }, thresholds, { course }): Sighting<MemorisedFacts> | undefined {
    if (!course?.heldOut || course.trained < thresholds.trained) return undefined;
    const { trained, heldOut } = course;
    if (gapOf(trained, heldOut) < thresholds.gap) return undefined;
    return {
      severity: 'warning',
      facts: {
        trained,
        heldOut: heldOut.score.accuracy,
        set: heldOut.set,
        samples: data?.train.samples ?? null,
        remedies: [
          { kind: 'more-data' },
          { kind: 'settings', values: { dropout: 0.2 } },
          { kind: 'settings', values: { l2: 0.0001 } },
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
  explains: ['still-learning', 'under-fitting', 'unsettled'],
  isOutcome: true,
  find(_, { way }, { course }): Sighting<ChanceFacts> | undefined {
    if (!course || !(wayOf(course.trained, course.guess.accuracy) < way)) return undefined;
    return {
      severity: 'problem',
      facts: {
        epochs: course.last.epoch,
        accuracy: course.last.train.accuracy,
        chance: course.guess.accuracy,
        remedies: [
          { kind: 'more-epochs' },
          { kind: 'another-rate' },
          { kind: 'settings', values: { optimizer: 'adam' } },
        ],
      },
    };
  },
});

/** A training that came to rest too early. */
export interface UnderFittingFacts {
  readonly reached: number;
  /** The accuracy of the nearest neighbour on the training set. */
  readonly allowed: number;
  readonly remedies: readonly Remedy[];
}

/** The loss no longer falls, and the nearest neighbour does better by far: something holds the network back. */
export const underFitting = rule({
  name: 'under-fitting',
  source:
    'Cover & Hart, Nearest Neighbor Pattern Classification (1967): what the data allow at the least. Fires ten points below ' +
    'that, two standard errors taken off, where the training loss no longer falls',
  thresholds: { below: 0.1 },
  explains: ['unsettled'],
  isOutcome: true,
  waits: true,
  find(evidence, { below }, { course, found }): Sighting<UnderFittingFacts> | undefined {
    if (!course?.isSettled || course.allowed === null || found.some(({ severity }) => severity === 'problem'))
      return undefined;
    const { reached, allowed } = course;
    const noise = 2 * deviationOf(allowed, evidence.data?.neighbour.queries ?? 1);
    if (reached >= allowed - below - noise) return undefined;
    return {
      severity: 'problem',
      facts: {
        reached,
        allowed,
        remedies: [
          { kind: 'wider-layers' },
          { kind: 'another-rate' },
          { kind: 'settings', values: { optimizer: 'adam' } },
        ],
      },
    };
  },
});

const bestOf = (metrics: readonly EpochMetrics[]): EpochMetrics =>
  metrics.reduce((least, one) => (lossOf(one) < lossOf(least) ? one : least));

const lossOf = (metrics: EpochMetrics): number => heldOutIn(metrics)?.score.loss ?? Number.NaN;
