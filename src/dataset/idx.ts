import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../util/user-error.ts';
import type { Dataset } from './dataset.ts';
import { reasonOf } from './file.ts';
import { readIdx } from './idx-file.ts';

/** The four files, by the names that MNIST gave them and all its successors kept. */
const FILES = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'] as const;

/**
 * A folder with training and test images and labels, gzipped or not, of any image size and up to 256 classes.
 * `train-images-idx3-ubyte` and `train-images.idx3-ubyte` are both understood, each with or without .gz.
 * @throws UserError for a missing folder, missing files (all of them named), and whatever is wrong with a file
 */
export function loadIdxFolder(folder: string): { train: Dataset; test: Dataset } {
  const [trainImages, trainLabels, testImages, testLabels] = findFiles(folder);
  const name = basename(resolve(folder));
  const train = loadIdxPair(trainImages, trainLabels, `${name}/train`);
  const test = loadIdxPair(testImages, testLabels, `${name}/test`, train);
  return { train, test };
}

/**
 * Images [count][rows][columns] and labels [count]. Classes are those of `like` where given (the training set, for
 * the test set), and 0..largest label otherwise.
 * @throws UserError where counts, image sizes or labels do not fit together, or a file is broken
 */
export function loadIdxPair(imagesFile: string, labelsFile: string, name: string, like?: Dataset): Dataset {
  const images = readIdx(imagesFile, 3);
  const labels = readIdx(labelsFile, 1);
  const [count, rows, columns] = images.dimensions;
  if (labels.dimensions[0] !== count) {
    throw new UserError({
      rule: `${imagesFile} and ${labelsFile} must hold equally many images and labels`,
      received: `${count} images, ${labels.dimensions[0]} labels`,
      fix: 'take both files from the same data set',
    });
  }
  if (like?.shape && (like.shape[0] !== rows || like.shape[1] !== columns)) {
    throw new UserError({
      rule: `${imagesFile} must hold images of ${like.shape.join(' x ')} pixels, as the training set does`,
      received: `${rows} x ${columns}`,
      fix: 'take all files from the same data set',
    });
  }
  const classes = like?.classes ?? largest(labels.values) + 1;
  const wrong = labels.values.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw new UserError({
      rule: `labels in ${labelsFile} must be in 0..${classes - 1}, the classes of the training set`,
      received: `${labels.values[wrong]} at position ${wrong}`,
      fix: 'take all files from the same data set',
    });
  }
  return {
    name,
    count,
    features: rows * columns,
    classes,
    shape: [rows, columns],
    values: images.values,
    labels: Uint16Array.from(labels.values),
  };
}

function findFiles(folder: string): [string, string, string, string] {
  const fix = 'fetch them with: gradlens data download mnist';
  let present: Set<string>;
  try {
    present = new Set(readdirSync(folder));
  } catch (error) {
    throw new UserError({
      rule: `${folder} must be a folder with the four IDX files of a data set`,
      received: reasonOf(error),
      fix,
    });
  }
  const found = FILES.map((file) => spellings(file).find((spelling) => present.has(spelling)));
  const missing = FILES.filter((_, k) => found[k] === undefined).map((file) => `${file}-ubyte[.gz]`);
  if (missing.length > 0) {
    throw new UserError({ rule: `${folder} must hold four IDX files; missing: ${missing.join(', ')}`, fix });
  }
  return found.map((file) => join(folder, file as string)) as [string, string, string, string];
}

/** `train-images-idx3` as found on disk: uncompressed first, since it loads faster where both are there. */
function spellings(file: string): string[] {
  const dotted = file.replace('-idx', '.idx');
  return [`${file}-ubyte`, `${dotted}-ubyte`, `${file}-ubyte.gz`, `${dotted}-ubyte.gz`];
}

function largest(values: Uint8Array): number {
  let max = 0;
  for (const value of values) if (value > max) max = value;
  return max;
}
