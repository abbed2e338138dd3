import { largest } from '../../../util/any-length.ts';
import { wayOf } from '../../guessing.ts';
import { type Course, deviationOf, type HeldOutSet } from '../course.ts';
import type { DataFacts, PartFacts } from '../facts/data-facts.ts';
import type { Remedy } from '../remedy.ts';
import { rule, type Sighting } from './rule.ts';

const SETS = ['validation', 'test'] as const;

/** A set in which (nearly) all samples are of one class. */
export interface OneClassFacts {
  readonly set: HeldOutSet;
  readonly class: number;
  /** Share of that class in the set: 1 where it is the only one. */
  readonly share: number;
  /** Classes in all data. */
  readonly of: number;
  readonly remedies: readonly Remedy[];
}

/** What is held out is of a single class, as the end of a sorted file is. */
export const oneClassValidation = rule({
  name: 'one-class-validation',
  source:
    'Kohavi, A Study of Cross-Validation and Bootstrap for Accuracy Estimation and Model Selection (1995): held-out samples ' +
    'with the classes in proportion. Fires at nine tenths of ten samples or more, where the class has half of all samples or less',
  thresholds: { share: 0.9, usual: 0.5, fewest: 10 },
  explains: [
    'class-missing',
    'over-fitting',
    'memorised',
    'labels-do-not-match',
    'unsettled',
    'still-learning',
    'under-fitting',
  ],
  find({ data }, { share: least, usual, fewest }): Sighting<OneClassFacts> | undefined {
    if (!data?.train.labels.perClass) return undefined;
    const counts = countsOf([data.train, data.validation, data.test]);
    for (const set of SETS) {
      const held = data[set];
      const own = held?.labels.perClass;
      if (!held || !own || held.samples < fewest) continue;
      const most = largest(own);
      const only = own.indexOf(most);
      const share = most / held.samples;
      if (share < least || counts[only] > usual * sumOf(counts)) continue;
      const of = counts.filter((n) => n > 0).length;
      const remedies: Remedy[] =
        set === 'validation' ? [{ kind: 'settings', values: { holdOut: 'random' } }] : [{ kind: 'mix-data' }];
      return { severity: 'problem', facts: { set, class: only, share, of, remedies } };
    }
    return undefined;
  },
});

/** Classes that one set has and another lacks. */
export interface ClassMissingFacts {
  /** The set that lacks them. */
  readonly set: 'train' | HeldOutSet;
  readonly classes: readonly number[];
  /** Share of the samples of the others that are of those classes. */
  readonly share: number;
  readonly remedies: readonly Remedy[];
}

/** A class is never seen in training, or never asked for. */
export const classMissing = rule({
  name: 'class-missing',
  source:
    'Japkowicz & Stephen, The Class Imbalance Problem: A Systematic Study (2002). Fires at classes that held-out samples are ' +
    'of and no training sample is; or the other way round, where ten samples or more would be expected',
  thresholds: { expected: 10, grave: 0.05 },
  find({ data }, { expected, grave }): Sighting<ClassMissingFacts> | undefined {
    if (!data) return undefined;
    const { train } = data;
    const trained = train.labels.perClass;
    if (!trained) return undefined;
    const others = SETS.flatMap((set) => data[set] ?? []);
    const held = trained.map((_, k) => others.reduce((sum, { labels }) => sum + (labels.perClass?.[k] ?? 0), 0));
    const unseen = [...held.keys()].filter((k) => held[k] > 0 && trained[k] === 0);
    if (unseen.length > 0) {
      const share = sumOf(unseen.map((k) => held[k])) / sumOf(held);
      const remedies: Remedy[] = [{ kind: 'settings', values: { holdOut: 'random' } }, { kind: 'mix-data' }];
      return {
        severity: share >= grave ? 'problem' : 'warning',
        facts: { set: 'train', classes: unseen, share, remedies: data.validation ? remedies : [{ kind: 'mix-data' }] },
      };
    }
    for (const set of SETS) {
      const part = data[set];
      const perClass = part?.labels.perClass;
      if (!part || !perClass || perClass.filter((n) => n > 0).length === 1) continue;
      const lacking = [...perClass.keys()].filter(
        (k) => perClass[k] === 0 && (trained[k] / train.samples) * part.samples >= expected,
      );
      if (lacking.length === 0) continue;
      const share = sumOf(lacking.map((k) => trained[k])) / train.samples;
      const remedies: Remedy[] =
        set === 'validation' ? [{ kind: 'settings', values: { holdOut: 'random' } }] : [{ kind: 'mix-data' }];
      return { severity: 'warning', facts: { set, classes: lacking, share, remedies } };
    }
    return undefined;
  },
});

