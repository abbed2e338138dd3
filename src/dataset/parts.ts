import { UserError } from '../util/user-error.ts';
import { classBalancedOrder } from './class-order.ts';
import { type Dataset, slice } from './dataset.ts';
import type { Source } from './read-source.ts';
import { type Form, inFormOf } from './samples/fit-together.ts';
import { type Classes, classesOf, codesOf, notesOn } from './samples/labels.ts';
import type { DataNote } from './samples/notes.ts';
import type { Labels, Samples } from './samples/samples.ts';

/** What a network was trained on, and what other data for it must be like. */
export interface Like {
  readonly form: Form;
  /** What its outputs are. Where it is not known what they are called, words stand for them in sorted order. */
  readonly classes: Classes;
}

/** A data set that is divided, and what was noticed of it. */
export interface DividedSource {
  readonly train: Dataset;
  readonly test: Dataset;
  readonly notes: readonly DataNote[];
}

/** This share of a table, from the end, is its test set. */
const TEST_SHARE = 1 / 5;

/**
 * The samples of a source to train on and to test with. Where the source does not say which are for testing, rows are put
 * into a fixed order in which classes alternate, and the last fifth is for that, unless `other` has them.
 * @throws UserError where labels are no classes, or the parts do not fit together
 */
export function divided(source: Source, other?: Source, like?: Like): DividedSource {
  const { name } = source;
  const all = labelled(like ? inFormOf(source.train, like.form) : source.train);
  const classes = classesFor(all, source, like);
  const codes = codesOf(all, classes);
  const notes = [...all.notes, ...(like ? [] : notesOn(all, classes, codes))];
  const given = other ? (other.test ?? other.train) : source.test;
  if (given === null) return { ...cutApart(name, all, classes, codes), notes };
  const test = labelled(inFormOf(given, like?.form ?? { ...all, whose: 'the training set' }));
  return {
    train: source.test ? datasetOf(`${name}/train`, all, classes, codes) : arranged(name, all, classes, codes),
    test: datasetOf(`${other?.name ?? name}/test`, test, classes, codesOf(test, classes)),
    notes: [...notes, ...test.notes],
  };
}

/** All samples of one part of a source, in the order of its file. @throws UserError as {@link divided} does */
export function undivided(
  source: Source,
  samples: Samples,
  like?: Like,
): { readonly data: Dataset; readonly notes: readonly DataNote[] } {
  const all = labelled(like ? inFormOf(samples, like.form) : samples);
  const classes = classesFor(all, source, like);
  return { data: datasetOf(source.name, all, classes, codesOf(all, classes)), notes: all.notes };
}

function classesFor(samples: Samples & { readonly labels: Labels }, source: Source, like: Like | undefined): Classes {
  if (!like) return namedClasses(source, classesOf(samples));
  const { count, names } = like.classes;
  if (names || !samples.labels.words) return like.classes;
  const words = classesOf(samples);
  if (words.count === count) return words;
  throw new UserError({
    rule: `${samples.path} must have words for all ${count} classes of ${like.form.whose}, to tell which is which`,
    received: `${words.count} words`,
    fix: 'make numbers of them: places among the words of the training, in sorted order',
  });
}

/** A table without a test set of its own: the last fifth of its rows is. */
function cutApart(name: string, samples: Samples, classes: Classes, codes: Uint16Array) {
  if (samples.count < 2) {
    throw new UserError({
      rule: `${samples.path} must hold at least 2 rows, to train and to test`,
      received: samples.count,
    });
  }
  const all = arranged(name, samples, classes, codes);
  const testCount = Math.max(1, Math.floor(all.count * TEST_SHARE));
  const trainCount = all.count - testCount;
  return {
    train: slice(all, 0, trainCount, `${name}/train`),
    test: slice(all, trainCount, testCount, `${name}/test`),
  };
}

/** The samples in an order in which classes alternate; the values themselves are moved. */
function arranged(name: string, samples: Samples, classes: Classes, codes: Uint16Array): Dataset {
  const order = classBalancedOrder(codes, classes.count);
  moveRows(samples.values, samples.features, order);
  return datasetOf(
    `${name}/train`,
    samples,
    classes,
    Uint16Array.from(order, (from) => codes[from]),
  );
}

/** Puts row order[k] in the place of row k, along the cycles of the order: one row more in memory, not all of them. */
function moveRows(values: Samples['values'], width: number, order: Uint32Array): void {
  const done = new Uint8Array(order.length);
  for (let start = 0; start < order.length; start++) {
    if (done[start] || order[start] === start) continue;
    const first = values.slice(start * width, (start + 1) * width);
    let to = start;
    for (let from = order[to]; from !== start; from = order[to]) {
      values.copyWithin(to * width, from * width, (from + 1) * width);
      done[to] = 1;
      to = from;
    }
    values.set(first, to * width);
    done[to] = 1;
  }
}

function datasetOf(name: string, samples: Samples, classes: Classes, labels: Uint16Array): Dataset {
  const { count, features, shape, shades, columns, values } = samples;
  return {
    name,
    count,
    features,
    classes: classes.count,
    ...(classes.names && { classNames: classes.names, labelsAreNames: classes.byName }),
    ...(columns && { columns }),
    ...(shape && { shape }),
    ...(shades && { shades }),
    values,
    labels,
  };
}

function labelled(samples: Samples): Samples & { readonly labels: Labels } {
  const { labels, path } = samples;
  if (labels) return { ...samples, labels };
  throw new UserError({ rule: `${path} must hold labels`, received: 'none' });
}

/** The names of a known data set, where its labels are numbers. */
function namedClasses({ classNames }: Pick<Source, 'classNames'>, classes: Classes): Classes {
  if (!classNames || classes.names || classes.count > classNames.length) return classes;
  return { ...classes, count: classNames.length, names: classNames };
}
