import { wayOf } from '../../guessing.ts';
import { ALL_CLEAR } from '../course.ts';
import { higher, type Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

/** How long it was trained, and how the loss falls. */
export interface DurationFacts {
  readonly updates: number;
  readonly epochs: number;
  /** By what share of itself the training loss falls, an epoch; and a step, on average. */
  readonly perEpoch: number;
  readonly perStep: number;
  /** The better of the accuracies on the training set and on other data. */
  readonly reached: number;
  readonly remedies: readonly Remedy[];
}

/** So few updates that weights have hardly moved, with much left to learn. */
export const tooFewUpdates = rule({
  name: 'too-few-updates',
  source:
    'Hoffer, Hubara & Soudry, Train Longer, Generalize Better (2017): it is updates that count, and large batches make few. ' +
    'Fires below 100 with less than nine tenths of the way learned that the nearest neighbour shows',
  thresholds: { updates: 100, way: 0.9 },
  explains: ['still-learning', 'under-fitting', 'unsettled', 'chance-level', 'learning-rate-too-low'],
  find({ settings, data }, { updates, way }, { course }): Sighting<DurationFacts> | undefined {
    if (!course || course.last.step >= updates || isStopped(course.fall)) return undefined;
    const { reached, guess, allowed, last } = course;
    if (wayOf(reached, guess.accuracy) >= way * wayOf(allowed ?? 1, guess.accuracy)) return undefined;
    const samples = data?.train.samples ?? 0;
    const smaller = settings && settings.batchSize > 32 && samples > 64;
    return {
      severity: 'problem',
      facts: {
        ...durationOf(course, last.step),
        remedies: [
          ...(smaller ? [{ kind: 'settings', values: { batchSize: 32 } } as const] : []),
          { kind: 'more-epochs' },
        ],
      },
    };
  },
});

/** The loss still falls, and what the data allow is not yet reached. */
export const stillLearning = rule({
  name: 'still-learning',
  source:
    'Prechelt, Early Stopping - But When? (1998): a training ends when it no longer improves. Fires where the training loss ' +
    'still falls by 2 % of itself in an epoch, with less than 95 % of the samples right',
  thresholds: { fall: ALL_CLEAR.fall },
  explains: ['unsettled'],
  waits: true,
  find(evidence, { fall }, { course, found }): Sighting<DurationFacts> | undefined {
    if (!course || course.isSettled || course.fall === null || course.fall < fall) return undefined;
    if (found.some(({ severity }) => severity === 'problem')) return undefined;
    const slow = course.fall < 0.1 && course.reached < ALL_CLEAR.milestone - 0.1;
    return {
      severity: 'note',
      facts: {
        ...durationOf(course, course.last.step),
        remedies: [{ kind: 'more-epochs' }, ...(slow ? [higher(evidence)] : [])],
      },
    };
  },
});

const isStopped = (fall: number | null): boolean => fall !== null && fall < ALL_CLEAR.fall;

function durationOf(
  { last, fall, reached }: { last: { epoch: number }; fall: number | null; reached: number },
  updates: number,
) {
  const perEpoch = fall ?? 0;
  const perStep = perEpoch < 1 ? 1 - (1 - perEpoch) ** (last.epoch / updates) : 1;
  return { updates, epochs: last.epoch, perEpoch, perStep, reached };
}
