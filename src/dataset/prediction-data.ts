import { namesArrays } from './arrays/index.ts';
import { statsAt } from './file.ts';
import type { Like } from './parts.ts';
import { readSource, type SourceOptions } from './read-source.ts';
import { inFormOf } from './samples/fit-together.ts';
import { codesOf } from './samples/labels.ts';
import type { DataNote } from './samples/notes.ts';
import type { Values } from './values.ts';

/** Samples that a network is asked about. */
export interface PredictionData {
  readonly count: number;
  /** [count][features], in the form of the training. */
  readonly values: Values;
  /** [count] places among the classes of the training; null where the file has none. */
  readonly labels: Uint16Array | null;
  readonly notes: readonly DataNote[];
}

/** Tables by names that no picture and no letter has. */
const TABLE = /\.(csv|tsv|tab)(\.gz)?$/i;

/** Whether a path names rows of numbers: a table, or arrays of NumPy. */
export function holdsRows(path: string): boolean {
  return TABLE.test(path) || (namesArrays(path) && statsAt(path)?.isFile() === true);
}

/**
 * The samples of a table or of NumPy's arrays, with labels or without; of a file with a test part those of that.
 * @throws UserError where they are broken, or not what the network was trained on
 */
export async function loadForPrediction(
  path: string,
  { like, ...reading }: { readonly like: Like } & Omit<SourceOptions, 'alone' | 'labelled' | 'inputs'>,
): Promise<PredictionData> {
  const source = await readSource(path, { ...reading, alone: true, labelled: false, inputs: like.form.features });
  const samples = inFormOf(source.test ?? source.train, like.form);
  const { count, values, notes, labels } = samples;
  return { count, values, notes, labels: labels && codesOf({ ...samples, labels }, like.classes) };
}
