import { basename } from 'node:path';
import { nearest, UserError } from '../util/user-error.ts';
import { namesArrays, readArrays } from './arrays/index.ts';
import type { Dataset } from './dataset.ts';
import { loadMnist10k } from './digits/mnist10k.ts';
import { statsAt } from './file.ts';
import { isShape, shapeNames, shapeSamples } from './formulas/index.ts';
import { findIdxFiles, notWhole } from './idx/find-files.ts';
import { readIdxPair } from './idx/index.ts';
import type { LabelColumn } from './label-column.ts';
import { knownNames } from './samples/known-names.ts';
import type { Samples } from './samples/samples.ts';
import { type Transpose, transposed } from './samples/transpose.ts';
import { readTableSamples } from './tables/index.ts';
import type { Progress } from './tables/table-bytes.ts';

/** The data set that is always there. */
export const EMBEDDED = 'mnist10k';

/** What a source holds: samples, or some to train on and some to test. */
export interface Source {
  /** What it is called in logs and messages. */
  readonly name: string;
  readonly train: Samples;
  /** null where the source does not say which samples are for testing. */
  readonly test: Samples | null;
  /** Names of the classes, where the data set is a known one. */
  readonly classNames?: readonly string[];
}

/** How a source is read. */
export interface SourceOptions {
  /** Where a table's labels stand. Default: auto. */
  readonly labelColumn?: LabelColumn;
  /** Whether rows and columns of images are exchanged. Default: auto, which does so for EMNIST's files. */
  readonly transpose?: Transpose;
  /** Whether samples to train on are enough, since those to test come from elsewhere. Default: false. */
  readonly alone?: boolean;
  /** Whether there must be labels. Default: true. */
  readonly labelled?: boolean;
  /** Where labels need not be: columns of a table that are inputs; one with as many columns has no labels. */
  readonly inputs?: number;
  /** Hears how far the reading is. */
  readonly onProgress?: Progress;
}

/** Names of tables; gzipped ones end in .gz besides. */
const TABLE = /\.(csv|tsv|txt|tab|data|dat)(\.gz)?$/i;

/** Whether a path names a table, by its ending. */
const isTable = (path: string) => TABLE.test(path);

/**
 * Reads what `spec` names: `mnist10k`, a folder of IDX files or the beginning of their names, or a table.
 * @throws UserError for data that are missing or broken
 */
export async function readSource(spec: string, options: SourceOptions = {}): Promise<Source> {
  if (spec === EMBEDDED) return embedded();
  if (isShape(spec)) return { name: spec, train: shapeSamples(spec), test: null };
  const stats = statsAt(spec);
  const { labelColumn = 'auto', transpose = 'auto', alone = false, labelled = true, inputs, onProgress } = options;
  const turned = (samples: Samples, name: string) => transposed(samples, name, transpose);
  const files = findIdxFiles(spec, alone);
  if (files) {
    const train = readIdxPair(files.train);
    const test = files.test && readIdxPair(files.test);
    const classNames = knownNames(files.name, train);
    return {
      name: files.name,
      train: turned(train, files.name),
      test: test && turned(test, files.name),
      ...(classNames && { classNames }),
    };
  }
  if (namesArrays(spec)) {
    const { name, train, test } = readArrays(spec, labelled);
    const classNames = knownNames(name, train);
    return {
      name,
      train: turned(train, name),
      test: test && turned(test, name),
      ...(classNames && { classNames }),
    };
  }
  if (stats?.isDirectory()) throw notWhole(spec, '');
  if (stats && isTable(spec)) {
    const name = basename(spec);
    const samples = await readTableSamples(spec, {
      labelColumn,
      labelled,
      ...(inputs !== undefined && { inputs }),
      ...(onProgress && { onProgress }),
    });
    const classNames = knownNames(name, samples);
    return { name, train: turned(samples, name), test: null, ...(classNames && { classNames }) };
  }
  throw unknownSource(spec, stats !== undefined);
}

function embedded(): Source {
  const { train, test } = loadMnist10k();
  return { name: EMBEDDED, train: samplesOf(train), test: samplesOf(test) };
}

/** A data set at hand as what a reader gives. */
function samplesOf({ name, count, features, shape, values, labels }: Dataset): Samples {
  return {
    path: name,
    count,
    features,
    ...(shape && { shape, shades: [0, 255] }),
    values,
    labels: { values: labels, where: 'labels' },
    notes: [],
    place: (sample) => ({ unit: 'image', number: sample }),
  };
}

function unknownSource(spec: string, exists: boolean): UserError {
  const meant = nearest(spec, [EMBEDDED, ...shapeNames]);
  return new UserError({
    rule: `data must be ${EMBEDDED}, a folder with IDX files, a table (.csv), arrays of NumPy (.npz, .npy), or a formula (${shapeNames.join(', ')})`,
    received: exists ? `${spec}, a file of another kind` : `${spec}, which does not exist`,
    fix: meant ? `did you mean ${meant}?` : 'fetch a folder with: gradlens data download mnist',
  });
}