/** A file sorted by class, taken in file order. */
export interface SortedFacts {
  /** Neighbours that differ in class, beside how many would in a random order. */
  readonly mixed: number;
  readonly batchSize: number;
  readonly remedies: readonly Remedy[];
}

/** Batches hold one class or two: each undoes what the one before has taught. */
export const sortedData = rule({
  name: 'sorted-data-without-shuffle',
  source:
    'Bengio, Practical Recommendations for Gradient-Based Training of Deep Architectures (2012), section 2.1: samples in a ' +
    'random order. Fires where neighbours differ in class half as often as by chance, or less',
  thresholds: { mixed: 0.5, share: 0.5 },
  explains: [
    ...['over-fitting', 'memorised', 'labels-do-not-match', 'unsettled', 'still-learning', 'under-fitting'],
    ...['chance-level', 'learning-rate-too-high', 'dead-units', 'collapse', 'saturation', 'too-few-updates'],
  ],
  find({ data, settings }, { mixed: most, share }, { course }): Sighting<SortedFacts> | undefined {
    if (!data || !settings || settings.shuffle) return undefined;
    const { batchSize } = settings;
    const { mixed } = data.train.labels;
    // A batch of nearly all samples holds all classes in any order.
    if (mixed === null || mixed > most || batchSize > share * data.train.samples) return undefined;
    const harmless = course?.heldOut && course.allowed !== null && course.heldOut.score.accuracy >= course.allowed;
    return {
      severity: harmless ? 'warning' : 'problem',
      facts: { mixed, batchSize, remedies: [{ kind: 'settings', values: { shuffle: true } }] },
    };
  },
});

/** Labels of one set that are not those of the other. */
export interface LabelsFacts {
  /** Whose labels do not match: a held-out set's; or the training set's own, where nothing tells its classes apart. */
  readonly set: 'train' | HeldOutSet;
  /** Accuracy on the training set, and on that set; null before the first epoch has ended. */
  readonly trained: number | null;
  readonly accuracy: number | null;
  readonly guess: number;
  /** The same of the nearest neighbour. */
  readonly neighbourTrain: number | null;
  readonly neighbour: number | null;
  readonly remedies: readonly Remedy[];
}

/** What fits the training set is no better than guessing on the other: the labels of one of them belong to other samples. */
export const labelsDoNotMatch = rule({
  name: 'labels-do-not-match',
  source:
    'Zhang et al., Understanding Deep Learning Requires Rethinking Generalization (2017): networks fit random labels, and then ' +
    'only guess. Fires where training has come half of the way from guessing to perfect, and other samples a tenth; or the ' +
    'nearest neighbour has',
  thresholds: { fits: 0.5, guesses: 0.1, drop: 0.25 },
  explains: ['over-fitting', 'memorised', 'chance-level', 'unsettled', 'still-learning', 'under-fitting'],
  waits: true,
  find({ data }, thresholds, { course, found }): Sighting<LabelsFacts> | undefined {
    const counts = data?.train.labels.perClass;
    if (!data || !counts || found.some(explainsAsWell)) return undefined;
    const guess = course?.guess.accuracy ?? largest(counts) / data.train.samples;
    const judged = { data, course, guess, ...thresholds };
    const fair = !found.some(({ severity, rule }) => severity === 'problem' && rule !== 'chance-level');
    return mismatched(judged) ?? (fair ? unlearnable(judged) : undefined);
  },
});

