import { wayOf } from '../../guessing.ts';
import type { Course, HeldOutSet } from '../course.ts';
import type { Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

/** Why nothing more can be said. */
export type Doubt =
  /** No epoch has ended, nothing was probed, or the data were not looked at. */
  | { readonly kind: 'no-epoch' | 'no-probes' | 'no-data' | 'no-held-out' }
  /** It may or may not still fall: one epoch does not tell. */
  | { readonly kind: 'one-epoch' }
  /** It does a little worse than the nearest neighbour. */
  | { readonly kind: 'below'; readonly reached: number; readonly allowed: number }
  /** It does hardly better than guessing, and the nearest neighbour no better than it. */
  | { readonly kind: 'guessing'; readonly reached: number; readonly guess: number }
  /** Training samples fare better than others. */
  | { readonly kind: 'gap'; readonly trained: number; readonly heldOut: number; readonly set: HeldOutSet };

/** What keeps an all-clear back where no rule has found anything. */
export interface UnsettledFacts {
  readonly doubts: readonly Doubt[];
  /** The better of the accuracies on the training set and on other data; null before the first epoch has ended. */
  readonly reached: number | null;
  readonly remedies: readonly Remedy[];
}

/** No rule fires, and still nothing is known that would earn an all-clear. */
export const unsettled = rule({
  name: 'unsettled',
  source:
    'Cover & Hart, Nearest Neighbor Pattern Classification (1967), for what the data allow at the least; Goodfellow, Bengio & ' +
    'Courville, Deep Learning (2016), section 11.4.2: a gap asks for more data. Fires where either is not known or not met',
  thresholds: { way: 0.2 },
  waits: true,
  isOutcome: true,
  find({ data, probes, hidden }, { way }, { course, found }): Sighting<UnsettledFacts> | undefined {
    if (found.some(({ severity }) => severity !== 'note')) return undefined;
    const unseen: Doubt[] = [
      ...(course ? [] : [{ kind: 'no-epoch' } as const]),
      ...(hidden.length > 0 && probes.length === 0 ? [{ kind: 'no-probes' } as const] : []),
      ...(data ? [] : [{ kind: 'no-data' } as const]),
    ];
    const seen = course ? doubtsOf(course, way) : [];
    const doubts = [...unseen, ...seen.map(([doubt]) => doubt)];
    if (doubts.length === 0) return undefined;
    const remedies = seen.flatMap(([, ...some]) => some);
    const different = remedies.filter((one, k) => remedies.findIndex(({ kind }) => kind === one.kind) === k);
    return { severity: 'note', facts: { doubts, reached: course?.reached ?? null, remedies: different } };
  },
});

/** What keeps a training from an all-clear, each with what may help. */
function doubtsOf(course: Course, way: number): [Doubt, ...Remedy[]][] {
  const { heldOut, reached, allowed, trained, guess, fall } = course;
  const doubts: [Doubt, ...Remedy[]][] = [];
  if (wayOf(reached, guess.accuracy) < way) {
    doubts.push([{ kind: 'guessing', reached, guess: guess.accuracy }, { kind: 'check-labels' }]);
  }
  if (course.isNear === false && allowed !== null) {
    doubts.push([
      { kind: 'below', reached, allowed },
      { kind: 'more-epochs' },
      { kind: 'wider-layers' },
      { kind: 'another-rate' },
    ]);
  }
  if (fall === null && !course.isSettled) doubts.push([{ kind: 'one-epoch' }, { kind: 'more-epochs' }]);
  if (!heldOut) doubts.push([{ kind: 'no-held-out' }]);
  else if (!course.isGapSmall) {
    const gap = { kind: 'gap', trained, heldOut: heldOut.score.accuracy, set: heldOut.set } as const;
    doubts.push([gap, { kind: 'more-data' }, { kind: 'settings', values: { dropout: 0.2 } }]);
  }
  return doubts;
}
