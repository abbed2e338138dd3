import { MILESTONES } from '../training/summary.ts';
import { holm } from '../util/statistics/paired-tests.ts';
import type { ActivationResult, Milestone, Verdict } from './comparison.ts';
import { areaUnderLoss, epochsTo, type PairedFigure, testAccuracy } from './paired-figures.ts';
import { leastP, pair } from './pairing.ts';
import { verdict } from './verdict.ts';

/**
 * What can be said of the best activation beside each other one: how fast it learns, then how well it ends.
 *
 * Speed is epochs to the {@link telltaleMilestone}; between two of which that tells nothing (neither gets there, or
 * always in the same epoch), the training loss averaged over the epochs. Runs are paired by seed: they share initial
 * draws and the order of the samples. A difference is shown where p <= 0.05. Each p is corrected for all pairs of
 * activations and not only for those told here: which one is the best is itself chosen by the data.
 */
export function verdictsOf(activations: readonly ActivationResult[]): Verdict[] {
  const goal = telltaleMilestone(activations);
  const best = bestActivation(activations);
  const speed = goal === null ? [areaUnderLoss] : [epochsTo(goal), areaUnderLoss];
  return [speed, [testAccuracy]].flatMap((figures) =>
    compareAll(activations, figures).filter(({ better, than }) => better === best?.name || than === best?.name),
  );
}

/**
 * The best: least median epochs to the {@link telltaleMilestone}, then most runs that reach it, then highest median test
 * accuracy, then smallest area under the loss, then first in the table. undefined of none.
 */
export function bestActivation(activations: readonly ActivationResult[]): ActivationResult | undefined {
  const goal = telltaleMilestone(activations);
  // Smaller is better; what is missing is worst.
  const keys = ({ epochsTo, testAccuracy, areaUnderLoss }: ActivationResult) => [
    (goal && epochsTo[goal].median) ?? Number.POSITIVE_INFINITY,
    goal ? -epochsTo[goal].reached : 0,
    testAccuracy ? -testAccuracy.median : Number.POSITIVE_INFINITY,
    areaUnderLoss ?? Number.POSITIVE_INFINITY,
  ];
  return activations.toSorted((a, b) => {
    const [first, second] = [keys(a), keys(b)];
    const k = first.findIndex((key, j) => key !== second[j]);
    return k < 0 ? 0 : first[k] - second[k];
  })[0];
}

/**
 * The highest test accuracy that some activation reaches with every seed; else the highest that any run reaches; null
 * where none reaches any.
 */
export function telltaleMilestone(activations: readonly ActivationResult[]): Milestone | null {
  const highest = (enough: (reached: number, of: number) => boolean) =>
    MILESTONES.findLast((goal) =>
      activations.some(({ epochsTo }) => enough(epochsTo[goal].reached, epochsTo[goal].of)),
    );
  return highest((reached, of) => of > 0 && reached === of) ?? highest((reached) => reached > 0) ?? null;
}

/** All pairs of activations, each by the first of the figures that tells them apart (else by the first). */
function compareAll(activations: readonly ActivationResult[], figures: readonly PairedFigure[]): Verdict[] {
  const pairings = activations.flatMap((a, k) =>
    activations.slice(k + 1).map((b) => {
      const tried = figures.map((figure) => pair(a, b, figure));
      return tried.find(({ wins, losses }) => wins + losses > 0) ?? tried[0];
    }),
  );
  const tested = pairings.filter(({ p }) => p !== null);
  const ps = tested.map(({ p }) => Number(p));
  const corrected = holm(ps);
  return pairings.map((pairing) => {
    const k = tested.indexOf(pairing);
    if (k < 0) return verdict(pairing, null);
    const atBest = holm(ps.with(k, leastP(pairing.pairs)))[k];
    return verdict(pairing, { p: corrected[k], atBest, tests: ps.length });
  });
}