/** What is known, and what counts as fitting and as guessing: parts of the way from guessing to perfect. */
interface Judged {
  readonly data: DataFacts;
  readonly course: Course | undefined;
  readonly guess: number;
  readonly fits: number;
  readonly guesses: number;
  readonly drop: number;
}

/** A set in which what fits the training set only guesses. */
function mismatched(judged: Judged): Sighting<LabelsFacts> | undefined {
  const { data, course, guess, fits } = judged;
  const { neighbour } = data;
  // At the end, where it is known: a mean over the epoch may hide a step that has just gone wrong.
  const trained = course ? (course.head?.accuracy ?? course.trained) : null;
  const far = (accuracy: number | null) => accuracy !== null && wayOf(accuracy, guess) >= fits;
  for (const set of SETS) {
    const part = data[set];
    if (!part || part.samples < FEWEST) continue;
    const asked = Math.min(part.samples, neighbour.queries);
    const [accuracy, own] = [course?.last[set]?.accuracy ?? null, neighbour[set]];
    // Where the nearest neighbour is right on both, the labels do match.
    const byNetwork = far(trained) && !far(own) && isGuessed(accuracy, part.samples, judged);
    const byNeighbour = far(neighbour.train) && isGuessed(own, asked, judged);
    const drop = own === null ? 0 : (neighbour.train ?? 0) - own - 2 * deviationOf(own, asked);
    if (!byNetwork && !byNeighbour && drop < judged.drop) continue;
    const facts = { set, trained, accuracy, guess, neighbourTrain: neighbour.train, neighbour: own };
    return { severity: byNetwork || byNeighbour ? 'problem' : 'warning', facts: { ...facts, remedies: CHECK } };
  }
  return undefined;
}

/** Nothing tells the classes apart: no network that had its chance, and no comparison either. */
function unlearnable(judged: Judged): Sighting<LabelsFacts> | undefined {
  const { data, course, guess } = judged;
  const { neighbour } = data;
  const held = course?.heldOut;
  if (!held || neighbour.queries < FEWEST || !isGuessed(neighbour.train, neighbour.queries, judged)) return undefined;
  if (!isGuessed(held.score.accuracy, held.samples ?? FEWEST, judged)) return undefined;
  const own = { neighbourTrain: neighbour.train, neighbour: neighbour.train };
  const facts = { set: 'train', trained: course.trained, accuracy: held.score.accuracy, guess, ...own } as const;
  return { severity: 'problem', facts: { ...facts, remedies: CHECK } };
}

/** No better than guessing, on so many samples that half of the way to fitting would have shown. */
function isGuessed(accuracy: number | null, n: number, { guess, guesses, fits }: Judged): boolean {
  if (accuracy === null) return false;
  const noise = 2 * deviationOf(guess, n);
  return wayOf(accuracy - noise, guess) <= guesses && wayOf(accuracy + noise, guess) <= fits / 2;
}

const CHECK: readonly Remedy[] = [{ kind: 'check-labels' }];

/** Fewer samples tell too little. */
const FEWEST = 30;

/** What explains a fall on held-out data, too. */
const explainsAsWell = ({ rule, severity }: { readonly rule: string; readonly severity: string }): boolean =>
  ['input-scale', 'inverted-images', 'inputs-differ', 'one-class-validation', 'sorted-data-without-shuffle'].includes(
    rule,
  ) ||
  (rule === 'class-missing' && severity === 'problem');

/** Samples of each class in all of these parts. */
function countsOf(parts: readonly (PartFacts | null)[]): number[] {
  const known = parts.flatMap((part) => (part?.labels.perClass ? [part.labels.perClass] : []));
  return known[0].map((_, k) => sumOf(known.map((perClass) => perClass[k])));
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
