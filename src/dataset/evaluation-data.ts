import { setting } from '../util/message.ts';
import { UserError, unknownName } from '../util/user-error.ts';
import type { Dataset } from './dataset.ts';
import { fingerprint } from './fingerprint.ts';
import { divided, type Like, undivided } from './parts.ts';
import { readSource, type Source, type SourceOptions } from './read-source.ts';
import type { DataNote } from './samples/notes.ts';

/** The parts of a data set that a network can be judged by. */
export const partNames = ['test', 'train', 'all'] as const;
/** Choice of such a part. */
export type PartName = (typeof partNames)[number];

/** Which samples a network is judged by. */
export interface EvaluationOptions extends Omit<SourceOptions, 'alone'> {
  /** Where the test set comes from, if not from the data set itself. */
  readonly test?: string;
  /** Default: all of a table that the training has not seen; else the test part. */
  readonly part?: PartName;
  /** What the network was trained on: data are brought into that form. */
  readonly like?: Like;
  /** The fingerprint of the data of its training. */
  readonly seen?: string;
}

/** Samples to judge a network by. */
export interface EvaluationData {
  readonly data: Dataset;
  /** The samples to train on that come with them, which a scale may be fitted to; null where there are none. */
  readonly train: Dataset | null;
  readonly notes: readonly DataNote[];
}

/**
 * Loads the samples to judge a network by: a part of a data set, or the whole of it, in the order of its file.
 * @throws UserError for data that are missing, broken, or nothing that the network can be asked
 */
export async function loadForEvaluation(spec: string, options: EvaluationOptions = {}): Promise<EvaluationData> {
  const { part, test, like, seen, ...reading } = options;
  if (part !== undefined && !partNames.includes(part)) throw unknownName(setting('split'), part, partNames);
  const source = await readSource(spec, { ...reading, alone: test !== undefined });
  const other = test === undefined ? undefined : await readSource(test, reading);
  const isTable = !other && source.test === null;
  if (isTable && (part === 'all' || (part === undefined && !wasSeen(source, seen)))) {
    return { ...undivided(source, source.train, like), train: null };
  }
  const { train, test: testPart, notes } = divided(source, other, like);
  const data = part === 'all' ? joined(source.name, train, testPart) : part === 'train' ? train : testPart;
  return { data, train, notes };
}

/** Whether a table is the one that the training was on: by its fingerprint, wherever it lies and whatever it is called. */
function wasSeen(source: Source, seen: string | undefined): boolean {
  if (seen === undefined) return false;
  // Dividing puts rows into another order.
  const copy = { ...source, train: { ...source.train, values: source.train.values.slice() } };
  try {
    const { train, test } = divided(copy);
    return fingerprint(train, test) === seen;
  } catch (error) {
    // What a training cannot be on, a single class for one, none was on.
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Two parts of a data set as one, the first before the second. */
function joined(name: string, first: Dataset, second: Dataset): Dataset {
  const count = first.count + second.count;
  const bothBytes = first.values instanceof Uint8Array && second.values instanceof Uint8Array;
  const values = new (bothBytes ? Uint8Array : Float64Array)(count * first.features);
  values.set(first.values);
  values.set(second.values, first.values.length);
  const labels = new Uint16Array(count);
  labels.set(first.labels);
  labels.set(second.labels, first.count);
  return { ...first, name, count, values, labels };
}
