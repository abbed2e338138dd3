import type { EpochMetrics, Score } from '../../metrics.ts';
import { rule } from './rule.ts';
import { digits, percent } from './words.ts';

/** The loss on other data rises while that on the training set falls. */
export const overFitting = rule({
  name: 'over-fitting',
  source:
    'Prechelt, Early Stopping - But When? (1998): generalization loss GL above 5 %; here in each of the last three epochs, ' +
    'since single ones are noisy',
  thresholds: { generalizationLoss: 0.05, epochs: 3 },
  find({ metrics }, { generalizationLoss, epochs }) {
    const last = metrics.at(-1);
    const held = last && heldOut(last);
    if (!last || !held) return undefined;
    const best = bestOf(metrics);
    const rise = lossOf(bestOf(metrics.slice(-epochs))) / lossOf(best) - 1;
    if (!(rise > generalizationLoss && last.train.loss < best.train.loss)) return undefined;
    return {
      severity: 'warning',
      text:
        `The ${held.name} loss was best in epoch ${best.epoch} (${digits(lossOf(best))}) and is now at least ${percent(rise)} ` +
        `above that, while the training loss fell from ${digits(best.train.loss)} to ${digits(last.train.loss)}.`,
      advice: 'Try --validation 0.1 --early-stopping, --dropout 0.2, --l2 0.0001, or more data.',
    };
  },
});

/** Nothing has been learned: guessing does as well. */
export const chanceLevel = rule({
  name: 'chance-level',
  source:
    'Glorot & Bengio (2010), section 3.1: deep logistic networks on a plateau for many epochs. Fires at less than a tenth ' +
    'of the way from guessing to perfect, on the training set itself',
  thresholds: { way: 0.1 },
  find({ classes, metrics }, { way }) {
    const last = metrics.at(-1);
    const chance = 1 / classes;
    if (!last || !(last.train.accuracy < chance + way * (1 - chance))) return undefined;
    const epochs = last.epoch === 1 ? 'one epoch' : `${last.epoch} epochs`;
    return {
      severity: 'problem',
      text: `After ${epochs}, ${percent(last.train.accuracy)} of the training samples are right; guessing gives ${percent(chance)}.`,
      advice:
        'See the other findings for the cause; if there is none, try more epochs, another learning rate, or --optimizer adam.',
    };
  },
});

/** The score on data that are not trained on: validation where there is such a set, else test. */
function heldOut({ validation, test }: EpochMetrics): { name: string; score: Score } | undefined {
  if (validation) return { name: 'validation', score: validation };
  return test ? { name: 'test', score: test } : undefined;
}

const bestOf = (metrics: readonly EpochMetrics[]): EpochMetrics =>
  metrics.reduce((least, one) => (lossOf(one) < lossOf(least) ? one : least));

const lossOf = (metrics: EpochMetrics): number => heldOut(metrics)?.score.loss ?? Number.NaN;
